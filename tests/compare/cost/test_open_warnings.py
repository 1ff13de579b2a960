"""確定 only without a hole and without an open warning on the amounts (method §1, "Certainty")."""

from dataclasses import replace
from typing import Any

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.certainty import Certainty
from rfi.compare.round.scope import Scope
from rfi.schema.issue import Issue
from tests.answers import Line, answer, collect, line, questionnaire
from tests.evaluations import evaluated

TWO_SCENARIOS = {
    "scenarios": [
        {"scenario_id": "S", "title": "単独", "population": 350_000, "cities": 1},
        {"scenario_id": "T", "title": "3市", "population": 350_000, "cities": 3},
    ]
}
LINES = [line("I03", 1_000_000), line("R01", 10_000)]
THREE_CITIES = [{**one, "scenario_id": "T", "amount": one["amount"] * 2} for one in LINES]


def round_with(issue: Issue | None, lines: list[Line] = LINES, **offer: Any) -> AnswerSet:
    """Return a round of one answer in which one more issue was found."""
    asked = {**questionnaire(businesses=["B01"]), **TWO_SCENARIOS}
    found = collect(asked, answer(lines, **offer))
    if issue is None:
        return found
    (response,) = found.tables.responses
    held = replace(response, issues=(*response.issues, replace(issue, document="vendor.json")))
    return replace(found, tables=replace(found.tables, responses=(held,)))


def certainty(answers: AnswerSet, **given: object) -> Certainty:
    return evaluated(answers, **given).costs.offers[0].certainty  # type: ignore[arg-type]


def warning_at(pointer: str) -> Issue:
    return Issue("zero_without_state", "warning", pointer)


def test_a_complete_total_without_warnings_is_firm() -> None:
    assert certainty(round_with(None)) == Certainty("firm", 0)


def test_a_warning_on_a_line_leaves_the_total_to_confirm() -> None:
    answers = round_with(warning_at("/offers/0/cost_lines/1/amount"))
    assert certainty(answers) == Certainty("to_confirm", 1)


def test_a_warning_counts_only_in_the_scope_of_its_cell() -> None:
    answers = round_with(warning_at("/offers/0/cost_lines/1/amount"))
    assert certainty(answers, scope=Scope.of([("B01", "I03")])) == Certainty("firm", 0)
    assert certainty(answers, scope=Scope.of([("B01", "R01")])) == Certainty("to_confirm", 1)


def test_a_warning_counts_only_in_the_scenario_of_its_line() -> None:
    lines = [*LINES, *THREE_CITIES]
    answers = round_with(warning_at("/offers/0/cost_lines/3/amount"), lines)
    assert certainty(answers) == Certainty("firm", 0)
    assert certainty(answers, scenario_id="T") == Certainty("to_confirm", 1)


def test_a_warning_on_a_discount_touches_its_scenario() -> None:
    discount = {
        "discount_id": "D1",
        "scenario_id": "S",
        "kind": "special",
        "amount": 1_000,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": "unconditional",
    }
    lines = [*LINES, *THREE_CITIES]
    answers = round_with(
        warning_at("/offers/0/discount_lines/0/amount"), lines, discount_lines=[discount]
    )
    assert certainty(answers).kind == "to_confirm"
    assert certainty(answers, scenario_id="T").kind == "firm"


def test_a_warning_on_fit_touches_no_total() -> None:
    assert certainty(round_with(warning_at("/offers/0/fit_answers/0"))) == Certainty("firm", 0)


def test_a_hole_decides_the_word_and_the_warnings_are_still_counted() -> None:
    lines = [line("I03", 1_000_000), line("R01", state="separate")]
    answers = round_with(warning_at("/offers/0/cost_lines/0/amount"), lines)
    assert certainty(answers) == Certainty("at_least", 1)


def unread(offer: int | None) -> Issue:
    facts = {"offer": offer, "cells": ("H12",)}
    return Issue("figure_not_read", "warning", "", "費用!H12", facts)


def test_a_figure_that_was_not_read_makes_the_total_a_lower_bound() -> None:
    for offer in (0, None):
        figures = evaluated(round_with(unread(offer))).costs.offers[0]
        assert figures.certainty == Certainty("at_least", 1)
        assert figures.is_lower_bound
        assert figures.coverage.holes == {"figure_not_read": ()}
        assert figures.by_item["I03"].is_lower_bound
        assert figures.by_item["I03"].holes == {"figure_not_read": 0}


def test_a_figure_of_another_offer_of_the_file_makes_no_hole_here() -> None:
    assert certainty(round_with(unread(1))) == Certainty("firm", 0)


def test_what_is_settled_leaves_nothing_open() -> None:
    place = ("vendor", "zero_without_state", "offers/[A]/cost_lines/[L1]/amount")
    answers = round_with(warning_at("/offers/0/cost_lines/1/amount"))
    assert certainty(answers.with_settled(frozenset({place}))) == Certainty("firm", 0)
    other = (*place[:2], "offers/[A]/cost_lines/[L0]/amount")
    assert certainty(answers.with_settled(frozenset({other}))) == Certainty("to_confirm", 1)
    file_place = ("vendor", "figure_not_read", "費用!H12")
    settled = round_with(unread(0)).with_settled(frozenset({file_place}))
    assert certainty(settled) == Certainty("firm", 0)
