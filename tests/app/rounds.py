"""Rounds that hold nothing, the sample, a held answer, many answers."""

import json
from copy import deepcopy

from rfi.app.session.sample_round import sample_round
from rfi.intake.round.round import Answer, Round, RoundFile
from tests.app.screens import value_of

MANY = 12


def _answer(value: object, name: str) -> Answer:
    return Answer(RoundFile(name, json.dumps(value, ensure_ascii=False).encode()))


def _twelve() -> tuple[Answer, ...]:
    """Return twelve answers that differ in who gives them and in one price."""
    made = []
    for number in range(MANY):
        value = deepcopy(value_of())
        value["response_id"] = f"vendor-{number}"
        value["vendor"] = {**value["vendor"], "vendor_id": f"v{number}", "name": f"架空{number}社"}
        line = next(one for one in value["offers"][0]["cost_lines"] if one.get("amount"))
        line["amount"] += 1000 * number
        made.append(_answer(value, f"{number}.json"))
    return tuple(made)


def round_of(kind: str) -> Round:
    sample = sample_round()
    if kind == "sample":
        return sample
    empty = Round(sample.questionnaire, sample.standard)
    if kind == "empty":
        return empty
    if kind == "many":
        return Round(sample.questionnaire, sample.standard, answers=_twelve())
    value = value_of()
    value["offers"][0]["cost_lines"][0]["tax"] = "税抜"
    return Round(sample.questionnaire, sample.standard, answers=(_answer(value, "held.json"),))
