"""The cells to ask about, as tables: the first ones, and every open cell."""

from collections.abc import Iterator, Sequence

from rfi.analysis.asking.constants import QUESTIONS_AT_ONCE
from rfi.analysis.asking.open_cells import Asking, OpenCell
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.choice.asking.words import business_words, hole_words, why_words
from rfi.views.look.band.picture import code_of_figure
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, Column, Row, Table, TableCell

_COLUMNS = ("offer", "business", "hole", "donors", "reach", "middle", "value")


def _home(letter: str, cell: OpenCell) -> str:
    """Return the figure of a cell; of a bundle that of its first business, whose lines it has."""
    business, item = cell.cell
    return code_of_figure(letter, business.split(BUNDLE_MARK)[0], item)


def _row(
    evaluation: Evaluation, cell: OpenCell, value: float | None, number: int, lang: Lang
) -> Row:
    asked = evaluation.questionnaire
    business, item = cell.cell
    nothing = TableCell(text=text("view.none", lang))
    few = TableCell(text=text("choice.ask.few", lang))
    known = cell.is_known_between
    letter = look_of(evaluation.costs.offers[cell.offer]).letter
    return Row(
        f"{letter}.{business}.{item}.{number}",
        asked.items[item],
        (
            TableCell(text=letter),
            TableCell(text=business_words(asked, business, lang)),
            TableCell(text=hole_words(cell, lang), of=_home(letter, cell)),
            TableCell(text=format_number(cell.donors)) if cell.donors else nothing,
            TableCell(cell.low, sign=INTERVAL, high=cell.high) if known else few,
            TableCell(cell.middle) if known else nothing,
            nothing if value is None else TableCell(value),
        ),
    )


def _table(evaluation: Evaluation, reading: Reading, key: str, rows: Sequence[Row]) -> Table:
    lang = reading.lang
    return Table(
        key=key,
        title=text(f"choice.ask.{key}", lang),
        caption=basis_caption(evaluation.costs, Reading(lang, reading.unit)),
        corner=text("view.items.corner", lang),
        columns=tuple(Column(name, text(f"choice.ask.column.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
        notes=tuple(_notes(evaluation, evaluation.choices.asking, lang)),
    )


def _notes(evaluation: Evaluation, asking: Asking, lang: Lang) -> Iterator[str]:
    worth = asking.worth
    yield text("choice.ask.note", lang, donors=asking.least_donors)
    yield text("choice.ask.note.draws", lang, draws=f"{worth.draws:,}", seed=worth.seed)
    for offer, why in asking.apart.items():
        name = offer_label(evaluation.costs, offer)
        yield text("choice.ask.note.apart", lang, offer=name, why=why_words(why, lang))


def view_asking(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the cells to ask about first: what is open, between which prices, what it spares.

    Nominal tax-excluded yen of the window; no rows where nothing is open.
    """
    ranked = evaluation.choices.asking.ranked[:QUESTIONS_AT_ONCE]
    rows = [
        _row(evaluation, cell, value, number, reading.lang)
        for number, (cell, value) in enumerate(ranked, start=1)
    ]
    return _table(evaluation, reading, "asking", rows)


def view_open_cells(evaluation: Evaluation, reading: Reading) -> Table:
    """Return every other open cell, those that too few others price first."""
    asking, lang = evaluation.choices.asking, reading.lang
    first = set(map(id, asking.next_questions))
    values = {id(cell): value for cell, value in asking.ranked}
    left = [
        *asking.without_figure,
        *(cell for cell, _ in asking.ranked[QUESTIONS_AT_ONCE:]),
        *(one for one in asking.cells if one.offer in asking.apart and one.is_known_between),
    ]
    rows = [
        _row(evaluation, cell, values.get(id(cell)), number, lang)
        for number, cell in enumerate((one for one in left if id(one) not in first), start=1)
    ]
    return _table(evaluation, reading, "open_cells", rows)
