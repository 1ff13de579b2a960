"""非機能: service items × offers, what a percentage leaves, and how long a registration holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import HOURS_PER_YEAR
from rfi.compare.round.window import Window, window_of
from rfi.compare.service.answers import (
    UNANSWERED,
    ServiceAnswer,
    ServiceItem,
    service_answers,
    service_items_of,
)
from rfi.compare.service.ismap import IsmapStatus, ismap_status
from rfi.normalize.constants import MINUTES_PER_HOUR, PERCENT
from rfi.normalize.months import month_number, months_of_dates

_JANUARY = month_number(0, 1)


@dataclass(frozen=True, slots=True)
class Availability:
    """What the promised availability of one offer leaves.

    Attributes:
        percent: As answered.
        downtime_hours: Hours a year that may be lost without breaking the promise, of 8,760.
        downtime_minutes: The same in minutes.
        planned_hours: Hours a year of planned stops; None where not answered.
        period: Over which the promise is measured, in the vendor's words; "" where not answered.
        exclusions: What the promise leaves out, in the vendor's words; "" where none is said.
    """

    percent: float
    downtime_hours: float
    downtime_minutes: float
    planned_hours: float | None
    period: str
    exclusions: str


@dataclass(frozen=True, slots=True)
class OfferService:
    """One offer.

    Attributes:
        offer_key, place, offer_id, vendor, title: As in ``OfferFigures``.
        go_live_on: ISO date.
        window: Months compared.
        answers: Item id → answer; an item without one is left out.
        availability: None where not asked, not answered, or no percentage.
        ismap: None where not asked.
        answered: Number of asked items with a value.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    go_live_on: str
    window: Window
    answers: Mapping[str, ServiceAnswer]
    availability: Availability | None
    ismap: IsmapStatus | None
    answered: int

    def answer(self, item_id: str) -> ServiceAnswer:
        """Return the answer to an item; an empty one where there is none."""
        return self.answers.get(item_id, UNANSWERED)


@dataclass(frozen=True, slots=True)
class ServiceComparison:
    """All offers' service levels.

    Attributes:
        conditions: What decides the figures: the horizon alone.
        items: In the order asked.
        offers: In the order of their places.
    """

    conditions: Conditions
    items: tuple[ServiceItem, ...]
    offers: tuple[OfferService, ...]

    def standard(self, code: str) -> ServiceItem | None:
        """Return the item marked as ``code`` of ``service_items``; the first of several."""
        return next((item for item in self.items if item.standard_item == code), None)

    def item(self, item_id: str) -> ServiceItem:
        """Return one item.

        Raises:
            KeyError: no such item.
        """
        for item in self.items:
            if item.item_id == item_id:
                return item
        raise KeyError(item_id)


def last_day_of(window: Window) -> date:
    """Return the last day of the last month of a window."""
    year, month = divmod(window.first_month + window.months - _JANUARY, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def downtime_hours(percent: float) -> float:
    """Return the hours a year that an availability of ``percent`` leaves.

    >>> downtime_hours(99.5)
    43.8
    """
    return HOURS_PER_YEAR * (PERCENT - percent) / PERCENT


@dataclass(frozen=True, slots=True)
class _Marked:
    """The items of the questionnaire that are worked with beyond being shown."""

    items: Mapping[str, ServiceItem]

    def answer(self, code: str, answers: Mapping[str, ServiceAnswer]) -> ServiceAnswer:
        item = self.items.get(code)
        return answers.get(item.item_id, UNANSWERED) if item else UNANSWERED


def _availability(marked: _Marked, answers: Mapping[str, ServiceAnswer]) -> Availability | None:
    item, found = marked.items.get("availability"), marked.answer("availability", answers)
    if item is None or item.unit != "percent" or found.number is None or found.number > PERCENT:
        return None
    planned = marked.answer("planned_stop", answers).number
    home = marked.items.get("planned_stop")
    hours = downtime_hours(found.number)
    return Availability(
        percent=found.number,
        downtime_hours=hours,
        downtime_minutes=hours * MINUTES_PER_HOUR,
        planned_hours=None if planned is None or home is None else home.hours(planned),
        period=marked.answer("availability_period", answers).words,
        exclusions=found.exclusions or marked.answer("availability_exclusions", answers).words,
    )


def _ismap(
    marked: _Marked, answers: Mapping[str, ServiceAnswer], go_live_on: str, window: Window
) -> IsmapStatus | None:
    if not {"ismap_registered", "ismap_expiry"} & set(marked.items):
        return None
    return ismap_status(
        is_registered=marked.answer("ismap_registered", answers).yes,
        expires_on=marked.answer("ismap_expiry", answers).date,
        go_live_on=go_live_on,
        window_end=last_day_of(window),
    )


def compare_service_levels(answers: AnswerSet, conditions: Conditions) -> ServiceComparison:
    """Compare the service levels of all offers, each against its own go-live and window."""
    items = service_items_of(answers.questionnaire)
    by_id = {item.item_id: item for item in items}
    # Of several items with one mark the first is worked with.
    marked = _Marked({item.standard_item: item for item in reversed(items) if item.standard_item})
    offers = answers.tables["offers"]
    given: list[dict[str, ServiceAnswer]] = [{} for _ in range(len(offers))]
    for offer, item_id, found in service_answers(answers.tables, by_id):
        given[offer][item_id] = found
    go_live = months_of_dates(offers["go_live_on"])
    names = ["offer_key", "offer_id", "vendor", "title", "go_live_on"]
    compared = []
    rows = zip(offers[names].to_dict("records"), offers["place"].tolist(), strict=True)
    for index, (record, place) in enumerate(rows):
        window = window_of(int(go_live[index]), conditions)
        found_here = given[index]
        compared.append(
            OfferService(
                **{str(name): str(value) for name, value in record.items()},
                place=place,
                window=window,
                answers=found_here,
                availability=_availability(marked, found_here),
                ismap=_ismap(marked, found_here, record["go_live_on"], window),
                answered=sum(found.has_value for found in found_here.values()),
            )
        )
    return ServiceComparison(conditions, items, tuple(compared))
