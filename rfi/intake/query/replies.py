"""What a vendor wrote into a query workbook, read by its hidden marks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rfi.document.child.process import ReadingEndedError, shared_child
from rfi.document.form.marks import SEARCH
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import Grid, Sheet, cell_name
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.query.marks import PREFIX, REPLY, VERSION, QueryMark, query_mark_of
from rfi.intake.query.queries import Query
from rfi.intake.round.queries import record_reply
from rfi.intake.round.round import Round
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class QueryReply:
    """One reply with the cell it stands in."""

    number: str
    reply: str
    origin: str


@dataclass(frozen=True, slots=True)
class QueryReplies:
    """A query workbook as read.

    Attributes:
        mark: Which questionnaire and answer it belongs to; None when it is no query workbook.
        replies: Non-empty replies in the order of the rows.
        issues: What could not be read.
    """

    mark: QueryMark | None
    replies: tuple[QueryReply, ...]
    issues: tuple[Issue, ...]


def _find(grid: Grid) -> tuple[Sheet, QueryMark, int, int] | None:
    for sheet in grid.sheets:
        for (row, column), cell in sorted(sheet.cells.items()):
            if row > SEARCH:
                break
            if cell.kind == "text" and str(cell.value).startswith(PREFIX):
                mark = query_mark_of(str(cell.value))
                if mark:
                    return sheet, mark, row, column
    return None


def _rows(sheet: Sheet, row: int, column: int, reply: int) -> Iterator[tuple[str, str, str]]:
    """Yield (number, reply, cell) of every row below the marks that holds a reply."""
    for (line, reply_column), cell in sorted(sheet.cells.items()):
        if line > row and reply_column == reply:
            marked = sheet.cells.get((line, column))
            number = as_written(marked).strip() if marked else ""
            if number or line > row + 1:
                yield number, as_written(cell).strip(), cell_name(sheet.name, line, reply_column)


def read_query_replies(grid: Grid) -> QueryReplies:
    """Read the replies, wherever rows and columns were moved.

    A cell that holds an error or a formula without a value is told, not taken as a reply.
    """
    found = _find(grid)
    if found is None:
        return QueryReplies(None, (), (Issue("query_book_no_marks", "error"),))
    sheet, mark, row, column = found
    if mark.version.split(".", 1)[0] != VERSION.split(".", 1)[0]:
        facts = {"given": mark.version, "expected": VERSION}
        return QueryReplies(
            mark, (), (Issue("query_book_version", "error", origin=sheet.name, params=facts),)
        )
    ids = {str(cell.value): at for (line, at), cell in sheet.cells.items() if line == row}
    if REPLY not in ids:
        return QueryReplies(mark, (), (Issue("query_book_no_marks", "error", origin=sheet.name),))
    first = min(
        (line for (line, at) in sheet.cells if at == column and line > row), default=row + 1
    )
    replies: list[QueryReply] = []
    issues: list[Issue] = []
    for number, reply, origin in _rows(sheet, first - 1, column, ids[REPLY]):
        if not number:
            facts = {"given": reply}
            issues.append(Issue("query_reply_without_number", "warning", "", origin, facts))
        elif reply:
            replies.append(QueryReply(number, reply, origin))
    return QueryReplies(mark, tuple(replies), tuple(issues))


def parse_reply_book(data: bytes) -> QueryReplies:
    """Read a query workbook in this process: what the reading child runs."""
    grid, issues = read_grid(data)
    if grid is None:
        return QueryReplies(None, (), issues)
    found = read_query_replies(grid)
    return replace(found, issues=(*issues, *found.issues))


def read_reply_book(data: bytes) -> QueryReplies:
    """Read the bytes of a query workbook that a vendor filled in."""
    try:
        return shared_child().call(parse_reply_book, data)
    except ReadingEndedError as ended:
        return QueryReplies(None, (), (Issue(ended.code, "error"),))


def _fault(query: Query | None, reply: QueryReply, found: QueryReplies) -> Issue | None:
    facts = {"number": reply.number}
    if query is None:
        return Issue("query_number_unknown", "warning", "", reply.origin, facts)
    if found.mark is not None and query.response_id != found.mark.response_id:
        return Issue("query_of_other_answer", "error", "", reply.origin, facts)
    return None


def record_replies(current: Round, found: QueryReplies) -> tuple[Round, tuple[Issue, ...]]:
    """Keep the replies beside their questions; none is set as answered by that.

    Returns:
        The round, and what was read or could not be placed.
    """
    queries = {query.number: query for query in current.queries}
    issues = list(found.issues)
    for reply in found.replies:
        fault = _fault(queries.get(reply.number), reply, found)
        if fault is None:
            current = record_reply(current, reply.number, reply.reply)
        else:
            issues.append(fault)
    return current, tuple(issues)
