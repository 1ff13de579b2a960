"""The change of every total since the last round, split by its causes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.split import TotalChange
from rfi.compare.cost.comparison import OfferFigures
from rfi.evaluation.change import RoundChange
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell


def changes_by_place(change: RoundChange) -> Mapping[int, TotalChange]:
    """Return the change of every offer by its place, which it has under a name or none."""
    places = {offer.offer_key: offer.place for offer in change.after.offers}
    return {places[one.offer_key]: one for one in change.changes}


def bounds_of(change: RoundChange, found: TotalChange) -> tuple[OfferFigures, OfferFigures]:
    """Return an offer as it was and as it is."""
    was = change.before.offer(change.follows[found.offer_key])
    return was, change.after.offer(found.offer_key)


def new_words(change: RoundChange, place: int, lang: Lang) -> str:
    """Return why an offer has no change."""
    keys = {offer.place: offer.offer_key for offer in change.after.offers}
    name = "new" if keys.get(place) in change.new else "unpriced"
    return text(f"choice.change.{name}", lang)


def _notes(evaluation: Evaluation, change: RoundChange, lang: Lang) -> Iterator[str]:
    yield text("choice.change.note", lang)
    yield text("choice.change.note.conditions", lang)
    if change.gone and evaluation.conditions.is_anonymous:
        yield text("choice.change.note.gone.count", lang, count=len(change.gone))
    elif change.gone:
        names = (one.vendor for one in change.before.offers if one.offer_key in change.gone)
        joined = text("list.separator", lang).join(names)
        yield text("choice.change.note.gone", lang, names=joined)


def view_round_change(
    evaluation: Evaluation, reading: Reading, change: RoundChange | None
) -> Table | None:
    """Return the total of the last round, what each cause added, and the total of this round.

    Nominal tax-excluded yen, whole; nothing is levelled. None while no last round is chosen.
    """
    if change is None:
        return None
    lang, found = reading.lang, changes_by_place(change)
    offers = evaluation.costs.offers
    told = [found.get(offer.place) for offer in offers]

    def row(name: str, cells: list[TableCell], *, is_total: bool) -> Row:
        heading = text(f"choice.change.{name}", lang)
        # The cells of this round are here; those of the last one are in its own round.
        of = ("", "") if name == "after" else None
        return Row(name, heading, tuple(cells), level="total" if is_total else "plain", of=of)

    def total(one: TotalChange | None, place: int, *, is_before: bool) -> TableCell:
        if one is None:
            return TableCell(text=new_words(change, place, lang))
        was, now = bounds_of(change, one)
        if is_before:
            return TableCell(float(one.before), sign=was.bound.sign if was.open_holes else "")
        return TableCell(float(one.after), sign=now.bound.sign if now.open_holes else "")

    nothing = TableCell(text=text("view.none", lang))
    places = [offer.place for offer in offers]
    pairs = list(zip(told, places, strict=True))
    rows = [row("before", [total(*pair, is_before=True) for pair in pairs], is_total=True)]
    for cause in CAUSES:
        cells = [
            nothing if one is None else TableCell(float(one.parts[cause]), is_difference=True)
            for one in told
        ]
        rows.append(row(cause, cells, is_total=False))
    sums = [
        nothing if one is None else TableCell(float(one.change), is_difference=True) for one in told
    ]
    rows.append(row("change", sums, is_total=True))
    rows.append(row("after", [total(*pair, is_before=False) for pair in pairs], is_total=True))
    return Table(
        key="round_change",
        title=text("choice.change.table", lang),
        caption=basis_caption(evaluation.costs, replace(reading, tax="excluded")),
        corner=text("choice.change.corner", lang),
        columns=offer_columns(evaluation.costs),
        rows=tuple(rows),
        unit=reading.unit,
        notes=tuple(_notes(evaluation, change, lang)),
    )
