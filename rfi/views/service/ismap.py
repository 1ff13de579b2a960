"""ISMAP: the registration of each offer against its own go-live and window, and the zones."""

from rfi.compare.service.ismap import IsmapStatus
from rfi.compare.service.levels import last_day_of
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.service.matrix import item_row

_RELATED = ("ismap_scope", "conformity_number", "network_zone", "data_location", "foreign_access")
# States in which the registration does not hold for the whole of the window.
_OPEN = {"unanswered", "not_registered", "expiry_unanswered", "before_start"}


def _state_cell(found: IsmapStatus | None, lang: Lang) -> TableCell:
    if found is None:
        return TableCell(text=text("view.not_asked", lang))
    note = ""
    if found.days_before_start is not None:
        note = text("service.ismap.days", lang, days=found.days_before_start)
    elif found.state == "within_window":
        note = text("service.ismap.renewal", lang)
    words = text(f"service.ismap.state.{found.state}", lang)
    return TableCell(text=words, note=note, is_marked=found.state in _OPEN)


def _registered_cell(found: IsmapStatus | None, lang: Lang) -> TableCell:
    if found is None or found.is_registered is None:
        return TableCell(text=text("service.matrix.unanswered", lang))
    return TableCell(text=text("view.yes" if found.is_registered else "view.no", lang))


def _expiry_cell(found: IsmapStatus | None, lang: Lang) -> TableCell:
    if found is None or not found.expires_on:
        return TableCell(text=text("service.matrix.unanswered", lang))
    return TableCell(text=found.expires_on)


def view_ismap(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the status of each offer's registration and the dates it is judged by."""
    levels, lang = evaluation.service_levels, reading.lang
    offers = levels.offers
    columns = {
        "state": [_state_cell(offer.ismap, lang) for offer in offers],
        "registered": [_registered_cell(offer.ismap, lang) for offer in offers],
        "expiry": [_expiry_cell(offer.ismap, lang) for offer in offers],
        "go_live": [TableCell(text=offer.go_live_on) for offer in offers],
        "window_end": [TableCell(text=last_day_of(offer.window).isoformat()) for offer in offers],
    }
    rows = [
        Row(name, text(f"service.ismap.{name}", lang), tuple(cells), "text")
        for name, cells in columns.items()
    ]
    related = [item for item in map(levels.standard, _RELATED) if item is not None]
    if related:
        rows.append(Row("related", text("service.ismap.related", lang), level="section"))
        rows.extend(item_row(levels, item, lang) for item in related)
    months = int(levels.conditions.assumptions.number("horizon_months"))
    return Table(
        key="service_ismap",
        title=text("service.ismap.title", lang),
        caption=text("service.ismap.caption", lang, months=months),
        corner=text("service.ismap.corner", lang),
        columns=offer_columns(levels),
        rows=tuple(rows),
        notes=(text("service.matrix.note", lang),),
    )
