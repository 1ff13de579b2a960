"""One service answer as a display cell: the value by its type, then what limits it."""

from collections.abc import Iterator

from rfi.compare.service.answers import ServiceAnswer, ServiceItem
from rfi.compare.service.levels import Availability, OfferService, ServiceComparison
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.needed import Missing
from rfi.views.look.table import TableCell

_DIGITS = 2


def hours_words(hours: float) -> str:
    """Return hours to two digits, without zeros after the point.

    >>> hours_words(43.8), hours_words(8.76), hours_words(0.0)
    ('43.8', '8.76', '0')
    """
    return trimmed(hours, _DIGITS)


def item_title(item: ServiceItem, lang: Lang) -> str:
    """Return the name of an item in the language, as far as the questionnaire gives it."""
    return item.title_en if lang == "en" and item.title_en else item.title


def unit_note(item: ServiceItem, lang: Lang) -> str:
    """Return the unit of a numeric item in words."""
    is_plain = item.unit == "none" and not item.unit_text
    if item.value_type != "number" or is_plain:
        return ""
    unit = item.unit_text or load_codelist("service_units").title(item.unit, lang)
    return text("service.matrix.unit", lang, unit=unit)


def value_words(found: ServiceAnswer, lang: Lang) -> str:
    """Return a value that is no number in words; a zone by its code list."""
    if found.yes is not None:
        return text("view.yes" if found.yes else "view.no", lang)
    if found.zone:
        return load_codelist("network_zones").title(found.zone, lang)
    return found.date or found.words


def availability_words(found: Availability, lang: Lang) -> Iterator[str]:
    """Yield what stands under a percentage: downtime, planned stops, period."""
    minutes = format_number(found.downtime_minutes)
    hours = hours_words(found.downtime_hours)
    yield text("service.matrix.downtime", lang, hours=hours, minutes=minutes)
    if found.planned_hours is None:
        yield text("service.matrix.planned_unknown", lang)
    else:
        yield text("service.matrix.planned", lang, hours=hours_words(found.planned_hours))
    if found.period:
        yield text("service.matrix.period", lang, period=found.period)
    else:
        yield text("service.matrix.period_unknown", lang)


def _note_parts(
    item: ServiceItem, offer: OfferService, found: ServiceAnswer, lang: Lang, *, with_remark: bool
) -> Iterator[str]:
    if item.standard_item == "availability" and found.number is not None:
        if offer.availability is not None:
            yield from availability_words(offer.availability, lang)
        elif item.unit == "percent":
            yield text("service.matrix.over_hundred", lang)
    if item.standard_item == "ismap_expiry" and offer.ismap is not None:
        yield text(f"service.ismap.state.{offer.ismap.state}", lang)
    if found.is_other_type:
        yield text("service.matrix.other_type", lang)
    if found.exclusions:
        yield text("service.matrix.excluded", lang, words=found.exclusions)
    if found.note and (with_remark or not found.has_value):
        yield found.note


def answer_cell(
    levels: ServiceComparison,
    item: ServiceItem,
    index: int,
    lang: Lang,
    *,
    with_remark: bool = True,
) -> TableCell:
    """Return the answer of the offer at ``index`` to an item; nothing is cut or filled in."""
    offer = levels.offers[index]
    found = offer.answer(item.item_id)
    parts = _note_parts(item, offer, found, lang, with_remark=with_remark)
    note = text("view.value.separator", lang).join(parts)
    if not found.has_value:
        key = "remark_only" if found.exclusions or found.note else "unanswered"
        return TableCell(text=text(f"service.matrix.{key}", lang), note=note, is_marked=True)
    if found.number is not None:
        return TableCell(found.number, note=note)
    return TableCell(text=value_words(found, lang), note=note)


def missing_service(levels: ServiceComparison) -> Missing:
    """Return why there is nothing to compare: not asked, not answered; "" if there is."""
    if not levels.items:
        return "not_asked"
    return "" if any(offer.answers for offer in levels.offers) else "not_answered"
