"""One row a cell, those alike in one row: how findings are told on the page and in ``check``."""

from dataclasses import replace
from pathlib import Path

import pytest

from rfi.cli.main import main
from rfi.document.read import document_of_grid
from rfi.schema.issue import Issue
from rfi.views.intake.issues import told_together, view_issue_groups, view_issues
from rfi.views.look.reading import Reading
from tests.document.form.edits import form
from tests.scenario.city.test_city_files import HEAD, changed, table

JA = Reading("ja")
BOOK = "回答.xlsx"


def of_cell(code: str, cell: str, severity: str = "warning", **facts: object) -> Issue:
    return Issue(code, severity, "/offers/0/x", cell, facts, BOOK)  # type: ignore[arg-type]


@pytest.mark.parametrize("codes", [("cell_struck", "cell_half_struck"), ("figure_in_text",) * 2])
def test_findings_of_one_cell_are_one_row_with_every_sentence_once(codes: tuple[str, str]) -> None:
    found = [of_cell(code, "費用!I7", given="80") for code in codes]
    table_of = view_issue_groups(found, JA)
    (row,) = table_of.rows
    assert row.cells[2].text == "費用!I7"
    for issue in found:
        assert row.cells[4].text.count(issue.message("ja")) == 1
        assert row.cells[5].text.count(issue.next_step("ja")) == 1
    # Whoever wants each finding by itself still has it.
    assert len(view_issues(found, JA).rows) == 2


def test_the_gravest_finding_of_a_cell_says_how_grave_the_row_is() -> None:
    found = [
        of_cell("cell_struck", "費用!I7", given="8"),
        of_cell("cell_error", "費用!I7", "error", given="x"),
    ]
    (row,) = view_issue_groups(found, JA).rows
    assert row.cells[0].text == "誤り"


@pytest.mark.parametrize("count", [2, 8, 500])
def test_findings_alike_are_one_row_with_their_count_and_the_list_of_cells(count: int) -> None:
    found = [of_cell("cell_merged_amount", f"費用!I{row}") for row in range(1, count + 1)]
    (row,) = view_issue_groups(found, JA).rows
    assert row.cells[3].text == f"{count}件"
    assert row.cells[2].text.startswith("費用!I1、I2")
    assert ("ほか" in row.cells[2].text) is (count > 8)
    apart = view_issue_groups(found, JA, every_place=True)
    assert len(apart.rows) == count


def test_findings_that_differ_by_their_requirement_alone_are_one_row_that_names_the_first() -> None:
    found = [
        of_cell("gap_without_cause", f"要件適合!H{row}", requirement=f"B01-{row:03}")
        for row in range(1, 12 + 1)
    ]
    (row,) = view_issue_groups(found, JA).rows
    assert row.cells[3].text == "12件"
    assert "要件B01-001、B01-002、B01-003ほか9件は" in row.cells[4].text
    apart = view_issue_groups(found, JA, every_place=True)
    assert [one.cells[4].text.count("B01-") for one in apart.rows] == [1] * len(found)
    assert "要件B01-001、B01-002は" in view_issue_groups(found[:2], JA).rows[0].cells[4].text


def test_findings_of_a_json_file_keep_their_places() -> None:
    found = [
        Issue("tax_missing", "error", f"/offers/0/cost_lines/{row}", document="a.json")
        for row in (0, 0)
    ]
    (group,) = told_together(found, "ja")
    assert group.places == ("/offers/0/cost_lines/0",)


def test_check_tells_findings_alike_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "費用.csv"
    rows = [changed(item=f"R0{index}", amount="") for index in range(1, 6)]
    path.write_bytes(table(*rows, head=HEAD))
    main(["check", str(path)])
    told = capsys.readouterr().out
    assert told.count("金額が空欄です") == 1
    assert "F2、F3、F4、F5、F6  5件" in told


@pytest.mark.parametrize(
    ("pointer", "sheet"),
    [
        ("/offers/0/benefit_lines", "定量効果"),
        ("/offers/0/cost_lines", "費用"),
        ("/offers/7/fit_answers", "提案"),
        ("/vendor/other", "提案"),
        ("/offers", "提案"),
        ("", "ファイル全体"),
    ],
)
def test_an_issue_without_a_cell_names_the_sheet(pointer: str, sheet: str) -> None:
    held = replace(document_of_grid(BOOK, form().grid), origins={})
    assert held.located(Issue("tax_missing", "warning", pointer)).place("ja") == sheet
