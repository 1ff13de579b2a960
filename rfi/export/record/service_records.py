"""What goes out of service levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.service.answers import ServiceAnswer, ServiceItem
from rfi.compare.service.ismap import IsmapStatus
from rfi.compare.service.levels import (
    Availability,
    OfferService,
    ServiceComparison,
    last_day_of,
)
from rfi.export.record.cost_records import OFFER, same, under
from rfi.export.record.encoder import Records
from rfi.views.look.offers import look_of


@dataclass(frozen=True, slots=True)
class AskedService:
    """One service item with every offer's answer."""

    levels: ServiceComparison
    item: ServiceItem

    @property
    def answers(self) -> Mapping[str, "ItemAnswer"]:
        """Offer → answer."""
        item = self.item
        return {
            offer.offer_key: ItemAnswer(item, offer.answer(item.item_id))
            for offer in self.levels.offers
        }


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """One answer, and what it answers."""

    item: ServiceItem
    answer: ServiceAnswer

    @property
    def duration_hours(self) -> float | None:
        """The number in hours; None where it is no length of time."""
        number = self.answer.number
        return None if number is None else self.item.hours(number)


SERVICE_RECORDS: Records = {
    ServiceComparison: {
        "asked": lambda levels: len(levels.items),
        "offers": "offers",
        "items": lambda levels: [AskedService(levels, item) for item in levels.items],
    },
    OfferService: {
        **same(*OFFER),
        "letter": lambda offer: look_of(offer).letter,
        **same("go_live_on"),
        "window_ends_on": lambda offer: last_day_of(offer.window).isoformat(),
        **same("answered", "availability", "ismap"),
    },
    Availability: {
        **same("percent"),
        "downtime_hours_per_year": "downtime_hours",
        "downtime_minutes_per_year": "downtime_minutes",
        "planned_hours_per_year": "planned_hours",
        **same("period", "exclusions"),
    },
    IsmapStatus: same("state", "is_registered", "expires_on", "days_before_start"),
    AskedService: {
        **under("item", "item_id", "title", "value_type", "unit", "standard_item"),
        "answers": "answers",
    },
    ItemAnswer: {
        "is_answered": "answer.has_value",
        **under("answer", "number"),
        "duration_hours": "duration_hours",
        "text": "answer.words",
        **under("answer", "date"),
        "boolean": "answer.yes",
        **under("answer", "zone", "exclusions", "note", "is_other_type"),
    },
}
