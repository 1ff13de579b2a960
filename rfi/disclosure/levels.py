"""Who may read what: the levels of the fields (``x-disclosure``), and what each leaves out.

Texts above a level leave the answers here. Amounts above it are needed for the totals: they go with
the tables that show them (``Content.level``) and with the sheets of calculation.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import CITY_KIND
from rfi.disclosure.anonymous import anonymous
from rfi.intake.rules.checked import CheckedResponse
from rfi.scenario.address import Level, is_open_to
from rfi.scenario.city.known_cities import KnownCities
from rfi.schema.fields import ITEM, load_fields
from rfi.text.wording import Lang
from rfi.tidy.tables import flatten_responses

Path = tuple[str, ...]


@cache
def withheld_texts(level: Level) -> frozenset[Path]:
    """Return the paths of the texts of an answer that a level leaves out.

    A text that the schema requires is named otherwise (``anonymous``) instead of left out.
    """
    return frozenset(
        field.path
        for field in load_fields("rfi_response")
        if field.disclosure
        and not is_open_to(cast("Level", field.disclosure), level)
        and "string" in field.types
        and not field.required
    )


def _without(value: Any, withheld: frozenset[Path], path: Path = ()) -> Any:  # noqa: ANN401 - of JSON
    if isinstance(value, Mapping):
        return {
            key: _without(part, withheld, (*path, key))
            for key, part in value.items()
            if (*path, key) not in withheld
        }
    if isinstance(value, list):
        return [_without(part, withheld, (*path, ITEM)) for part in value]
    return value


def without_current_costs(cities: KnownCities) -> KnownCities:
    """Return the cities of a round without what any of them pays today, and without their files."""
    bare = {
        code: replace(city, current_costs=(), unread_years=())
        for code, city in cities.known.items()
    }
    return KnownCities(known=bare)


def _response(one: CheckedResponse, withheld: frozenset[Path]) -> CheckedResponse:
    if one.value is None:
        return one
    value = _without(one.value, withheld)
    return replace(one, document=replace(one.document, value=value), value=value)


def levelled(answers: AnswerSet, level: Level, lang: Lang = "ja") -> AnswerSet:
    """Return a round as readers of a level may see it.

    * ``meeting``: without what is for the secretariat alone (contacts of vendors).
    * ``public``: without names, remarks and what cities pay today as well.

    Args:
        answers: The round, of whatever mode.
        level: Who reads it.
        lang: Of the words that stand for names.
    """
    if level == "secretariat":
        return answers
    if level == "public":
        found = answers if answers.mode != "named" else anonymous(answers, lang)
        spoken = {id(issue) for issue in answers.cities.issues}
        return replace(
            found,
            cities=without_current_costs(found.cities),
            inputs=tuple(one for one in found.inputs if one.kind != CITY_KIND),
            issues=tuple(one for one in found.issues if id(one) not in spoken),
            level=level,
        )
    withheld = withheld_texts(level)
    responses = tuple(_response(one, withheld) for one in answers.responses)
    tables = flatten_responses(responses, answers.tables.letters)
    tables["offers"]["draws_by"] = answers.tables["offers"]["draws_by"].to_numpy()
    return replace(answers, responses=responses, tables=tables, level=level)
