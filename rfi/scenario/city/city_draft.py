"""One city while the rows of a table are read, and the profile that comes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from rfi.scenario.city.cells import Findings
from rfi.schema.check import check_schema
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Severity

SCHEMA_VERSION = "1.0.0"
TO_CONFIRM = "to_confirm"
# A profile needs a figure; a table of costs alone has none, so one stands in while it is checked.
_STAND_IN = {"key": "population", "value": 1, "unit": "-", "source": "-", "status": TO_CONFIRM}
_DATA = ("figures", "volumes", "current_costs")


_AMOUNT = frozenset({"amount", "unit", "tax"})
# Rows of a table, each beside the name of the place it was read from.
Placed = list[tuple[Mapping[str, Any], str]]


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what tells one contract from another: its yen, tax, note and source."""
    yen: Fraction | None = None
    if "amount" in row:
        factor = load_codelist("money_units").rows[row["unit"]]["factor"]
        yen = Fraction(str(row["amount"])) * int(factor)
    return yen, row.get("tax"), row.get("note"), row["source"]


class Tell(Protocol):
    """Says something at a place."""

    def __call__(self, code: str, severity: Severity, origin: str, /, **facts: object) -> None:
        """Keep a finding."""


def known_costs(contracts: Iterable[Placed], tell: Tell) -> Placed:
    """Return every contract: those of one cell and year are added up, which is told.

    Contracts that say the very same may be one that was entered twice: a cost of unknown amount.

    Args:
        contracts: The rows of each cell and year, each beside the name of its place.
        tell: Says something at a place.
    """
    kept: Placed = []
    for rows in contracts:
        made, origin = rows[0]
        if len(rows) == 1:
            kept.append((made, origin))
            continue
        places = tuple(place for _, place in rows)
        said = [_said(row) for row, _ in rows]
        facts = {"cells": places, "count": len(places)}
        if len(set(said)) < len(said):
            tell("city_cost_twice", "error", places[1], **facts)
            kept.append(({key: made[key] for key in made if key not in _AMOUNT}, origin))
        else:
            tell("city_contracts_added", "warning", places[1], **facts)
            kept += rows
    return kept


@dataclass(slots=True)
class CityDraft:
    """One city while its rows are read; each row stands beside the name of its cell."""

    names: list[tuple[str, str]] = field(default_factory=list)
    prefectures: list[str] = field(default_factory=list)
    figures: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    volumes: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    costs: dict[tuple[str, str, int], Placed] = field(default_factory=dict)
    unread_years: list[int] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)

    def profile(self, code: str, findings: Findings) -> dict[str, Any]:
        """Return the profile as the schema has it; what does not fit is told in ``findings``."""
        counts = Counter(name for name, _ in self.names)
        names = sorted(counts, key=lambda name: (-counts[name], name))
        if len(names) > 1:
            first = dict(reversed(self.names))
            cells = tuple(first[name] for name in names)
            facts = {"code": code, "names": tuple(names), "cells": cells}
            findings.tell("city_names_differ", "warning", cells[1], **facts)
        lists: dict[str, Placed] = {
            "figures": [made for key, made in self.figures.items() if key not in self.twice],
            "volumes": [made for key, made in self.volumes.items() if key not in self.twice],
            "current_costs": known_costs(self.costs.values(), findings.tell),
        }
        value: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "code": code,
            "name": names[0] if names else code,
        }
        if self.prefectures:
            value["prefecture"] = self.prefectures[0]
        return self._checked(value, lists, findings)

    def _checked(
        self,
        value: dict[str, Any],
        lists: Mapping[str, Placed],
        findings: Findings,
    ) -> dict[str, Any]:
        """Hold a profile against its schema; rows that do not fit are left out and told."""
        rows = {name: [made for made, _ in found] for name, found in lists.items()}
        tried = {**value, **rows, "figures": rows["figures"] or [_STAND_IN]}
        wrong: dict[str, set[int]] = {name: set() for name in _DATA}
        for fault in check_schema(tried, "city_profile"):
            parts = fault.pointer.split("/")
            home, row = parts[1], parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - /list/row
            origin = ""
            if home in wrong and row.isdigit():
                wrong[home].add(int(row))
                origin = lists[home][int(row)][1]
            elif home in value:
                value = {**value, home: value["code"]}
            # A place in the file says more than one in a profile that nobody wrote.
            findings.tell(fault.code, fault.severity, origin, **fault.params)
        self.unread_years.extend(
            rows["current_costs"][index]["fiscal_year"] for index in wrong["current_costs"]
        )
        kept = {
            name: [row for index, row in enumerate(found) if index not in wrong[name]]
            for name, found in rows.items()
        }
        return {
            **value,
            **{name: found for name, found in kept.items() if found or name == "figures"},
        }
