"""補完: what was put into the holes of each offer, within which limits, and what it may turn."""

import math
from dataclasses import replace

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.cost.levelling import LevelledCell, OfferLevelling
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption, group_words
from rfi.views.look.estimate_marks import no_figure, total_sign
from rfi.views.look.offers import look_of, offer_columns, open_sign
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Kind, Level, Row, Table, TableCell
from rfi.views.look.totals import blend_notes

_PERCENT = 100


def _words(name: str, lang: Lang, **facts: object) -> str:
    return text(f"view.levelling.{name}", lang, **facts)


def view_levelling(evaluation: Evaluation, reading: Reading) -> Table:
    """Return quoted, levelled, interval, share and count of every offer; tax-excluded, nominal."""
    comparison, lang = evaluation.costs, reading.lang
    offers = comparison.offers
    nothing = TableCell(text=text("view.none", lang))

    def row(name: str, cells: list[TableCell]) -> Row:
        kind: Kind = "percent" if name == "share" else "money"
        level: Level = "total" if name == "total" else "plain"
        return Row(name, _words(name, lang), tuple(cells), kind, level)

    found = [offer.levelling for offer in offers]
    rows = [
        row("quoted", [_quoted(offer, lang) for offer in offers]),
        row("put_in", [TableCell(one.levelled_jpy) if one else nothing for one in found]),
        row(
            "total",
            [
                TableCell(one.quoted_jpy + one.levelled_jpy, sign=total_sign(offer))
                if one
                else _quoted(offer, lang)
                for one, offer in zip(found, offers, strict=True)
            ],
        ),
        row(
            "interval",
            [_interval(one) if one else nothing for one in found],
        ),
        row("share", [TableCell(one.share) if one else nothing for one in found]),
    ]
    rows.append(
        Row(
            "cells",
            _words("cells", lang),
            tuple(
                TableCell(
                    text=_words("cells.count", lang, filled=len(one.filled), holes=len(one.cells))
                )
                if one
                else nothing
                for one in found
            ),
            "text",
        )
    )
    rows += _flip_rows(comparison, lang)
    values = comparison.conditions.assumptions
    level = load_codelist("levelling_levels").title(values.choice("levelling"), lang)
    return Table(
        key="levelling",
        title=_words("title", lang, level=level),
        caption=basis_caption(comparison, replace(reading, tax="excluded")),
        corner=text("view.summary.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            _words("note", lang, donors=int(values.number("levelling_donors"))),
            _words("flip.note", lang),
            *_open_donors(comparison, lang),
        ),
    )


def _interval(found: OfferLevelling) -> TableCell:
    """Return between which sums the total lies; with an expected amount it has no upper end."""
    low, high = (found.quoted_jpy + end for end in (found.low_jpy, found.high_jpy))
    if math.isinf(high):
        return TableCell(low, sign="≧")
    return TableCell(low, sign="〜", high=high)


def _quoted(offer: OfferFigures, lang: Lang) -> TableCell:
    if offer.levelling:
        return TableCell(offer.levelling.quoted_jpy, sign=open_sign(offer))
    if offer.totals.nominal_jpy is None:
        return TableCell(text=no_figure(offer, lang))
    return TableCell(offer.totals.nominal_jpy, sign=offer.bound.sign)


def _flip_rows(comparison: Comparison, lang: Lang) -> list[Row]:
    """Return one row an offer with holes: the cost of them above which it is the dearer one."""
    rows: list[Row] = []
    amounts = {(flip.offer_key, flip.dearer_than): flip.above_jpy for flip in comparison.flips}
    for first in comparison.offers:
        mine = first.levelling
        if mine is None or not mine.cells:
            continue
        cells = []
        for second in comparison.offers:
            amount = amounts.get((first.offer_key, second.offer_key))
            if amount is None:
                cells.append(TableCell(text=text("view.none", lang)))
                continue
            is_over = mine.levelled_jpy > amount
            cells.append(
                TableCell(amount, note=_words("flip.over" if is_over else "flip.under", lang))
            )
        if not rows:
            rows.append(Row("flips", _words("flips", lang), level="section"))
        heading = _words("flip", lang, letter=look_of(first).letter)
        rows.append(Row(f"flip.{first.offer_key}", heading, tuple(cells)))
    return rows


def _open_donors(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return what is open behind the amounts that are put in: any priced offer may give them."""
    is_filled = any(offer.levelling and offer.levelling.filled for offer in comparison.offers)
    return blend_notes(comparison.offers, lang, named=True) if is_filled else ()


def view_levelled_cells(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return every hole of one offer with lowest, median and highest of the donors."""
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    offer = comparison.offers[index]
    found = offer.levelling
    names = ("hole", "donors", "low", "median", "high", "level")
    return Table(
        key="levelled_cells",
        title=_words("cells.title", lang, letter=look_of(offer).letter),
        caption=basis_caption(
            comparison, replace(reading, tax="excluded"), group_words(comparison, lang)
        ),
        corner=text("view.items.corner", lang),
        columns=tuple(Column(name, _words(f"column.{name}", lang)) for name in names),
        rows=tuple(_cell_row(cell, questionnaire, lang) for cell in (found.cells if found else ())),
        unit=reading.unit,
        notes=(_words("cells.note", lang), *_open_donors(comparison, lang)),
        letter=look_of(offer).letter,
    )


def _put_in(cell: LevelledCell, lang: Lang) -> TableCell:
    if not cell.is_filled:
        return TableCell(text=_words("stays", lang))
    note = _words("column.expected", lang) if cell.is_expected else ""
    return TableCell(cell.level_jpy, note=note)


def _cell_row(cell: LevelledCell, questionnaire: Questionnaire, lang: Lang) -> Row:
    business, item = cell.cell
    free = _words("free", lang, count=cell.free) if cell.free else ""
    nothing = TableCell(text=text("view.none", lang))
    prices = (cell.low, cell.median, cell.high)
    return Row(
        f"{business}.{item}",
        questionnaire.items[item],
        (
            TableCell(text=text(f"hole.{cell.hole}", lang)),
            TableCell(text=format_number(cell.donors), note=free),
            *(TableCell(price) if cell.donors else nothing for price in prices),
            _put_in(cell, lang),
        ),
        note=questionnaire.businesses[business],
    )
