"""Looks that follow from what is filled in: yellow where something is due, grey elsewhere."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xlsxwriter.worksheet import Worksheet

from rfi.intake.form.book import FIRST, STATE, Book, first_column, last
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.plan import Colour, SheetPlan
from rfi.intake.form.states import State, state_word
from rfi.text.wording import Lang

if TYPE_CHECKING:
    from xlsxwriter.format import Format


def add_colours(
    sheet: Worksheet, formats: BookFormats, plan: SheetPlan, book: Book, lang: Lang
) -> None:
    """Add the looks of a sheet and those of its states."""
    looks = {"must": formats.must, "grey": formats.grey, "wrong": formats.wrong}
    for colour in plan.colours:
        for area in open_rectangles(plan, _rows(plan, colour), colour.first, colour.last):
            where = book.where(plan, area[0] - FIRST)
            sheet.conditional_format(*area, {
                "type": "formula",
                "criteria": f"={colour.condition.formula(where)}",
                "format": looks[colour.look],
                "stop_if_true": True,
            })  # fmt: skip
    if not plan.has_states:
        return
    end = last(plan) - 1
    shapes: tuple[tuple[State, Format], ...] = (("done", formats.done), ("check", formats.check))
    for state, shape in shapes:
        word = state_word(state, lang, is_quoted=True)
        options = {"type": "cell", "criteria": "==", "value": word, "format": shape}
        sheet.conditional_format(FIRST, STATE, end, STATE, options)


def _rows(plan: SheetPlan, colour: Colour) -> Iterator[int]:
    """Yield the rows that a colour is for, from 0 among those of the sheet."""
    for number, row in enumerate(plan.rows):
        if not row.is_heading and (not colour.rows or row.row_id in colour.rows):
            yield number
    if not colour.rows:
        yield from range(len(plan.rows), len(plan.rows) + plan.spare)


def _open_runs(plan: SheetPlan, number: int, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the runs of columns of a row, from 0, in which something may be written."""
    closed = plan.rows[number].closed if number < len(plan.rows) else frozenset()
    runs: list[tuple[int, int]] = []
    for index in range(first, last + 1):
        if plan.columns[index].name in closed:
            continue
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return tuple(runs)


def open_rectangles(
    plan: SheetPlan, rows: Iterable[int], first: str, last: str
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (top, left, bottom, right) of the cells between two columns that are not closed."""
    names = [column.name for column in plan.columns]
    ends = names.index(first), names.index(last)
    start = first_column(plan)
    block: tuple[int, int, tuple[tuple[int, int], ...]] | None = None
    found = []
    for number in rows:
        runs = _open_runs(plan, number, *ends)
        if block is not None and block[1] == number - 1 and block[2] == runs:
            block = (block[0], number, runs)
            continue
        if block is not None:
            found.append(block)
        block = (number, number, runs)
    for top, bottom, runs in [*found, block] if block is not None else []:
        for left, right in runs:
            yield FIRST + top, start + left, FIRST + bottom, start + right
