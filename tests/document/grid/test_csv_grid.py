"""CSV files: the encoding is told by the bytes, the bounds are those of every file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.grid.grid import Grid
from rfi.document.grid.headed_sheet import find_headings
from rfi.text.wording import LANGS

TEXT = '団体コード,金額（千円・税込）\n992011,"1,200"\n'


def grid(data: bytes) -> Grid:
    found, _ = read_csv_grid(data)
    assert found is not None
    return found


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(issue.code, issue.origin) for issue in read_csv_grid(data)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_utf_8_with_and_without_mark_and_cp932_give_the_same_cells(encoding: str) -> None:
    assert grid(TEXT.encode(encoding)) == grid(TEXT.encode())


def test_cp932_is_told_and_utf_8_is_not() -> None:
    assert codes(TEXT.encode("cp932")) == [("csv_cp932", "")]
    assert codes(TEXT.encode("utf-8-sig")) == []


@pytest.mark.parametrize(
    ("data", "code", "origin"),
    [
        (b"", "file_empty", ""),
        (b"\xef\xbb\xbf \n", "file_empty", ""),
        (TEXT.encode("utf-16"), "csv_encoding", ""),
        (b"a,b\n\x81\xff\xfe,1\n", "csv_encoding", "2"),
        (b'a,b\n"open,1\n2,3\n', "csv_broken", "3"),
        (b",".join([b"x"] * 201), "csv_too_wide", "1"),
        (b"x" * (MAX_FILE_BYTES + 1), "file_too_large", ""),
        (b"1,1,1,1,1\n" * 100_001, "csv_too_many_cells", "100001"),
    ],
)
def test_what_cannot_be_read_is_one_error_at_its_line(data: bytes, code: str, origin: str) -> None:
    found, issues = read_csv_grid(data)
    assert found is None
    assert [(issue.code, issue.severity, issue.origin) for issue in issues] == [
        (code, "error", origin)
    ]
    for lang in LANGS:
        assert issues[0].message(lang)
        assert issues[0].next_step(lang)


def test_a_text_beyond_4000_characters_is_left_out_and_told() -> None:
    data = ("x," + "長" * 4001 + "\n").encode()
    assert codes(data) == [("csv_text_too_long", "B1")]
    assert set(grid(data).sheets[0].cells) == {(1, 1)}


def test_invisible_characters_are_taken_out_and_told() -> None:
    assert codes("a,2\u202e5\n".encode()) == [("workbook_characters_removed", "B1")]


def test_twenty_changed_texts_are_told_at_their_cells_and_the_rest_counted() -> None:
    _, issues = read_csv_grid("a,2\u202e5\n".encode() * 23)
    assert [issue.code for issue in issues] == [
        *["workbook_characters_removed"] * 20,
        "workbook_more_changed_texts",
    ]
    assert issues[19].origin == "B20"
    assert issues[20].params["count"] == 3


def test_tabs_separate_where_there_are_more_of_them() -> None:
    assert set(grid(b"a\tb,c\td\n").sheets[0].cells) == {(1, 1), (1, 2), (1, 3)}


def test_a_line_break_inside_quotes_is_one_row_as_on_screen() -> None:
    cells = grid(b'a,"b\nc"\nd,e\n').sheets[0].cells
    assert set(cells) == {(1, 1), (1, 2), (2, 1), (2, 2)}


@given(st.binary(max_size=200))
def test_any_bytes_give_a_grid_or_an_error_and_never_an_exception(data: bytes) -> None:
    found, issues = read_csv_grid(data)
    assert (found is None) == any(
        issue.severity == "error" and issue.code != "csv_text_too_long" for issue in issues
    )


def test_headings_are_found_below_a_title_with_what_stands_in_their_brackets() -> None:
    sheet = grid(f"令和7年度決算,,\n\n{TEXT}".encode()).sheets[0]
    headed, issues = find_headings(sheet, "city_columns")
    assert issues == ()
    assert headed is not None
    assert headed.row == 3
    assert headed.headings["amount"].remarks == ("千円", "税込")
    assert headed.place(4, "amount") == "B4"


def test_a_heading_that_stands_twice_is_an_error() -> None:
    sheet = grid("団体コード,金額,決算額\n".encode()).sheets[0]
    headed, issues = find_headings(sheet, "city_columns")
    assert headed is None
    assert [(issue.code, issue.origin) for issue in issues] == [("heading_twice", "C1")]
