"""The service levels of all offers as one JSON object."""

from typing import Any

from rfi.compare.service.answers import ServiceAnswer, ServiceItem
from rfi.compare.service.ismap import IsmapStatus
from rfi.compare.service.levels import (
    Availability,
    OfferService,
    ServiceComparison,
    last_day_of,
)
from rfi.text.numbers import round_half_up

_DIGITS = 2


def _answer(found: ServiceAnswer, item: ServiceItem) -> dict[str, Any]:
    hours = None if found.number is None else item.hours(found.number)
    return {
        "is_answered": found.has_value,
        "number": found.number,
        "hours": None if hours is None else round_half_up(hours, _DIGITS),
        "text": found.words or None,
        "date": found.date or None,
        "boolean": found.yes,
        "zone": found.zone or None,
        "exclusions": found.exclusions or None,
        "note": found.note or None,
        "is_other_type": found.is_other_type,
    }


def _availability(found: Availability | None) -> dict[str, Any] | None:
    if found is None:
        return None
    planned = found.planned_hours
    return {
        "percent": found.percent,
        "downtime_hours_per_year": round_half_up(found.downtime_hours, _DIGITS),
        "downtime_minutes_per_year": round_half_up(found.downtime_minutes),
        "planned_hours_per_year": None if planned is None else round_half_up(planned, _DIGITS),
        "period": found.period or None,
        "exclusions": found.exclusions or None,
    }


def _ismap(found: IsmapStatus | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "state": found.state,
        "is_registered": found.is_registered,
        "expires_on": found.expires_on or None,
        "days_before_start": found.days_before_start,
    }


def _offer(offer: OfferService, asked: int) -> dict[str, Any]:
    return {
        "offer_key": offer.offer_key,
        "offer_id": offer.offer_id,
        "vendor": offer.vendor,
        "title": offer.title,
        "go_live_on": offer.go_live_on,
        "window_ends_on": last_day_of(offer.window).isoformat(),
        "asked": asked,
        "answered": offer.answered,
        "availability": _availability(offer.availability),
        "ismap": _ismap(offer.ismap),
    }


def service_levels_record(levels: ServiceComparison) -> dict[str, Any]:
    """Return ``{"offers", "items"}``; what is not answered is null and ``is_answered`` false."""
    return {
        "offers": [_offer(offer, len(levels.items)) for offer in levels.offers],
        "items": [
            {
                "item_id": item.item_id,
                "title": item.title,
                "value_type": item.value_type,
                "unit": item.unit,
                "standard_item": item.standard_item or None,
                "answers": {
                    offer.offer_key: _answer(offer.answer(item.item_id), item)
                    for offer in levels.offers
                },
            }
            for item in levels.items
        ],
    }
