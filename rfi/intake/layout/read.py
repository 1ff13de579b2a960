"""A vendor's own file, read in the reading child: guessed at, or made an answer under a layout."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.child.process import ReadingEndedError, shared_child
from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.grid.grid import Grid
from rfi.document.read import WORKBOOK_STARTS, Document, refused
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.layout.apply import AnswerHead, apply_layout
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.guess import Guess, guess_layout
from rfi.intake.layout.layout import Layout
from rfi.intake.layout.reconciliation import Reconciliation
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue

T = TypeVar("T")
Laid = tuple[Document, tuple[Reconciliation, ...]]


def parse_grid(data: bytes) -> tuple[Grid | None, tuple[Issue, ...]]:
    """Return the cells of a workbook or a CSV in this process: what the reading child runs."""
    return read_grid(data) if data.startswith(WORKBOOK_STARTS) else read_csv_grid(data)


def parse_guess(
    data: bytes, name: str, asked: Asked, before: Sequence[Layout]
) -> tuple[Guess | None, tuple[Issue, ...]]:
    """Guess in this process: what the reading child runs."""
    grid, issues = parse_grid(data)
    if grid is None:
        return None, issues
    found = guess_layout(grid, name, asked, before)
    if not found.layout.tables:
        return None, (*issues, Issue("layout_no_table", "error"))
    return found, issues


def parse_laid(name: str, data: bytes, layout: Layout, head: AnswerHead) -> Laid:
    """Apply a layout in this process: what the reading child runs."""
    sha256 = hashlib.sha256(data).hexdigest()
    grid, issues = parse_grid(data)
    if grid is None:
        held = Document(name, sha256, "rfi_response", None, (), size=len(data))
        return replace(held, issues=tuple(map(held.located, issues))), ()
    made = apply_layout(grid, layout, head)
    bare = Document(
        name, sha256, "rfi_response", made.value, (), made.origins, len(data), made.value
    )
    found = (*issues, *made.issues, *check_schema(made.value, "rfi_response"))
    located = tuple(map(bare.located, found))
    is_held = any(issue.severity == "error" for issue in located)
    return replace(bare, value=None if is_held else made.value, issues=located), made.sums


def _called(work: Callable[..., T], *given: object) -> T | ReadingEndedError:
    try:
        return shared_child().call(work, *given)
    except ReadingEndedError as ended:
        return ended


def read_cells(name: str, data: bytes) -> tuple[Grid | None, tuple[Issue, ...]]:
    """Return the cells of a workbook or a CSV; None with the reason where they cannot be read.

    Args:
        name: File name, for the issues.
        data: The bytes as they came.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        return None, refused(name, data, None, "file_too_large", limit=limit).issues
    found = _called(parse_grid, data)
    if isinstance(found, ReadingEndedError):
        return None, refused(name, data, None, found.code).issues
    return found


def read_guess(
    name: str, data: bytes, asked: Asked, before: Sequence[Layout] = ()
) -> tuple[Guess | None, tuple[Issue, ...]]:
    """Return the layout that a file seems to have; None with the reason where there is none.

    Args:
        name: File name: the layout is called so until a person names it.
        data: The bytes as they came.
        asked: Whose items.
        before: Layouts that a person confirmed earlier.
    """
    found = _called(parse_guess, data, name, asked, tuple(before))
    if isinstance(found, ReadingEndedError):
        return None, refused(name, data, None, found.code).issues
    return found


def read_laid(name: str, data: bytes, layout: Layout, head: AnswerHead) -> Laid:
    """Return the answer that a file comes to under a layout, and its columns added up.

    Args:
        name: File name.
        data: The bytes as they came.
        layout: What its columns and rows mean.
        head: What the file does not say.
    """
    found = _called(parse_laid, name, data, layout, head)
    if isinstance(found, ReadingEndedError):
        return refused(name, data, "rfi_response", found.code), ()
    return found
