"""A foreign file → the layout that it seems to have, to be looked at and confirmed by a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from rfi.document.grid.grid import Grid, Sheet
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.guessed_sheet import GuessedSheet
from rfi.intake.layout.headings import find_heading_row, find_heading_rows
from rfi.intake.layout.layout import Layout, TableLayout
from rfi.intake.layout.matching import Match, match_of
from rfi.intake.layout.rows import table_rows


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file seems to be.

    Attributes:
        layout: The columns; its targets are those of ``matches`` that a layout of before confirms.
        matches: Every row that is no total, with what it may be, table by table.
        doubts: What could not be told and is only taken so: codes of ``layout_doubts``.
    """

    layout: Layout
    matches: tuple[tuple[Match, ...], ...]
    doubts: tuple[str, ...]


def guess_table(sheet: Sheet, asked: Asked, row: int | None = None) -> TableLayout:
    """Return the table that a sheet seems to hold, to be mended where nothing of it is known.

    Args:
        sheet: The sheet.
        asked: Whose items.
        row: Where a person says that the headings end; None where it is to be found.
    """
    found = row or find_heading_row(sheet, asked.businesses)
    guessed = GuessedSheet(sheet, found, asked) if found is not None else None
    table = guessed.table() if guessed is not None else None
    return table or TableLayout(sheet.name, found or 1, (), (), (), {})


def _matches(
    sheet: Sheet, table: TableLayout, asked: Asked, before: Sequence[Layout]
) -> tuple[Match, ...]:
    named = dict.fromkeys(row.labels for row in table_rows(sheet, table) if not row.says_total)
    return tuple(match_of(labels, asked, before) for labels in named if labels)


def _blocks(grid: Grid, asked: Asked) -> Iterator[tuple[Sheet, int, int | None]]:
    """Yield (sheet, row of its headings, last row) of every table; None goes to the end."""
    for sheet in grid.sheets:
        rows = find_heading_rows(sheet, asked.businesses)
        for row, following in zip_longest(rows, rows[1:]):
            yield sheet, row, None if following is None else following - 1


def guess_layout(grid: Grid, name: str, asked: Asked, before: Iterable[Layout] = ()) -> Guess:
    """Return the layout that a file seems to have.

    Args:
        grid: The file.
        name: As the layout shall be called.
        asked: Whose items.
        before: Layouts that a person confirmed earlier: what they say of the same words stands.
    """
    known, tables, matches = tuple(before), [], []
    doubts: list[str] = []
    for sheet, row, last in _blocks(grid, asked):
        guessed = GuessedSheet(sheet.down_to(last), row, asked)
        table = guessed.table()
        if table is None:
            continue
        table = replace(table, last_row=last)
        found = _matches(sheet, table, asked, known)
        confirmed = {
            one.labels: one.target for one in found if one.is_known and one.target is not None
        }
        tables.append(replace(table, targets=confirmed))
        matches.append(found)
        prices = [one for one in found if one.target is None or one.target.kind == "item"]
        is_said = bool(prices) and all(one.target and one.target.business for one in prices)
        doubts += [doubt for doubt in guessed.doubts if doubt != "business" or not is_said]
    layout = Layout("layout-1", name, asked.questionnaire_id, tuple(tables))
    return Guess(layout, tuple(matches), tuple(dict.fromkeys(doubts)))


def confirmed(guess: Guess, least: float = 0.0) -> Layout:
    """Return the layout with the matches of at least a score taken: the person has looked at them.

    Args:
        guess: What was shown.
        least: Matches below are left to be mapped by hand.
    """
    tables = []
    for table, found in zip(guess.layout.tables, guess.matches, strict=True):
        taken = {
            one.labels: one.target for one in found if one.target is not None and one.score >= least
        }
        tables.append(replace(table, targets={**taken, **table.targets}))
    return replace(guess.layout, tables=tuple(tables))
