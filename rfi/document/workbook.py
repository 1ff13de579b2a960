"""The workbooks that are read: an answer, or the authoring workbook of a questionnaire."""

from dataclasses import replace

from rfi.document.authoring.book import read_authoring_book
from rfi.document.authoring.sheets import is_authoring_book
from rfi.document.form.answer_book import BookAnswer, read_answer_book
from rfi.document.xlsx.workbook import read_grid
from rfi.schema.check import check_schema
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName
from rfi.schema.upgrade import of_newer, upgraded


def other_kind(given: SchemaName, expected: SchemaName) -> Issue:
    """Return what is told of a file of another kind than the one asked for."""
    facts = {
        name: Coded("document_kinds", one)
        for name, one in (("given", given), ("expected", expected))
    }
    return Issue("document_kind", "error", params=facts)


def read_workbook(
    data: bytes, kind: SchemaName | None
) -> tuple[BookAnswer, SchemaName, tuple[Issue, ...]]:
    """Return what a workbook says, which kind of document it is, and its issues.

    Args:
        data: The bytes as they came.
        kind: Which schema is expected; None takes the kind from the marks of the workbook.
    """
    grid, issues = read_grid(data)
    if grid is None:
        return BookAnswer(None, {}, ()), "rfi_response", issues
    if not is_authoring_book(grid):
        return checked_book(read_answer_book(grid), "rfi_response", issues)
    if kind in {None, "questionnaire"}:
        return checked_book(read_authoring_book(grid), "questionnaire", issues)
    told = (*issues, other_kind("questionnaire", kind))
    return BookAnswer(None, {}, ()), "questionnaire", told


def checked_book(
    book: BookAnswer, kind: SchemaName, issues: tuple[Issue, ...]
) -> tuple[BookAnswer, SchemaName, tuple[Issue, ...]]:
    """Hold what a workbook says against its schema."""
    if book.value is None:
        return book, kind, (*issues, *book.issues)
    value, newer = of_newer(upgraded(book.value, kind), kind)
    book = replace(book, value=value)
    if newer is not None:
        issues = (*issues, newer)
    faults = check_schema(book.value, kind)
    # A cell that could not be read has said so itself, with what stood in it. Where the document
    # cannot do without its value, that is the error which holds it back.
    faulty = {fault.pointer for fault in faults}
    found = tuple(
        replace(issue, severity="error")
        if issue.pointer in faulty and issue.severity == "warning"
        else issue
        for issue in book.issues
    )
    told = {issue.pointer for issue in found if issue.severity == "error"}
    told |= {newer.pointer} if newer is not None else set()
    left = (one for one in faults if one.pointer not in told)
    return book, kind, (*issues, *found, *left)
