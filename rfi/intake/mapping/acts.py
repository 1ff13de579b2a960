"""What a person says of a table on its way to an answer: each act returns another draft."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rfi.intake.layout.guess import guess_table
from rfi.intake.layout.layout import Labels, Target
from rfi.intake.mapping.draft import Draft, matches_of, open_rows, take_certain, with_table
from rfi.intake.mapping.roles import AMOUNTS, Role, with_role


def of_years(draft: Draft) -> Draft:
    """Take amounts of which nothing says how often they are paid as those of a year."""
    if "frequency" not in draft.doubts:
        return draft
    for at, table in enumerate(draft.tables):
        amounts = tuple(
            replace(one, frequency="yearly", months=None)
            if one.frequency == "term_total" and one.fiscal_year is None
            else one
            for one in table.amounts
        )
        draft = with_table(draft, at, replace(table, amounts=amounts))
    return draft


def use_table(draft: Draft, at: int, *, is_used: bool) -> Draft:
    """Read a table, or leave it out."""
    used = draft.used | {at} if is_used else draft.used - {at}
    return take_certain(replace(draft, used=used), at) if is_used else replace(draft, used=used)


def set_heading_row(draft: Draft, at: int, row: int) -> Draft:
    """Say where the headings end; the columns are guessed anew from there."""
    table = guess_table(draft.sheet(at), draft.asked, row)
    before = draft.tables[at]
    # What stands below it may be another table of the sheet.
    kept = replace(table, targets=before.targets, last_row=before.last_row)
    return take_certain(with_table(draft, at, kept), at)


def set_rows(draft: Draft, at: int, skipped: Iterable[int], last_row: int | None) -> Draft:
    """Say which rows are no data, and which is the last."""
    table = replace(draft.tables[at], skipped=frozenset(skipped), last_row=last_row)
    return take_certain(with_table(draft, at, table), at)


def set_role(draft: Draft, at: int, column: int, role: Role) -> Draft:
    """Say what a column is."""
    table = with_role(draft.tables[at], draft.sheet(at), column, role, draft.asked)
    said = {"frequency"} if role in AMOUNTS else set()
    doubts = tuple(doubt for doubt in draft.doubts if doubt not in said)
    return take_certain(replace(with_table(draft, at, table), doubts=doubts), at)


def set_terms(draft: Draft, at: int, column: int | None, **terms: Any) -> Draft:  # noqa: ANN401 - values of ``AmountColumn``
    """Say what all amounts of a column have in common; None says it of every column."""
    table = draft.tables[at]
    amounts = tuple(
        replace(one, **terms) if column in {None, one.column} else one for one in table.amounts
    )
    said = {"frequency"} if "months" in terms else set(terms)
    doubts = tuple(doubt for doubt in draft.doubts if doubt not in said)
    return replace(with_table(draft, at, replace(table, amounts=amounts)), doubts=doubts)


def set_business(draft: Draft, at: int, business: str) -> Draft:
    """Say whose the amounts of a table are where neither column nor row says it."""
    doubts = tuple(doubt for doubt in draft.doubts if doubt != "business")
    table = replace(draft.tables[at], business=business)
    return replace(with_table(draft, at, table), doubts=doubts)


def set_business_words(draft: Draft, at: int, words: str, business: str) -> Draft:
    """Say which business words of the column of businesses mean."""
    named = {**draft.tables[at].businesses, words: business}
    return with_table(draft, at, replace(draft.tables[at], businesses=named))


def set_target(draft: Draft, labels: Labels, target: Target) -> Draft:
    """Say what the rows of some words are, in every table that has them."""
    for at in sorted(draft.used):
        if any(one.labels == labels for one in matches_of(draft, at)):
            targets = {**draft.tables[at].targets, labels: target}
            draft = with_table(draft, at, replace(draft.tables[at], targets=targets))
    return draft


def confirm_rest(draft: Draft) -> Draft:
    """Take what is shown for every open row; one with nothing near stays open."""
    for one in open_rows(draft):
        if one.target is not None:
            draft = set_target(draft, one.labels, one.target)
    return draft
