"""Relations that hold over the sample round, whatever city, group and key are chosen."""

import copy
import json
import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.city import City, typed_city
from rfi.scenario.city.files import city_file_of
from rfi.scenario.city.joined import join_cities
from rfi.views.look.totals import ends_of_year
from tests.answers import document
from tests.compare.sample_round import (
    GROUP,
    TAKAMATSU,
    core_cities,
    sample_answers,
    sample_for,
)
from tests.evaluations import CityChoice, evaluated
from tests.views.rounds import SAMPLES

Json = dict[str, Any]
RESPONSES = SAMPLES / "responses"
ALONE = {"S180K-1": 180_000, "S350K-1": 350_000, "S500K-1": 500_000, "S650K-1": 650_000}
FEW = settings(max_examples=15)


@cache
def read(folder: str, name: str) -> Document:
    return read_document(name, (SAMPLES / folder / name).read_bytes())


@cache
def vendor_bytes(letter: str) -> bytes:
    return (RESPONSES / f"vendor_{letter}.json").read_bytes()


@cache
def vendor(letter: str) -> Json:
    value: Json = json.loads(vendor_bytes(letter))
    return value


def answers_of(*values: Mapping[str, Any]) -> AnswerSet:
    """Return a round of these answers to the sample questionnaire."""
    documents = [document(f"{value['response_id']}.json", value) for value in values]
    asked, standard = read("responses", "questionnaire.json"), read("assumptions", "standard.json")
    found = collect_answers(asked, documents, standard)
    assert not any(response.is_held for response in found.responses)
    return found


def without(letter: str, change: Callable[[Json], None]) -> AnswerSet:
    """Return a round of one vendor's answer, changed in its first offer."""
    # Through its bytes: to copy the thousands of rows one by one takes ten times as long.
    value: Json = json.loads(vendor_bytes(letter))
    change(value["offers"][0])
    return answers_of(value)


@cache
def only(letter: str) -> AnswerSet:
    return answers_of(vendor(letter))


def in_group(answers: AnswerSet, **changes: Any) -> Evaluation:
    return sample_for(TAKAMATSU, GROUP, answers=answers, **changes)


# Interpolation.


@pytest.mark.parametrize(("name", "population"), ALONE.items())
def test_at_every_quoted_size_every_offer_costs_what_it_quotes(name: str, population: int) -> None:
    answers = sample_answers()
    choice = CityChoice(typed_city("試験市", population, "試験"))
    estimated = evaluated(answers, cities=choice).costs
    quoted = evaluated(answers, scenario_id=name).costs
    compared = 0
    for one, other in zip(estimated.offers, quoted.offers, strict=True):
        if other.totals.nominal_jpy is None:
            continue
        compared += 1
        assert one.totals.nominal_jpy == pytest.approx(other.totals.nominal_jpy, rel=1e-12)
        assert one.totals.initial_jpy == pytest.approx(other.totals.initial_jpy, rel=1e-12)
        assert one.bound.kind == other.bound.kind
        for item, figure in other.by_item.items():
            if figure.nominal_jpy is not None:
                assert one.by_item[item].nominal_jpy == pytest.approx(figure.nominal_jpy)
    assert compared >= 4


# Shares.

KEYS = st.one_of(
    st.builds(
        lambda ratio: {"sharing_method": "mixed", "sharing_equal_ratio": ratio}, st.floats(0, 1)
    ),
    st.just({"sharing_method": "harp"}),
    st.just({"sharing_method": "own"}),
)
GROUPS = st.lists(st.sampled_from(sorted(core_cities())), min_size=2, max_size=9, unique=True)


