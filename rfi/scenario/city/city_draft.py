"""One city while the rows of a table are read, and the profile that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rfi.scenario.city.cells import Findings
from rfi.schema.check import check_schema

SCHEMA_VERSION = "1.0.0"
TO_CONFIRM = "to_confirm"
# A profile needs a figure; a table of costs alone has none, so one stands in while it is checked.
_STAND_IN = {"key": "population", "value": 1, "unit": "-", "source": "-", "status": TO_CONFIRM}
_DATA = ("figures", "volumes", "current_costs")


@dataclass(slots=True)
class CityDraft:
    """One city while its rows are read; each row stands beside the name of its cell."""

    names: list[str] = field(default_factory=list)
    prefectures: list[str] = field(default_factory=list)
    figures: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    volumes: dict[str, tuple[dict[str, Any], str]] = field(default_factory=dict)
    costs: dict[tuple[str, str, int], list[tuple[dict[str, Any], str]]] = field(
        default_factory=dict
    )
    unread_years: list[int] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)

    def _known_costs(self, findings: Findings) -> list[tuple[dict[str, Any], str]]:
        """Return one row a cell and year; a key that stands twice is a cost of unknown amount."""
        kept = []
        for rows in self.costs.values():
            made, origin = rows[0]
            for _, other in rows[1:]:
                findings.tell("city_cost_twice", "error", other, other=origin)
            if len(rows) > 1:
                made = {key: made[key] for key in made if key not in {"amount", "unit", "tax"}}
            kept.append((made, origin))
        return kept

    def profile(self, code: str, findings: Findings) -> dict[str, Any]:
        """Return the profile as the schema has it; what does not fit is told in ``findings``."""
        names = sorted(set(self.names), key=lambda name: (-self.names.count(name), name))
        if len(names) > 1:
            facts = {"code": code, "names": tuple(names)}
            findings.tell("city_names_differ", "warning", "", **facts)
        lists = {
            "figures": [made for key, made in self.figures.items() if key not in self.twice],
            "volumes": [made for key, made in self.volumes.items() if key not in self.twice],
            "current_costs": self._known_costs(findings),
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
        lists: Mapping[str, list[tuple[dict[str, Any], str]]],
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
