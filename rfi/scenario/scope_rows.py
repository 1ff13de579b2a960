"""Rows of a scope table, written in codes or titles, held against a questionnaire."""

from collections.abc import Iterable, Mapping

from rfi.document.grid.scope_table import ScopeRow, read_scope_table
from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice, check_scope
from rfi.schema.issue import Issue


def _named(known: Mapping[str, str], written: str) -> tuple[str, ...]:
    """Return the codes that a cell of the table names: all for a blank, none if unknown."""
    if not written:
        return tuple(known)
    return tuple(code for code, title in known.items() if written in {code, title})


def scope_of_rows(
    rows: Iterable[ScopeRow], asked: Questionnaire
) -> tuple[ScopeChoice, tuple[Issue, ...]]:
    """Return the union of the rows, and every code or title that the questionnaire has not."""
    known = (asked.businesses, asked.items)
    cells: set[CostCell] = set()
    issues: list[Issue] = []
    for row in rows:
        named = []
        for column, (titles, written) in enumerate(
            zip(known, (row.business, row.item), strict=True), start=1
        ):
            codes = _named(titles, written)
            if not codes:
                place = f"{row.line}:{column}"
                facts = {"given": written}
                issues.append(Issue("scope_unknown_code", "error", origin=place, params=facts))
            named.append(codes)
        cells.update((business, item) for business in named[0] for item in named[1])
    choice = ScopeChoice(cells=tuple(sorted(cells)))
    if not issues:
        # A row with a blank takes in cells that nobody is asked for: that is no fault.
        found = check_scope(choice, asked)
        issues.extend(issue for issue in found if issue.severity == "error")
    return choice, tuple(issues)


def read_scope_rows(
    data: bytes, asked: Questionnaire
) -> tuple[ScopeChoice | None, tuple[Issue, ...]]:
    """Return the choice that a CSV file makes; None when it cannot be followed."""
    rows, issues = read_scope_table(data)
    if issues:
        return None, issues
    choice, found = scope_of_rows(rows, asked)
    if found:
        return None, found
    whole = len(asked.businesses) * len(asked.items)
    return (EVERYTHING if len(choice.cells or ()) == whole else choice), ()
