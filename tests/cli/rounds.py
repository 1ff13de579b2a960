"""A round as people leave it behind: an answer out, one mended, a warning settled, own sets."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rfi.app.session.cache import evaluation_of
from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Workspace
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.dismissals import dismiss, dismissed_places
from rfi.intake.round.file import write_round
from rfi.intake.round.reading import claim_of, read_answer
from rfi.intake.round.round import (
    Answer,
    Round,
    add_city_file,
    apply_suggestion,
    with_assumptions,
    withdraw_answer,
)
from rfi.intake.round.suggestion import Suggestion
from rfi.schema.codelists import load_codelist
from tests.answers import standard_assumptions
from tests.intake.rounds import file_of

PLACE = "/offers/0/cost_lines/0/tax"
HOME = "992011"
GROWN = 401_000


def _mended(made: Round) -> Round:
    """Return the round with a fault in its first answer that a suggestion mends."""
    first = made.answers[0]
    value: dict[str, Any] = json.loads(first.file.data)
    was = value["offers"][0]["cost_lines"][0]["tax"]
    wrong = load_codelist("tax_kinds").title(was, "ja")
    value["offers"][0]["cost_lines"][0]["tax"] = wrong
    file = file_of(first.file.name, value)
    made = replace(made, answers=(Answer(file), *made.answers[1:]))
    suggestion = Suggestion(PLACE, wrong, was, "schema_enum")
    return apply_suggestion(
        made, file.sha256, suggestion, claim=claim_of(value), by="佐藤", at="2026-10-03"
    )


def _settled(made: Round) -> Round:
    """Return the round with all the warnings on its first doubtful offer dismissed."""
    shown = evaluation_of(Workspace(made), "ja")
    found = (shown.warnings_on(index) for index in range(len(shown.costs.offers)))
    issues = next(filter(None, found))
    answer = next(one for one in made.answers if one.file.name == issues[0].document)
    reading = read_answer(answer)
    for code in {issue.code for issue in issues}:
        alike = [issue for issue in issues if issue.code == code]
        made = dismiss(
            made,
            Dismissal(
                claim_of(reading.value)[0],
                code,
                alike[0].message("ja"),
                dismissed_places(reading, alike),
                "電話で確認した",
                Deed("佐藤", "2026-11-05"),
            ),
        )
    return made


def _grown(made: Round) -> Round:
    """Return the round with more residents in one of its cities."""
    file = next(one for one in made.city_files if one.name == "kakuu.json")
    value: dict[str, Any] = json.loads(file.data)
    value["figures"][0]["value"] = GROWN
    return add_city_file(made, file_of(file.name, value))


@cache
def lived_round() -> Round:
    """Return the sample round after some work on it."""
    made = _mended(sample_round())
    made = withdraw_answer(made, made.answers[1].file.sha256, by="鈴木", at="2026-10-05")
    rate = standard_assumptions(fx_usd_jpy=163)
    values = [one for one in rate["values"] if one["key"] == "fx_usd_jpy"]
    made = with_assumptions(made, (file_of("会議の前提.json", {**rate, "values": values}),))
    return _settled(_grown(made))


def saved(made: Round, folder: Path) -> str:
    """Write a round to a file and return its path."""
    path = folder / "作業セット.zip"
    path.write_bytes(write_round(made))
    return str(path)
