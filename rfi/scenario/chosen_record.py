"""Conditions as chosen ↔ the document they are saved in (kind ``conditions``)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rfi.scenario.assumptions import Assumption, assumptions_of
from rfi.scenario.chosen import Chosen, ChosenCity, ExpectedAmount
from rfi.scenario.city.city import CityFigure, CityVolume
from rfi.scenario.scope_choice import EVERYTHING, scope_choice_of, scope_record
from rfi.schema.issue import Issue

_VERSION = "1.0.0"
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class SavedConditions:
    """A choice with the name it was saved under."""

    name: str
    chosen: Chosen
    note: str = ""


def _city_of(value: Mapping[str, Any]) -> tuple[ChosenCity | None, tuple[Issue, ...]]:
    code, name, population = (value.get(key) for key in ("code", "name", "population"))
    if code is None and (name is None or population is None):
        return None, (Issue("conditions_city_incomplete", "error", "/city"),)
    figures = {
        row["key"]: CityFigure(
            row["value"], row["unit"], row["source"], row["status"], row.get("as_of", "")
        )
        for row in value.get("figures", ())
    }
    volumes = {
        row["procedure_id"]: CityVolume(
            row["annual_cases"], row.get("online_rate"), row["source"], row["status"]
        )
        for row in value.get("volumes", ())
    }
    return (
        ChosenCity(
            code=str(code or name),
            population=None if code else int(population or 0),
            figures=tuple(sorted(figures.items())),
            volumes=tuple(sorted(volumes.items())),
        ),
        (),
    )


def _assumptions_in(
    value: Mapping[str, Any],
) -> tuple[tuple[Assumption, ...], tuple[Issue, ...]]:
    found, issues = assumptions_of({"values": value.get("assumptions", ())})
    values = found.values
    # The pointers of an assumption set start at its own list.
    moved = tuple(
        Issue(
            issue.code,
            issue.severity,
            issue.pointer.replace("/values/", "/assumptions/", 1),
            params=issue.params,
        )
        for issue in issues
    )
    return tuple(values[key] for key in sorted(values)), moved


def saved_conditions_of(value: Mapping[str, Any]) -> tuple[SavedConditions, tuple[Issue, ...]]:
    """Return what a valid document says, and what does not fit in it."""
    city, faults = _city_of(value["city"]) if "city" in value else (None, ())
    assumptions, wrong = _assumptions_in(value)
    weights = {row["code"]: float(row["weight"]) for row in value.get("own_weights", ())}
    chosen = Chosen(
        scenario_id=value.get("scenario_id"),
        city=city,
        group=tuple(sorted(value.get("group", ()))),
        own_weights=tuple(sorted(weights.items())),
        scope=scope_choice_of(value["scope"]) if "scope" in value else EVERYTHING,
        assumptions=assumptions,
        options=tuple(value.get("options", ())),
        expected=_expected_in(value.get("expected", ())),
    )
    return SavedConditions(value["name"], chosen, value.get("note", "")), (*faults, *wrong)


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without the texts that are not given."""
    return {key: value for key, value in row.items() if value != ""}


def _city_record(city: ChosenCity) -> dict[str, Any]:
    record: dict[str, Any] = (
        {"name": city.code, "population": city.population} if city.is_typed else {"code": city.code}
    )
    if city.figures:
        record["figures"] = [
            _filled({"key": key, **asdict(figure)}) for key, figure in city.figures
        ]
    if city.volumes:
        rows = ({"procedure_id": name, **asdict(volume)} for name, volume in city.volumes)
        record["volumes"] = [
            {key: given for key, given in row.items() if given is not None} for row in rows
        ]
    return record


def _expected_in(rows: Iterable[Mapping[str, Any]]) -> tuple[ExpectedAmount, ...]:
    """Return the amounts for holes; of two for one hole the last stands."""
    found = (
        ExpectedAmount(
            row["letter"], row["business"], row["item"], float(row["amount_jpy"]), row["source"]
        )
        for row in rows
    )
    return tuple(sorted({one.place: one for one in found}.values()))


def _expected_record(one: ExpectedAmount) -> dict[str, Any]:
    amount = one.amount_jpy
    return {**asdict(one), "amount_jpy": int(amount) if amount == int(amount) else amount}


def _parts(chosen: Chosen) -> dict[str, Any]:
    assumptions = [_filled(asdict(one)) for one in chosen.assumptions]
    weights = [{"code": code, "weight": weight} for code, weight in chosen.own_weights]
    parts = {
        "scenario_id": chosen.scenario_id,
        "city": _city_record(chosen.city) if chosen.city else None,
        "group": list(chosen.group),
        "own_weights": weights,
        "scope": scope_record(chosen.scope),
        "options": list(chosen.options),
        "expected": [_expected_record(one) for one in chosen.expected],
        "assumptions": assumptions,
    }
    return {key: part for key, part in parts.items() if part}


def saved_conditions_record(saved: SavedConditions) -> dict[str, Any]:
    """Return the document; its id follows from what is chosen, whatever the name."""
    parts = _parts(saved.chosen)
    content = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    head: dict[str, Any] = {
        "schema_version": _VERSION,
        "conditions_id": hashlib.sha256(content).hexdigest()[:_ID_LENGTH],
        "name": saved.name,
    }
    if saved.note:
        head["note"] = saved.note
    return {**head, **parts}


def write_saved_conditions(saved: SavedConditions) -> bytes:
    """Return the document as a JSON file, UTF-8."""
    record = saved_conditions_record(saved)
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