@FEW
@given(codes=GROUPS, key=KEYS, data=st.data(), level=st.sampled_from(["off", "median"]))
def test_what_any_group_of_core_cities_pays_sums_to_the_yen_in_every_year(
    codes: list[str], key: Json, data: st.DataObject, level: str
) -> None:
    answers = sample_answers()
    weights = [(code, float(data.draw(st.integers(1, 99)))) for code in sorted(codes)]
    group = tuple(core_cities()[code] for code in sorted(codes))
    cities = CityChoice(None, group, tuple(weights))
    evaluation = evaluated(answers, changes={**key, "levelling": level}, cities=cities)
    joint, offers = evaluation.joint_use, evaluation.costs.offers
    assert joint is not None
    assert math.fsum(joint.shares) == pytest.approx(1, abs=1e-12)
    for index in np.flatnonzero(joint.is_estimable):
        for number, year in enumerate(joint.fiscal_years):
            whole = offers[index].cash.by_fiscal_year.get(year, 0.0)
            # Of ranges without a point the low end is paid at least.
            due = ends_of_year(offers[index], year, whole)[0]
            assert int(joint.paid[:, index, number].sum()) == math.floor(round(due, 6) + 0.5)
        assert joint.share_jpy[:, index].sum() == pytest.approx(joint.group_jpy[index])


# Scale.


def scaled(value: Json, k: int) -> Json:
    made = copy.deepcopy(value)
    for line in made["offers"][0]["cost_lines"]:
        for name in ("amount", "amount_low", "amount_high", "minimum_charge"):
            if line.get(name) is not None:
                line[name] *= k
        for tier in line.get("tiers", ()):
            tier["amount"] *= k
    for discount in made["offers"][0].get("discount_lines", ()):
        if "amount" in discount:
            discount["amount"] *= k
    made["offers"][0].pop("stated_totals", None)
    return made


def test_all_prices_times_k_give_k_times_every_total_share_and_levelled_amount() -> None:
    k, letters = 4, "abcdef"
    first = in_group(answers_of(*map(vendor, letters)), levelling="median")
    second = in_group(answers_of(*(scaled(vendor(one), k) for one in letters)), levelling="median")
    for one, other in zip(first.costs.offers, second.costs.offers, strict=True):
        assert one.bound.kind == other.bound.kind
        for name in ("nominal_jpy", "present_value_jpy", "initial_jpy", "recurring_jpy"):
            was, now = getattr(one.totals, name), getattr(other.totals, name)
            assert now == (None if was is None else pytest.approx(k * was, rel=1e-9))
        if one.levelling:
            assert other.levelling is not None
            assert other.levelling.levelled_jpy == pytest.approx(k * one.levelling.levelled_jpy)
            assert other.levelling.share == pytest.approx(one.levelling.share)
    was_joint, now_joint = first.joint_use, second.joint_use
    assert was_joint is not None
    assert now_joint is not None
    for name in ("group_jpy", "share_jpy", "alone_jpy", "levelled_jpy"):
        was, now = getattr(was_joint, name), getattr(now_joint, name)
        assert now == pytest.approx(k * was, rel=1e-9, abs=1e-3)
    assert first.joiners is not None
    assert second.joiners is not None
    added = first.joiners.marginal_jpy
    assert second.joiners.marginal_jpy == pytest.approx(k * added, rel=1e-9, abs=1e-3)
    assert now_joint.shares.tolist() == was_joint.shares.tolist()


# What is missing is never zero.


@FEW
@given(data=st.data())
def test_a_removed_price_never_lowers_a_total_or_a_share_without_a_mark(
    data: st.DataObject,
) -> None:
    lines = vendor("a")["offers"][0]["cost_lines"]
    cells = sorted({(line["scenario_id"], line["businesses"][0], line["item"]) for line in lines})
    cell = data.draw(st.sampled_from(cells))

    def remove(offer: Json) -> None:
        offer["cost_lines"] = [
            line
            for line in offer["cost_lines"]
            if (line["scenario_id"], line["businesses"][0], line["item"]) != cell
        ]

    before, after = in_group(only("a")), in_group(without("a", remove))
    one, other = before.costs.offers[0], after.costs.offers[0]
    assert not one.is_lower_bound
    assert other.totals.nominal_jpy is not None
    if other.totals.nominal_jpy != one.totals.nominal_jpy:
        assert other.bound.kind == "at_least"
        assert cell[2] in {item for cells in other.coverage.holes.values() for _, item in cells}
    assert before.joint_use is not None
    assert after.joint_use is not None
    for name, is_open in (("share_jpy", "is_open"), ("alone_jpy", "is_alone_open")):
        was, now = getattr(before.joint_use, name), getattr(after.joint_use, name)
        opened = np.broadcast_to(getattr(after.joint_use, is_open), now.shape)
        assert opened[now < was - 0.01].all()


