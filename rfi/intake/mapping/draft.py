"""A foreign file on its way to an answer: what was guessed, what a person has said, what is open.

The page shows it and the tests drive it: each act of a person is one function that returns another
draft. Nothing is taken but what is the same word, was confirmed before, or is confirmed now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rfi.document.grid.grid import Grid, Sheet
from rfi.intake.layout.apply import AnswerHead, Applied, apply_layout
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.guess import guess_layout, guess_table
from rfi.intake.layout.layout import Labels, Layout, TableLayout, Target
from rfi.intake.layout.matching import Match, match_of
from rfi.intake.layout.rows import table_rows
from rfi.intake.mapping.recognised import recognised

CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A file being mapped.

    Attributes:
        grid: The file.
        asked: Whose items.
        tables: A table for every sheet with anything in it; ``targets`` are what is taken so far.
        used: Numbers of the tables that are read.
        before: Layouts that people confirmed earlier.
        layout_id, name: Of the layout that this becomes.
        is_known: Whether the file has a layout of before.
        doubts: What is only taken so, as in ``Guess``.
    """

    grid: Grid
    asked: Asked
    tables: tuple[TableLayout, ...]
    used: frozenset[int]
    before: tuple[Layout, ...]
    layout_id: str
    name: str
    is_known: bool = False
    doubts: tuple[str, ...] = ()
    # What rows may be depends on the file and on what was said before it alone.
    matched: dict[Labels, Match] = field(default_factory=dict, compare=False, repr=False)

    def sheet(self, at: int) -> Sheet:
        """Return the sheet of a table."""
        return next(one for one in self.grid.sheets if one.name == self.tables[at].sheet)

    @property
    def layout(self) -> Layout:
        """The layout as it stands: the tables that are read."""
        tables = tuple(self.tables[at] for at in sorted(self.used))
        return Layout(self.layout_id, self.name, self.asked.questionnaire_id, tables)


def matches_of(draft: Draft, at: int) -> tuple[Match, ...]:
    """Return every row of a table that is no total by its own words, with what it may be."""
    sheet, table = draft.sheet(at), draft.tables[at]
    if not table.label_columns:
        return ()
    named = dict.fromkeys(row.labels for row in table_rows(sheet, table) if not row.says_total)
    return tuple(_match(draft, labels) for labels in named if labels)


def _match(draft: Draft, labels: Labels) -> Match:
    """Return what a row may be; it is worked out once, whatever a person says meanwhile."""
    known = draft.matched.get(labels)
    if known is None:
        known = match_of(labels, draft.asked, draft.before)
        if known.target is not None and not _is_asked(known.target, draft.asked):
            known = Match(labels, None, 0)
        draft.matched[labels] = known
    return known


def take_certain(draft: Draft, at: int) -> Draft:
    """Take what is the same word or was confirmed before; what a person has said stays."""
    said = draft.tables[at].targets
    found = matches_of(draft, at)
    certain = {
        one.labels: one.target
        for one in found
        if one.target is not None and (one.is_known or one.score >= CERTAIN)
    }
    named = {one.labels for one in found}
    kept = {labels: target for labels, target in said.items() if labels in named}
    return with_table(draft, at, replace(draft.tables[at], targets={**certain, **kept}))


def _is_asked(target: Target, asked: Asked) -> bool:
    return (
        (not target.item or target.item in asked.items)
        and (not target.business or target.business in asked.businesses)
        and (target.kind != "discount" or asked.takes_discounts)
    )


def with_table(draft: Draft, at: int, table: TableLayout) -> Draft:
    """Return a draft in which a table is another one."""
    tables = tuple(table if index == at else one for index, one in enumerate(draft.tables))
    return replace(draft, tables=tables)


def _as_known(known: Layout, asked: Asked) -> Iterator[TableLayout]:
    """Yield the tables of a layout of before with what this questionnaire asks of it."""
    for table in known.tables:
        targets = {
            labels: target for labels, target in table.targets.items() if _is_asked(target, asked)
        }
        scenarios = {one.scenario_id for one in table.amounts} - set(asked.scenarios)
        amounts = tuple(
            replace(one, scenario_id=asked.default_scenario_id) if scenarios else one
            for one in table.amounts
        )
        yield replace(table, targets=targets, amounts=amounts)


def begin_draft(
    grid: Grid, name: str, layout_id: str, asked: Asked, before: Iterable[Layout] = ()
) -> Draft:
    """Return a file as it seems to be: under its layout of before, else as guessed.

    Args:
        grid: The file.
        name: As its layout shall be called.
        layout_id: Names the layout, where it is a new one.
        asked: Whose items.
        before: Layouts that people confirmed earlier.
    """
    kept = tuple(before)
    known = recognised(grid, kept)
    guess = guess_layout(grid, name, asked, kept)
    tables = tuple(_as_known(known, asked)) if known else guess.layout.tables
    read = {table.sheet for table in tables}
    rest = (guess_table(one, asked) for one in grid.sheets if one.cells and one.name not in read)
    every = (*tables, *rest)
    # What a vendor hid is read only where a person says so, or said so before.
    unseen = {one.name for one in grid.sheets if one.is_hidden and known is None}
    hidden = {at for at, table in enumerate(every) if table.sheet in unseen}
    draft = Draft(
        grid=grid,
        asked=asked,
        tables=every,
        used=frozenset(range(len(tables))) - hidden,
        before=kept,
        layout_id=known.layout_id if known else layout_id,
        name=known.name if known else name,
        is_known=known is not None,
        doubts=() if known else guess.doubts,
    )
    for at in sorted(draft.used):
        draft = take_certain(draft, at)
    return draft


def open_rows(draft: Draft) -> tuple[Match, ...]:
    """Return the rows of which nobody has said what they are, those of the same words once."""
    found = {
        one.labels: one
        for at in sorted(draft.used)
        for one in matches_of(draft, at)
        if one.labels not in draft.tables[at].targets
    }
    return tuple(found.values())


def open_businesses(draft: Draft, at: int) -> tuple[str, ...]:
    """Return the words of a table's column of businesses of which nobody has said whose they are.

    A row whose own words say its business does not ask.
    """
    table = draft.tables[at]
    if table.business_column is None or not table.says_items:
        return ()
    named = dict.fromkeys(
        row.business
        for row in table_rows(draft.sheet(at), table)
        if row.business and not row.says_total and not _says_business(table, row.labels)
    )
    return tuple(words for words in named if words not in table.businesses)


def _says_business(table: TableLayout, labels: Labels) -> bool:
    target = table.targets.get(labels)
    return target is not None and (target.kind != "item" or bool(target.business))


def applied(draft: Draft, head: AnswerHead) -> Applied:
    """Return the answer that the file comes to as things stand."""
    return apply_layout(draft.grid, draft.layout, head)
