"""Issues of the workbook in which a questionnaire is made."""

from collections.abc import Callable, Iterable, Mapping

from openpyxl.workbook import Workbook

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.schema.issue import Issue
from tests.document.authoring.books import (
    BUSINESSES,
    FIRST,
    HEAD,
    ITEMS,
    KPIS,
    NAME,
    OWN_RFI,
    REQUIREMENTS,
    SCENARIOS,
    changed,
    column_of,
    put,
)


def of(change: Callable[[Workbook], object]) -> Callable[[], Iterable[Issue]]:
    return lambda: changed(change).issues


def of_cell(sheet: str, heading: str, row: int, value: object) -> Callable[[], Iterable[Issue]]:
    return lambda: put(sheet, heading, row, value).issues


def without_headings(made: Workbook) -> None:
    made[KPIS].delete_rows(HEAD)


def without_circles(made: Workbook) -> None:
    for column in range(column_of(made[ITEMS], "財務会計"), made[ITEMS].max_column + 1):
        made[ITEMS].cell(FIRST, column).value = None


def rename(made: Workbook) -> None:
    made[SCENARIOS].cell(FIRST + 1, column_of(made[SCENARIOS], "シナリオ名")).value = "35万人・単独"


def without_number(made: Workbook) -> None:
    sheet = made[REQUIREMENTS]
    sheet.cell(FIRST, column_of(sheet, "番号（空欄なら自動）")).value = None


def unused_scenario(made: Workbook) -> None:
    made[SCENARIOS].cell(FIRST, column_of(made[SCENARIOS], "使う")).value = None


def beside(made: Workbook) -> None:
    made[BUSINESSES].cell(FIRST, 9).value = "要確認"


def choices_missing() -> Iterable[Issue]:
    asking = {**OWN_RFI, "free_questions": [{"question_id": "Q1", "title": "問", "kind": "one"}]}
    return read_document(NAME, write_authoring_book(asking)).issues


def members_contradict() -> Iterable[Issue]:
    first, *rest = OWN_RFI["scenarios"]
    scenarios = [{**first, "member_populations": [300_000, 400_000]}, *rest]
    return read_document(NAME, write_authoring_book({**OWN_RFI, "scenarios": scenarios})).issues


RAISED: Mapping[str, Callable[[], Iterable[Issue]]] = {
    "author_business_not_used": of_cell(BUSINESSES, "使う", FIRST, None),
    "author_cell_of_no_column": of(beside),
    "author_circle_unclear": of_cell(REQUIREMENTS, "使う", FIRST, "検討中"),
    "author_column_missing": of_cell(REQUIREMENTS, "要件区分", HEAD, "区分け"),
    "author_headings_missing": of(without_headings),
    "author_item_asked_nowhere": of(without_circles),
    "author_name_not_used": of(unused_scenario),
    "author_name_several": of(rename),
    "author_name_unknown": of_cell(REQUIREMENTS, "業務", FIRST, "財政会計"),
    "author_numbers_given": of(without_number),
    "author_row_not_used": of_cell(KPIS, "使う", FIRST, None),
    "choices_missing": choices_missing,
    "members_contradict": members_contradict,
    "author_sheet_missing": of(lambda made: made.remove(made[KPIS])),
}
