"""確認済み: warnings that a person settled, with the reason."""

from collections.abc import Mapping, Sequence

from rfi.intake.round.dismissal import Dismissal
from rfi.text.wording import text
from rfi.views.intake.deeds import deed_words
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("place", "what", "why", "by", "at", "state")
_PLACES = 3


def view_dismissals(
    dismissals: Sequence[Dismissal], names: Mapping[str, str], reading: Reading
) -> Table:
    """Return every dismissal, those taken back too.

    Args:
        dismissals: In the order made.
        names: Response id → name of the vendor.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    rows = []
    for one in dismissals:
        places = [place.shown for place in one.places[:_PLACES]]
        if len(one.places) > _PLACES:
            places.append(text("view.issues.more", lang, count=len(one.places) - _PLACES))
        words = (
            text("list.separator", lang).join(places),
            one.what,
            one.why,
            *deed_words(one.deed, lang),
        )
        heading = names.get(one.response_id, one.response_id)
        rows.append(Row(one.issue_code, heading, tuple(TableCell(text=w) for w in words), "text"))
    return Table(
        key="dismissals",
        title=text("view.dismissals.title", lang),
        caption=text("view.dismissals.caption", lang, count=len(rows)),
        corner=text("view.dismissals.corner", lang),
        columns=tuple(Column(name, text(f"view.dismissals.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
    )
