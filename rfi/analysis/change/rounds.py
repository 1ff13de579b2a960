"""A round on its way from the last one to this one, with the causes up to one come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.analysis.change.causes import (
    ASSUMPTIONS,
    CHOICE_FIELDS,
    OFFER_FIELDS,
    Cause,
    has_come,
    owner_of,
)
from rfi.analysis.change.lines import mixed_lines
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.chosen_conditions import fitting
from rfi.intake.rules.checked import CheckedResponse
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.chosen import Chosen
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import flatten_responses

Value = Mapping[str, Any]
_FILLED = "levelling"


@dataclass(frozen=True, slots=True)
class Side:
    """A round and what is chosen in it."""

    answers: AnswerSet
    chosen: Chosen

    @property
    def stated(self) -> Chosen:
        """What is chosen, with the scenario that holds where none is."""
        default = self.answers.questionnaire.default_scenario_id
        return replace(self.chosen, scenario_id=self.chosen.scenario_id or default)

    def is_like(self, other: "Side") -> bool:
        """Tell whether two rounds on their way hold the same."""
        mine, theirs = self.answers, other.answers
        return (
            self.chosen == other.chosen
            and mine.assumptions == theirs.assumptions
            and mine.questionnaire.value == theirs.questionnaire.value
            and mine.cities.known == theirs.cities.known
            and [one.value for one in mine.responses] == [one.value for one in theirs.responses]
        )

    @property
    def unfilled(self) -> "Side":
        """The same without levelling: what others quote is no change of an offer."""
        base = self.answers.assumptions
        return Side(
            replace(self.answers, assumptions=base.replaced({_FILLED: "off"}, "")),
            self.chosen.with_assumption(_FILLED, None),
        )


def _vendor_names(value: Value) -> tuple[str, ...]:
    """Return what may name the vendor of an answer, the surest first."""
    vendor = value["vendor"]
    names = (vendor.get("corporate_number"), vendor.get("vendor_id"), vendor.get("name"))
    return tuple(f"{index}:{name}" for index, name in enumerate(names) if name)


def _last_answer(value: Value, answers: AnswerSet) -> CheckedResponse | None:
    """Return the answer of the last round that this one follows: by its id, else by its vendor."""
    held = [one for one in answers.responses if one.value is not None]
    for one in held:
        if one.value is not None and one.value["response_id"] == value["response_id"]:
            return one
    for name in _vendor_names(value):
        found = [one for one in held if one.value and name in _vendor_names(one.value)]
        if len(found) == 1:
            return found[0]
    return None


def _last_offer(offer: Value, value: Value, last: Value) -> Value | None:
    for one in last["offers"]:
        if one["offer_id"] == offer["offer_id"]:
            return one  # type: ignore[no-any-return]  # an answer as read
    is_only = len(value["offers"]) == len(last["offers"]) == 1
    return last["offers"][0] if is_only else None


def followed_offers(before: AnswerSet, after: AnswerSet) -> Mapping[str, str]:
    """Return the key of each offer of this round → that of the last one which it follows."""
    found = {}
    for response in after.responses:
        if response.value is None:
            continue
        last = _last_answer(response.value, before)
        if last is None or last.value is None:
            continue
        for offer in response.value["offers"]:
            old = _last_offer(offer, response.value, last.value)
            if old is not None:
                key = f"{response.value['response_id']}:{offer['offer_id']}"
                found[key] = f"{last.value['response_id']}:{old['offer_id']}"
    return found


def _standing(response: CheckedResponse) -> Value:
    """Return an answer in which lines that an issue keeps out are unanswered."""
    value: Value = response.value or {}
    refused = response.refused_lines
    if not refused:
        return value
    kept = ("line_id", "scenario_id", "businesses", "item")

    def line(offer: int, position: int, given: Value) -> Value:
        if (offer, position) not in refused:
            return given
        return {**{name: given[name] for name in kept if name in given}, "state": "unanswered"}

    offers = [
        {**offer, "cost_lines": [line(at, n, one) for n, one in enumerate(offer["cost_lines"])]}
        for at, offer in enumerate(value["offers"])
    ]
    return {**value, "offers": offers}


def _mixed_offer(before: Value, after: Value, through: Cause) -> Value:
    made = {}
    for name in dict.fromkeys((*before, *after)):
        given = after if has_come(owner_of(name, OFFER_FIELDS), through) else before
        if name in given:
            made[name] = given[name]
    return {
        **made,
        "offer_id": after["offer_id"],
        "cost_lines": mixed_lines(before["cost_lines"], after["cost_lines"], through),
    }


def _mixed_response(after: CheckedResponse, before: AnswerSet, through: Cause) -> CheckedResponse:
    value = _standing(after)
    last = _last_answer(value, before)
    if last is not None:
        old = _standing(last)
        pairs = [(offer, _last_offer(offer, value, old)) for offer in value["offers"]]
        offers = [_mixed_offer(one, new, through) if one else new for new, one in pairs]
        value = {**value, "offers": offers}
    return replace(after, value=value, issues=())


def _mixed_questionnaire(
    before: Questionnaire, after: Questionnaire, through: Cause
) -> Questionnaire:
    """Return what is asked now, of scenarios as they were until size has come."""
    was = {row["scenario_id"]: row for row in before.value["scenarios"]}

    def scenario(row: Value) -> Value:
        old = was.get(row["scenario_id"])
        if old is None or has_come("size", through):
            return row
        volumes = row if has_come("quantity", through) else old
        kept = {name: one for name, one in old.items() if name != "volumes"}
        return {**kept, **({"volumes": volumes["volumes"]} if "volumes" in volumes else {})}

    rate = after if has_come("currency", through) else before
    return replace(
        after,
        value={
            **after.value,
            "scenarios": [scenario(row) for row in after.value["scenarios"]],
            "reference_fx": rate.value["reference_fx"],
        },
    )


def _mixed_assumptions(
    before: AssumptionSet, after: AssumptionSet, through: Cause
) -> AssumptionSet:
    return AssumptionSet(
        {
            key: after.values[key]
            if has_come(owner_of(key, ASSUMPTIONS), through)
            else before.values[key]
            for key in after.values
        }
    )


def _holds(response: CheckedResponse, keys: Collection[str]) -> bool:
    value = response.value
    return value is not None and any(
        f"{value['response_id']}:{offer['offer_id']}" in keys for offer in value["offers"]
    )


def mixed_side(before: Side, after: Side, through: Cause, keys: Collection[str]) -> Side:
    """Return a round on its way: that of before with the causes up to one come.

    What the choices say of assumptions is among its assumptions. No offer stands on another one,
    since nothing is levelled: answers without an offer that is asked for are left out.

    Args:
        before: The last round.
        after: This round.
        through: The last cause that has come; scope at least.
        keys: Offers of this round that are asked for; each follows one of the last.
    """
    asked = _mixed_questionnaire(before.answers.questionnaire, after.answers.questionnaire, through)
    responses = tuple(
        _mixed_response(one, before.answers, through)
        for one in after.answers.responses
        if _holds(one, keys)
    )
    cities = after if has_come("size", through) else before
    answers = replace(
        after.answers,
        questionnaire=asked,
        assumptions=_mixed_assumptions(
            before.answers.assumptions.owned(before.chosen.assumptions),
            after.answers.assumptions.owned(after.chosen.assumptions),
            through,
        ),
        responses=responses,
        tables=flatten_responses(responses, after.answers.tables.letters),
        cities=cities.answers.cities,
    )
    given = {
        name: getattr(after.chosen if has_come(cause, through) else before.chosen, name)
        for cause, names in CHOICE_FIELDS.items()
        for name in names
    }
    return Side(answers, fitting(Chosen(**given), answers))
