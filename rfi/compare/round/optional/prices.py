"""Answers with the prices of chosen options among their cost lines; of no other option.

An option that is chosen is a cost item of its own: an offer that does not price it has a hole
there, and its total is a lower bound.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.constants import MOST_DERIVED, ROW_PARTS
from rfi.intake.rules.asked.option_rules import line_of, moved
from rfi.intake.rules.checked import CheckedResponse
from rfi.scenario.options import Option, options_of, with_options
from rfi.schema.issue import Issue
from rfi.tidy.tables import flatten_responses

_LINES, _PRICES = "cost_lines", "option_lines"


def _rows(offer: Mapping[str, Any], chosen: Mapping[str, Option]) -> list[tuple[int, Any]]:
    """Return (index, row) of the prices of chosen options."""
    rows = offer.get(_PRICES, ())
    return [(index, row) for index, row in enumerate(rows) if row["option_id"] in chosen]


def line_pointer(response: CheckedResponse, offer: int, position: int) -> str:
    """Return the pointer of a cost line in its answer as it came; of an option, of its price.

    Args:
        response: The answer, prices of chosen options among its lines.
        offer: Index of the offer.
        position: Index of the line.
    """
    given = response.document.value
    if given is None or position < len(given["offers"][offer][_LINES]):
        return f"/offers/{offer}/{_LINES}/{position}"
    line = (response.value or given)["offers"][offer][_LINES][position]
    return f"/offers/{offer}/{_PRICES}/{line['line_id'].rpartition('.')[2]}"


def _pointers(value: Mapping[str, Any], chosen: Mapping[str, Option]) -> dict[str, str]:
    """Return the pointer of every price of a chosen option → that of its cost line."""
    found = {}
    for at, offer in enumerate(value["offers"]):
        first = len(offer[_LINES])
        for number, (index, _) in enumerate(_rows(offer, chosen)):
            found[f"/offers/{at}/{_PRICES}/{index}"] = f"/offers/{at}/{_LINES}/{first + number}"
    return found


def _at_lines(issue: Issue, pointers: Mapping[str, str]) -> Issue:
    home = "/".join(issue.pointer.split("/")[:ROW_PARTS])
    return moved(issue, home, pointers[home]) if home in pointers else issue


def _with_prices(response: CheckedResponse, chosen: Mapping[str, Option]) -> CheckedResponse:
    value = response.value
    if value is None:
        return response
    pointers = _pointers(value, chosen)
    offers = [
        {
            **offer,
            _LINES: [
                *offer[_LINES],
                *(
                    line_of(row, chosen[row["option_id"]], index)
                    for index, row in _rows(offer, chosen)
                ),
            ],
        }
        for offer in value["offers"]
    ]
    origins = dict(response.document.origins)
    for pointer, cell in response.document.origins.items():
        home = "/".join(pointer.split("/")[:ROW_PARTS])
        if home in pointers:
            origins[pointer.replace(home, pointers[home], 1)] = cell
    return replace(
        response,
        document=replace(response.document, origins=origins),
        value={**value, "offers": offers},
        issues=tuple(_at_lines(issue, pointers) for issue in response.issues),
    )


def _derived(answers: AnswerSet, chosen: Mapping[str, Option]) -> AnswerSet:
    responses = tuple(_with_prices(response, chosen) for response in answers.responses)
    before = {id(issue) for response in answers.responses for issue in response.issues}
    outer = [issue for issue in answers.issues if id(issue) not in before]
    return replace(
        answers,
        questionnaire=with_options(answers.questionnaire, chosen),
        responses=responses,
        tables=flatten_responses(responses, answers.tables.letters),
        issues=(*outer, *(issue for response in responses for issue in response.issues)),
    )


def with_option_prices(answers: AnswerSet, options: Iterable[str]) -> AnswerSet:
    """Return the answers with the prices of some options; the same answers for none."""
    wanted = set(options)
    chosen = {
        one.option_id: one for one in options_of(answers.questionnaire) if one.option_id in wanted
    }
    if not chosen:
        return answers
    key = tuple(chosen)
    if key not in answers.derived:
        while len(answers.derived) >= MOST_DERIVED:
            del answers.derived[next(iter(answers.derived))]
        answers.derived[key] = _derived(answers, chosen)
    return answers.derived[key].with_settled(answers.settled, answers.hidden)