@FEW
@given(data=st.data())
def test_a_removed_target_changes_no_effect_without_a_mark(data: st.DataObject) -> None:
    lines = vendor("a")["offers"][0]["benefit_lines"]
    indexes = [index for index, line in enumerate(lines) if "target" in line]
    index = data.draw(st.sampled_from(indexes))
    before = in_group(only("a")).benefits.offers[0]
    after = in_group(
        without("a", lambda offer: offer["benefit_lines"][index].pop("target"))
    ).benefits.offers[0]
    assert after.coverage.count("answered") <= before.coverage.count("answered")
    for name, was in before.measures.items():
        now = after.measures[name]
        if now.claimed != was.claimed:
            assert now.claimed is None or now.holes > was.holes, (index, name)


@FEW
@given(index=st.integers(0, 430))
def test_a_removed_fit_answer_raises_no_rate_and_is_counted_as_unanswered(index: int) -> None:
    removed = vendor("a")["offers"][0]["fit_answers"][index]["requirement_id"]
    before = in_group(only("a")).fit
    after = in_group(without("a", lambda offer: offer["fit_answers"].pop(index))).fit
    business = removed.split("-")[0]
    changed = 0
    for kind in (None, "required", "standard_option", "not_to_implement"):
        for one in (None, business):
            was, now = before.rate(0, one, kind), after.rate(0, one, kind)
            assert now.asked == was.asked
            # No rate is told of a part without any answer.
            if now.rate is not None:
                assert was.rate is not None
                assert now.rate <= was.rate
            changed += now.unanswered - was.unanswered
    assert changed >= 2
    failed = set(after.offers[0].failures.failed)
    assert failed == set(before.offers[0].failures.failed) - {removed}


@FEW
@given(index=st.integers(0, 39))
def test_a_removed_service_level_is_unanswered_and_never_a_zero(index: int) -> None:
    item = vendor("a")["offers"][0]["service_levels"][index]["item_id"]
    before = in_group(only("a")).service_levels.offers[0]
    after = in_group(
        without("a", lambda offer: offer["service_levels"].pop(index))
    ).service_levels.offers[0]
    assert after.answered == before.answered - 1
    assert not after.answer(item).has_value
    assert after.answer(item).number is None
    was, now = before.availability, after.availability
    if now != was and now is not None and was is not None:
        assert now.downtime_minutes == was.downtime_minutes
        assert now.planned_hours in {was.planned_hours, None}


@cache
def paying() -> Json:
    value: Json = json.loads((SAMPLES / "cities" / "kakuu.json").read_bytes())
    return value


def city_with(value: Json) -> City:
    (found,) = join_cities([city_file_of(document("kakuu.json", value))]).cities
    return found


@cache
def today_of_all() -> Evaluation:
    return today_for(paying())


def today_for(value: Json) -> Evaluation:
    return evaluated(sample_answers(), cities=CityChoice(city_with(value)))


@FEW
@given(index=st.integers(0, 139))
def test_a_blank_cost_of_today_never_lowers_todays_cost_without_a_mark(index: int) -> None:
    value = copy.deepcopy(paying())
    blank = value["current_costs"][index]
    for cost in value["current_costs"]:
        if (cost["business"], cost["item"]) == (blank["business"], blank["item"]):
            cost.pop("amount", None)
    before, after = today_of_all().today, today_for(value).today
    assert before is not None
    assert after is not None
    for one, other in zip(before.offers, after.offers, strict=True):
        for was, now in ((one.running, other.running), (one.total, other.total)):
            for tax in ("excluded", "included"):
                # Today is at least this, so the saving is at least this: no ratio, no ceiling.
                if now[tax].before.shown < was[tax].before.shown:
                    assert now[tax].before.kind == "at_least"
                    ratio = now[tax].ratio
                    assert ratio is None or ratio.kind != "exact"
