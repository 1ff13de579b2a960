"""Garbage is collected when runs have rested, and only then."""

import gc

import pytest
import streamlit.config

from rfi.app.runs.collector import THRESHOLDS, IdleCollector, collect_and_freeze


class Collected:
    count = 0

    def __call__(self) -> None:
        self.count += 1


def test_a_rest_after_a_run_is_used_to_collect() -> None:
    collected = Collected()
    collector = IdleCollector(collected)
    with collector.run():
        assert collected.count == 0
    assert collector.collect_after_rest(0)
    assert collected.count == 1


def test_nothing_is_collected_while_another_session_is_answered() -> None:
    collected = Collected()
    collector = IdleCollector(collected)
    with collector.run():
        with collector.run():
            pass
        assert not collector.collect_after_rest(0)
    assert collected.count == 0
    assert collector.collect_after_rest(0)


class PlantedError(Exception):
    pass


def fail() -> None:
    raise PlantedError


def test_a_run_that_fails_has_ended_too() -> None:
    collected = Collected()
    collector = IdleCollector(collected)
    with pytest.raises(PlantedError), collector.run():
        fail()
    assert collector.collect_after_rest(0)
    assert collected.count == 1


def test_what_lives_on_is_taken_out_of_later_walks() -> None:
    gc.unfreeze()
    collect_and_freeze()
    try:
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_watching_the_runs_leaves_few_walks_to_the_answers_themselves() -> None:
    before = gc.get_threshold()
    fewest = 700
    gc.set_threshold(fewest)
    try:
        IdleCollector().start()
        assert gc.get_threshold() == THRESHOLDS
        assert THRESHOLDS[0] > fewest
    finally:
        gc.set_threshold(*before)


def test_the_server_has_the_setting_that_leaves_collecting_to_us() -> None:
    assert streamlit.config.get_option("runner.postScriptGC") is False
