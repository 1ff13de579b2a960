"""Sessions get their pages in the order in which they asked, and none can hold up another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from rfi.app.runs.turn import Line, Place, line_of_runs, pass_turn
from tests.app.screens import ROOT

# Nobody lets the next pass by overstaying, or at once.
NEVER, AT_ONCE = 3600.0, 0.0
# Seconds within which what must come has come, and what must not would have.
SOON, A_WHILE, A_MOMENT = 30.0, 0.05, 0.001


class Run:
    """A run in a thread of its own, which begins when its turn comes and ends when it may."""

    def __init__(self, line: Line, body: Callable[[], None] = lambda: None) -> None:
        self.begun, self.may_end = Event(), Event()
        self._line, self._body = line, body
        self._thread = Thread(target=self._run, daemon=True)
        before = line._last
        self._thread.start()
        while line._last is before:  # its place is taken before another can come
            self.begun.wait(A_MOMENT)

    def _run(self) -> None:
        with self._line.turn():
            self._body()
            self.begun.set()
            self.may_end.wait(SOON)

    def end(self) -> None:
        self.may_end.set()
        self._thread.join(SOON)

    def begins(self) -> bool:
        return self.begun.wait(SOON)

    def waits(self) -> bool:
        return not self.begun.wait(A_WHILE)


@contextmanager
def runs(line: Line, count: int) -> Iterator[list[Run]]:
    found = [Run(line) for _ in range(count)]
    try:
        yield found
    finally:
        for run in found:
            run.end()


def test_each_waits_for_the_one_that_came_before_it_and_for_no_other() -> None:
    with runs(Line(NEVER), 4) as found:
        for run, behind in zip(found, [*found[1:], None], strict=True):
            assert run.begins()
            assert behind is None or behind.waits()
            run.end()


def test_who_overstays_lets_the_next_begin() -> None:
    with runs(Line(AT_ONCE), 3) as found:
        assert all(run.begins() for run in found)


def test_who_waits_does_not_overstay() -> None:
    line = Line(AT_ONCE)
    line._last = waiting = Place()
    with runs(line, 1) as (behind,):
        assert behind.waits()
        waiting.begun.set()
        assert behind.begins()


def test_who_reads_a_file_lets_one_pass_and_only_one() -> None:
    line = Line(NEVER)
    with line.turn(), runs(line, 2) as (second, third):
        assert second.waits()
        pass_turn()
        assert second.begins()
        assert third.waits()


def test_who_passed_the_turn_does_not_end_that_of_another() -> None:
    line = Line(NEVER)
    first = Run(line, pass_turn)
    with runs(line, 2) as (second, third):
        assert first.begins()
        assert second.begins()
        first.end()
        assert third.waits()


def test_without_a_turn_none_is_passed() -> None:
    line = Line(NEVER)
    with line.turn():
        pass
    with runs(line, 2) as (first, second):
        assert first.begins()
        pass_turn()  # of this thread, which holds none any more
        assert second.waits()


class PlantedError(Exception):
    pass


FAULTS = (PlantedError(), StopException(), RerunException(RerunData()), SystemExit(), MemoryError())


def fail(fault: BaseException) -> None:
    raise fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_the_turn_ends_whatever_the_run_ends_with(fault: BaseException) -> None:
    line = Line(NEVER)
    with pytest.raises(type(fault)), line.turn():
        fail(fault)
    with runs(line, 1) as (behind,):
        assert behind.begins()


def test_a_session_that_breaks_off_while_it_waits_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = Line(NEVER)
    with line.turn():
        monkeypatch.setattr(line._last.passed, "wait", lambda _: fail(StopException()))
        with pytest.raises(StopException), line.turn():
            pass
        with runs(line, 1) as (behind,):
            assert behind.begins()


def test_a_run_begun_again_in_its_own_thread_takes_a_new_place() -> None:
    line = Line(NEVER)
    with line.turn():
        first = line._last
    with line.turn():
        assert line._last is not first
        assert not line._last.passed.is_set()


@pytest.fixture
def screen() -> AppTest:
    return AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)


def test_a_page_takes_its_place_and_leaves_it(screen: AppTest) -> None:
    line = line_of_runs()
    before = line._last
    screen.run()
    assert line._last is not before
    assert line._last.passed.is_set()


def test_a_page_that_is_begun_again_leaves_its_place(screen: AppTest) -> None:
    screen.run()
    screen.button(key="language").click().run()
    assert not screen.exception
    assert line_of_runs()._last.passed.is_set()


def test_a_page_that_stops_leaves_its_place(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rfi.app.frame.round_frame.show_controls", lambda _: st.stop())
    assert not screen.run().exception
    assert line_of_runs()._last.passed.is_set()


def test_a_page_that_fails_leaves_its_place(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rfi.app.frame.frame.language", lambda: fail(PlantedError()))
    screen.run()
    assert screen.exception
    assert line_of_runs()._last.passed.is_set()
