"""Service items as asked and as answered, each value by its type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rfi.compare.round.constants import HOURS_PER_DAY
from rfi.normalize.constants import MINUTES_PER_HOUR
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import Tables

# Hours in one unit of ``service_units``; the other units are no lengths of time to compare.
_HOURS: Mapping[str, float] = {"minutes": 1 / MINUTES_PER_HOUR, "hours": 1, "days": HOURS_PER_DAY}
_FIELD_OF_TYPE = {
    "number": "value_number",
    "text": "value_text",
    "date": "value_date",
    "boolean": "value_boolean",
    "code": "zone",
}


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One asked item.

    Attributes:
        item_id, title, title_en, description: As asked; "" where not given.
        value_type: Code of ``value_types``.
        unit: Code of ``service_units``.
        unit_text: Its words where the questionnaire has its own; "" takes the title of the code.
        standard_item: Code of ``service_items``; "" for an item of the questionnaire's own.
    """

    item_id: str
    title: str
    title_en: str
    value_type: str
    unit: str
    standard_item: str
    description: str
    unit_text: str = ""

    def hours(self, value: float) -> float | None:
        """Return a length of time in hours; None where the unit is none."""
        factor = _HOURS.get(self.unit)
        return None if factor is None else value * factor


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """One answer; every field None or "" where not given.

    Attributes:
        number: In the unit of the item.
        words: A text, or a choice in the vendor's own words.
        date: ISO date.
        yes: Yes or no.
        zone: Code of ``network_zones``.
        exclusions, note: In the vendor's words.
        is_other_type: Whether the value stands in another field than the item's type asks for.
    """

    number: float | None = None
    words: str = ""
    date: str = ""
    yes: bool | None = None
    zone: str = ""
    exclusions: str = ""
    note: str = ""
    is_other_type: bool = False

    @property
    def has_value(self) -> bool:
        """Whether a value was given; a remark alone is none."""
        return (
            self.number is not None
            or bool(self.words or self.date or self.zone)
            or self.yes is not None
        )


UNANSWERED = ServiceAnswer()


def service_items_of(questionnaire: Questionnaire) -> tuple[ServiceItem, ...]:
    """Return the items in the order asked."""
    return tuple(
        ServiceItem(
            item_id=row["item_id"],
            title=row["title"],
            title_en=row.get("title_en", ""),
            value_type=row["value_type"],
            unit=row["unit"],
            standard_item=row.get("standard_item", ""),
            description=row.get("description", ""),
            unit_text=row.get("unit_text", ""),
        )
        for row in questionnaire.value.get("service_level_items", ())
    )


def _said(value: Any) -> bool:  # noqa: ANN401 - any value of a frame
    return not bool(pd.isna(value))


def _answer(row: Mapping[str, Any], item: ServiceItem) -> ServiceAnswer:
    given = {name: row[name] for name in _FIELD_OF_TYPE.values() if _said(row[name])}
    wanted = {_FIELD_OF_TYPE[item.value_type]}
    if item.value_type == "code":
        # Only network zones have a code list of their own; other choices are written in words.
        wanted.add("value_text")
    return ServiceAnswer(
        number=float(given["value_number"]) if "value_number" in given else None,
        words=str(given.get("value_text", "")),
        date=str(given.get("value_date", "")),
        yes=bool(given["value_boolean"]) if "value_boolean" in given else None,
        zone=str(given.get("zone", "")),
        exclusions=str(row["exclusions"]) if _said(row["exclusions"]) else "",
        note=str(row["note"]) if _said(row["note"]) else "",
        is_other_type=bool(given) and not wanted & set(given),
    )


def service_answers(
    tables: Tables, items: Mapping[str, ServiceItem]
) -> Iterator[tuple[int, str, ServiceAnswer]]:
    """Yield (offer, item id, answer) of every answer to an asked item."""
    for row in tables["service_levels"].to_dict("records"):
        item = items.get(row["item_id"])
        if item is not None:
            yield (
                int(row["owner"]),
                item.item_id,
                _answer({str(k): v for k, v in row.items()}, item),
            )
