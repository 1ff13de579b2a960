"""Issues of answers, their workbooks and questions, and of the round that keeps them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.grid.grid import Grid, Sheet, SheetCell
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.form.writer import write_answer_book
from rfi.intake.query.book import write_query_book
from rfi.intake.query.replies import read_query_replies, record_replies
from rfi.intake.round.file import MAX_UNPACKED_BYTES, check_room, read_round
from rfi.intake.round.members import MAX_MEMBERS
from rfi.intake.round.reading import read_answer, read_answers
from rfi.intake.round.round import Round, apply_suggestion, with_assumptions
from rfi.intake.round.suggestion import Suggestion
from rfi.intake.rules.checked import check_responses
from rfi.scenario.assumptions import assumptions_of
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from tests.answers import answer, document, line, questionnaire, standard_assumptions
from tests.document.workbook_files import written_by_xlsxwriter
from tests.intake.form.test_answer_book import (
    AMOUNT,
    LINES,
    Edit,
    edited,
    edited_beside,
    place,
)
from tests.intake.query.test_queries import COVER, query
from tests.intake.round.test_round import edit_manifest, edit_record, flip, rewritten
from tests.intake.rounds import empty_round, file_of, full_round
from tests.laws.raised.files import Raiser


@cache
def filled() -> bytes:
    asked = questionnaire(("I03", "I09", "R01"), ("B01", "B18"))
    return write_answer_book(questionnaire_of(document("q.json", asked)), answer(LINES))


def of_costs(edit: Edit) -> tuple[Issue, ...]:
    return edited(filled(), edit).issues


def merge_amounts(sheet: Worksheet) -> None:
    row, column = place(sheet, "B01/I03", AMOUNT)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def add_sheet(sheet: Worksheet) -> None:
    assert isinstance(sheet.parent, openpyxl.Workbook)
    sheet.parent.create_sheet("覚え")["A1"] = "自社の覚え"


def of_replies(grid: Grid | None, made: Round | None = None) -> tuple[Issue, ...]:
    assert grid is not None
    found = read_query_replies(grid)
    return record_replies(made, found)[1] if made else found.issues


def sent(number: str = "A-001", response: str = "vendor-a") -> Grid:
    cover = replace(COVER, response_id=response)
    book = write_query_book([query(number, response_id=response, reply="はい")], cover)
    grid, _ = read_grid(book)
    assert grid is not None
    return grid


def marked(mark: str) -> Grid:
    cells = {(1, 1): SheetCell(1, 1, "text", mark)}
    return Grid((Sheet("S", cells, (), is_hidden=False, has_stray=False),), uses_1904=False)


def reply_without_number() -> tuple[Issue, ...]:
    grid = sent()
    sheet = grid.sheets[1]
    more = {**sheet.cells, (9, 5): SheetCell(9, 5, "text", "追記")}
    return of_replies(replace(grid, sheets=(replace(sheet, cells=more),)))


def of_versions(first: int, second: int) -> tuple[Issue, ...]:
    documents = [
        document(f"{index}.json", {**answer([line("I03", index + 1)]), "version": version})
        for index, version in enumerate((first, second))
    ]
    asked = questionnaire_of(document("q.json", questionnaire()))
    return tuple(issue for one in check_responses(documents, asked) for issue in one.issues)


def left_out() -> tuple[Issue, ...]:
    asked = questionnaire()
    asked["scenarios"].append({**asked["scenarios"][0], "scenario_id": "S2"})
    documents = [document("a.json", answer([line("I03", 1)]))]
    (checked,) = check_responses(documents, questionnaire_of(document("q.json", asked)))
    return checked.issues


def applied() -> tuple[Issue, ...]:
    made = full_round()
    return read_answers(made)[made.answers[0].file.sha256].document.issues


def stale() -> tuple[Issue, ...]:
    made = full_round()
    first = made.answers[0]
    other = Suggestion("/offers/0/cost_lines/0/tax", "税抜", "exempt", "schema_enum")
    made = apply_suggestion(made, first.file.sha256, other, claim=("vendor", 1), by="x", at="y")
    return read_answer(first, made.suggestions_for(first.file.sha256)).document.issues


def too_many_members() -> tuple[Issue, ...]:
    files = tuple(file_of(f"{n}.json", {"n": n}) for n in range(MAX_MEMBERS))
    return check_room(with_assumptions(empty_round(), files))


def assumption_twice() -> tuple[Issue, ...]:
    value = standard_assumptions()
    value["values"].append(value["values"][0])
    return assumptions_of(value)[1]


RAISED: Mapping[str, Raiser] = {
    "assumption_twice": assumption_twice,
    "cell_merged_amount": lambda: of_costs(merge_amounts),
    "cell_not_boolean": lambda: (
        edited_beside(filled(), "個別明細", 0, {"is_renewal": "たぶん"}).issues
    ),
    "cell_unanswered": left_out,
    "query_book_no_marks": lambda: of_replies(marked("照会番号")),
    "query_book_version": lambda: of_replies(marked("rfi-queries:2.0.0:q:a")),
    "query_number_unknown": lambda: of_replies(sent("A-009"), full_round()),
    "query_of_other_answer": lambda: of_replies(sent("A-001"), full_round()),
    "query_reply_without_number": reply_without_number,
    "response_older": lambda: of_versions(1, 2),
    "response_same_version": lambda: of_versions(1, 1),
    "round_damaged": lambda: read_round(rewritten(lambda _: None)[:-40])[1],
    "round_foreign": lambda: read_round(b"%PDF-1.7")[1],
    "round_record": lambda: read_round(rewritten(edit_record(queries=[{}])))[1],
    "round_tampered": lambda: read_round(rewritten(flip))[1],
    "round_too_large": lambda: read_round(bytes(MAX_UNPACKED_BYTES + 1))[1],
    "round_too_many_members": too_many_members,
    "round_version": lambda: read_round(rewritten(edit_manifest(format_version="2.0.0")))[1],
    "row_without_line": lambda: (
        edited_beside(filled(), "段階単価", 0, {"line_id": "S.B01.Z99", "amount": 5}).issues
    ),
    "scenario_unanswered": left_out,
    "sheet_not_read": lambda: of_costs(add_sheet),
    "suggestion_applied": applied,
    "suggestion_stale": stale,
    "workbook_not_recalculated": lambda: read_grid(written_by_xlsxwriter())[1],
}
