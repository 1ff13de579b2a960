"""The minutes as a document and as a sheet: what was typed stays words."""

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rfi.export.book.workbook import write_workbook
from rfi.export.imprint import Imprint
from rfi.export.minutes.document import write_minutes
from rfi.export.office.plain import plain
from rfi.store.round.notes import Note
from rfi.views.look.reading import Reading
from tests.export.books import book_of
from tests.export.opened import parts_in
from tests.views.rounds import PLANTED, evaluated, holey

NOTE = Note("総額｜為替 150円", f"決めたこと。\n{PLANTED}", "佐藤", "2026-11-28T03:00:00+00:00")


def words_of(data: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(data)).paragraphs]


def test_each_entry_has_time_author_conditions_and_its_words() -> None:
    words = words_of(write_minutes("回", (NOTE,), Imprint("資料3", "2026年11月28日"), "ja"))
    assert words[0] == "回　議事録"
    assert words[1] == "1　2026-11-28 12:00　佐藤"
    assert words[2] == NOTE.place
    assert words[3] == NOTE.text


def test_number_handling_day_and_page_stand_at_the_edges() -> None:
    data = write_minutes("回", (NOTE,), Imprint("資料3", "2026年11月28日"), "ja")
    section = Document(io.BytesIO(data)).sections[0]
    assert "資料3　取扱注意（会議限り）" in section.header.paragraphs[0].text
    assert "作成日 2026年11月28日" in section.footer.paragraphs[0].text
    codes = [one.text for one in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_every_run_has_its_font_for_japanese() -> None:
    document: Any = Document(io.BytesIO(write_minutes("回", (NOTE,), Imprint(), "ja")))
    fonts = [run._element.rPr.rFonts for one in document.paragraphs for run in one.runs]
    assert fonts
    assert {one.get(qn("w:eastAsia")) for one in fonts} == {"BIZ UDPGothic"}


def test_nothing_typed_becomes_a_link_or_a_field() -> None:
    data = write_minutes("回", (NOTE,), Imprint(), "ja")
    body = dict(parts_in(data))["/word/document.xml"]
    assert b"w:hyperlink" not in body
    assert b"w:instrText" not in body
    assert not [name for name, part in parts_in(data) if b"External" in part]


@settings(max_examples=20)
@drawn(st.text(max_size=80))
def test_any_words_come_back_as_they_are(words: str) -> None:
    note = Note("場所", "前" + words + "後", "人", "2026-11-28T03:00:00+00:00")
    assert plain(note.text) in words_of(write_minutes("回", (note,), Imprint(), "ja"))


def test_without_entries_the_document_says_so() -> None:
    assert any(
        "まだ記録がありません" in one for one in words_of(write_minutes("回", (), Imprint(), "ja"))
    )


def test_the_workbook_has_a_sheet_of_them_and_none_without_any() -> None:
    found = evaluated(holey())
    book = load_workbook(io.BytesIO(write_workbook(found, Reading("ja"), minutes=(NOTE,))))
    sheet = book["議事録"]
    assert [cell.value for cell in sheet[5]] == [
        "1", "2026-11-28 12:00", "佐藤", NOTE.place, NOTE.text,
    ]  # fmt: skip
    assert sheet["E5"].data_type == "s"
    assert "議事録" not in load_workbook(io.BytesIO(book_of("holey"))).sheetnames


def test_the_number_of_the_page_is_as_small_as_the_words_beside_it() -> None:
    data = write_minutes("回", (NOTE,), Imprint(), "ja")
    foot = Document(io.BytesIO(data)).sections[0].footer.paragraphs[0]
    assert {run.font.size for run in foot.runs} == {foot.style.font.size}
