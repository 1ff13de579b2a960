"""付記 in a table: a number beside the figure, the words among the notes below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rfi.evaluation.evaluation import Evaluation
from rfi.evaluation.remarks import PlacedRemark, Remarks
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.dates import shown_moment
from rfi.text.wording import Lang, text
from rfi.views.look.band.picture import item_titles
from rfi.views.look.table import Row, Table

# Letter, business and item of a figure.
_Figure = tuple[str, str, str]


def words_of_figure(asked: Questionnaire, business: str, item: str, lang: Lang) -> str:
    """Return which figure of an offer it is: its total, or that of a business, an item, a cell."""
    titles = [
        title
        for code, title in (
            (business, asked.businesses.get(business, business)),
            (item, item_titles(asked, lang).get(item, item)),
        )
        if code
    ]
    return text("view.list_separator", lang).join(titles) or text("view.total", lang)


def remark_mark(number: int, lang: Lang) -> str:
    """Return what stands beside a figure for a remark."""
    return text("view.remarks.mark", lang, number=number)


def state_words(remark: PlacedRemark, lang: Lang) -> str:
    """Return what became of the answer that a remark was written beside; "" while it stands."""
    if remark.state == "current":
        return ""
    if remark.state == "other_version" and remark.answer_version is None:
        return text("view.remarks.other_answer", lang)
    return text(f"view.remarks.{remark.state}", lang, version=remark.answer_version)


def left_out(remarks: Remarks, lang: Lang) -> tuple[str, ...]:
    """Return how many remarks are not shown, and why."""
    counts = {"withheld": remarks.withheld, "of_others": remarks.of_others}
    return tuple(
        text(f"view.remarks.{why}", lang, count=count) for why, count in counts.items() if count
    )


def remark_line(remark: PlacedRemark, asked: Questionnaire, lang: Lang) -> str:
    """Return a remark in one line: mark, figure, words, conditions, who and when."""
    state = state_words(remark, lang)
    return text(
        "view.remarks.line",
        lang,
        mark=remark_mark(remark.number, lang),
        letter=remark.letter,
        figure=words_of_figure(asked, remark.business, remark.item, lang),
        text=" ".join(remark.text.split()),
        state=text("view.remarks.state", lang, state=state) if state else "",
        by=remark.by,
        at=shown_moment(remark.at),
        conditions=remark.conditions,
    )


def _figures(table: Table, row: Row) -> Iterator[_Figure]:
    """Yield which figure each cell of a row is; that of no letter has no remark."""
    for column, _ in zip(table.columns, row.cells, strict=False):
        yield (column.letter, *row.of) if row.of is not None else ("", "", "")


def _marked(
    table: Table, row: Row, found: Mapping[_Figure, Sequence[PlacedRemark]], lang: Lang
) -> Row:
    cells = tuple(
        replace(
            cell,
            mark=text("view.remarks.separator", lang).join(
                remark_mark(one.number, lang) for one in found[figure]
            ),
        )
        if figure in found
        else cell
        for figure, cell in zip(_figures(table, row), row.cells, strict=True)
    )
    return replace(row, cells=cells)


def with_remarks(table: Table, evaluation: Evaluation, lang: Lang) -> Table:
    """Return a table with a number beside each figure that has a remark, and its words below.

    Args:
        table: A column an offer; its rows say of which business and item they are (``Row.of``).
        evaluation: With the remarks that may be shown.
        lang: Of the words around them.
    """
    found: dict[_Figure, list[PlacedRemark]] = {}
    for one in evaluation.remarks.told:
        if one.letter:
            found.setdefault((one.letter, one.business, one.item), []).append(one)
    if not found:
        return table
    there = {figure for row in table.rows for figure in _figures(table, row)} & found.keys()
    if not there:
        return table
    told = sorted((one for figure in there for one in found[figure]), key=lambda one: one.number)
    lines = (remark_line(one, evaluation.questionnaire, lang) for one in told)
    return replace(
        table,
        rows=tuple(_marked(table, row, found, lang) for row in table.rows),
        notes=(*table.notes, *lines),
    )
