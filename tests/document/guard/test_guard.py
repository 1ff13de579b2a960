"""Files that are no sound workbook: refused quickly, named, with a next step (trust G1, G3)."""

import re
import threading
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.guard import guard
from rfi.document.guard.guard import guard_workbook
from rfi.document.xlsx.workbook import read_grid
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, has_text
from tests.document.cpu import MOST_CPU_SECONDS, cpu_seconds
from tests.document.workbook_files import (
    SHEET,
    ole_of,
    parts_of,
    with_flag,
    with_overlap,
    with_part,
    with_stated_size,
    with_twin_parts,
    workbook_of,
    zipped,
)

# The worker of the laws of issues makes these files too, and looks at them once.
pytestmark = pytest.mark.xdist_group("invalid_samples")

SOUND = workbook_of('<row r="1"><c r="A1"><v>1</v></c></row>')
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
MEGABYTE = 1024 * 1024


def many_cells() -> bytes:
    row = "".join("<c><v>1</v></c>" for _ in range(100))
    rows = "".join(f'<row r="{n}">{row}</row>' for n in range(1, 5101))
    return stored(SHEET, f"<x>{rows}</x>")


def stored(name: str, content: bytes | str) -> bytes:
    """Return a workbook without packing, so that its ratio says nothing."""
    return zipped({**parts_of(), name: content}, zipfile.ZIP_STORED)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("file_empty", lambda: b""),
    "blanks": ("file_empty", lambda: b" \r\n" * 10),
    "too large": ("file_too_large", lambda: b"PK\x03\x04" + bytes(MAX_FILE_BYTES)),
    "password": ("workbook_encrypted", lambda: ole_of("EncryptionInfo", "EncryptedPackage")),
    "old kind": ("workbook_is_xls", lambda: ole_of("Workbook")),
    "older kind": ("workbook_is_xls", lambda: ole_of("Book")),
    "other OLE": ("workbook_is_other", lambda: ole_of("WordDocument")),
    "OLE cut off": ("workbook_is_other", lambda: ole_of()[:20]),
    "CSV": ("workbook_is_text", lambda: "業務,金額\r\n住民記録,100".encode("cp932")),
    "CSV in UTF-16": ("workbook_is_text", lambda: "業務\t金額\r\n".encode("utf-16")),
    "HTML": ("workbook_is_html", lambda: b"\xef\xbb\xbf\r\n<html xmlns:x='x'><table>"),
    "XHTML": ("workbook_is_html", lambda: b"<?xml version='1.0'?><html>"),
    "XML of 2003": ("workbook_is_xml", lambda: b'<?xml version="1.0"?><Workbook/>'),
    "JSON": ("workbook_is_json", lambda: b'{"schema_version": "1.0.0"}'),
    "PDF": ("workbook_is_pdf", lambda: b"%PDF-1.7\n"),
    "picture": ("workbook_is_other", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "zip of workbooks": ("workbook_in_zip", lambda: zipped({"a/answer.xlsx": SOUND})),
    "zip of pictures": ("workbook_is_other", lambda: zipped({"a.png": b"x"})),
    "empty zip": ("workbook_is_other", lambda: zipped({})),
    "ODS": ("workbook_is_ods", lambda: zipped({"mimetype": "x", "content.xml": "<x/>"})),
    "binary": ("workbook_is_xlsb", lambda: with_part("xl/workbook.bin", b"x")),
    "Word": ("workbook_is_other_office", lambda: zipped({"word/document.xml": "<x/>"})),
    "cut off": ("workbook_broken_zip", lambda: SOUND[: len(SOUND) // 2]),
    "end cut off": ("workbook_broken_zip", lambda: SOUND[:-10]),
    "flipped bytes": (
        "workbook_broken_part",
        lambda: zipped(parts_of(), zipfile.ZIP_STORED).replace(b"<v>1</v>", b"<v>2</v>"),
    ),
    "password of the zip": ("workbook_encrypted", lambda: with_flag(SOUND, 1)),
    "twin parts": ("workbook_twin_parts", with_twin_parts),
    "twins by case": ("workbook_twin_parts", lambda: with_part("XL/Workbook.xml", "<x/>")),
    "path upwards": ("workbook_part_name", lambda: with_part("xl/../../x.xml", "<x/>")),
    "path of a drive": ("workbook_part_name", lambda: with_part("C:/x.xml", "<x/>")),
    "path from the root": ("workbook_part_name", lambda: with_part("/etc/x.xml", "<x/>")),
    "many parts": (
        "workbook_too_many_parts",
        lambda: zipped({**parts_of(), **{f"xl/x{n}.xml": "<x/>" for n in range(600)}}),
    ),
    "60,000 parts": (
        "workbook_too_many_parts",
        lambda: zipped({**parts_of(), **{f"{n}": b"" for n in range(60_000)}}),
    ),
    "bomb by ratio": (
        "workbook_packed_too_tightly",
        lambda: with_part(SHEET, b"<x>" + b" " * (90 * MEGABYTE)),
    ),
    "bomb by size": (
        "workbook_unpacks_too_large",
        lambda: zipped({**parts_of(), **{f"xl/{n}.xml": b" " * 4 * MEGABYTE for n in range(30)}}),
    ),
    "bomb that states a small size": (
        "workbook_broken_part",
        lambda: with_stated_size(with_part(SHEET, b" " * (90 * MEGABYTE)), 100),
    ),
    "small file that states a wrong size": (
        "workbook_broken_part",
        lambda: with_stated_size(SOUND, 100),
    ),
    "bomb that overlaps": ("workbook_broken_zip", lambda: with_overlap(20, 4 * MEGABYTE)),
    "DTD in the sheet": ("workbook_declares_entities", lambda: with_part(SHEET, ENTITIES)),
    "DTD in a part that is not read": (
        "workbook_declares_entities",
        lambda: with_part("customXml/item1.xml", ENTITIES),
    ),
    "DTD across two pieces": (
        "workbook_declares_entities",
        lambda: with_part(SHEET, b"<!--" + b"x" * (256 * 1024 - 12) + b"--><!DOCTYPE x>"),
    ),
    "DTD in UTF-16": (
        "workbook_broken_part",
        lambda: with_part(SHEET, ENTITIES.encode("utf-16")),
    ),
    "many tags": ("workbook_too_much_markup", lambda: stored(SHEET, b"<c>" * 6_500_000)),
    "many cells": ("workbook_too_many_cells", many_cells),
    "huge count of texts": (
        "workbook_broken_part",
        lambda: with_part("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"/>'),
    ),
}


@cache
def refused_by_the_guard(name: str) -> tuple[Issue, ...]:
    """Return what the guard says of a file; a law of their words looks at all of them too."""
    return guard_workbook(REFUSED[name][1]())


def assert_worded(issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        for lang in LANGS:
            assert issue.message(lang)
            assert issue.next_step(lang)
        message = issue.message("ja") + issue.next_step("ja")
        assert re.search("[ぁ-ん]", message)
        assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", message)
        assert "Traceback" not in message


@pytest.mark.parametrize("name", REFUSED)
def test_a_dangerous_or_wrong_file_is_named_with_little_work(name: str) -> None:
    code, make = REFUSED[name]
    data = make()
    before = cpu_seconds()
    grid, issues = read_grid(data)
    used = cpu_seconds() - before
    assert grid is None
    assert [(issue.code, issue.severity) for issue in issues] == [(code, "error")]
    assert used < MOST_CPU_SECONDS
    assert_worded(issues)


@pytest.mark.parametrize("name", REFUSED)
def test_the_guard_alone_refuses_without_the_child(name: str) -> None:
    code, _ = REFUSED[name]
    assert [issue.code for issue in refused_by_the_guard(name)] == [code]


def test_a_sound_workbook_passes() -> None:
    assert guard_workbook(SOUND) == ()


def test_macros_links_and_embedded_files_are_said_and_not_refused() -> None:
    parts: dict[str, bytes | str] = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/embeddings/book.xlsx": SOUND,
    }
    grid, issues = read_grid(zipped({**parts_of(), **parts}))
    assert grid is not None
    assert {issue.code for issue in issues} == {
        "workbook_has_macros",
        "workbook_has_external_links",
        "workbook_has_embedded_files",
    }
    assert_worded(issues)


def test_names_of_parts_with_backslashes_are_read() -> None:
    parts = {name.replace("/", "\\"): content for name, content in parts_of().items()}
    grid, issues = read_grid(zipped(parts))
    assert issues == ()
    assert grid is not None


def test_another_thread_goes_on_while_dangerous_files_are_refused() -> None:
    files = [REFUSED[name][1]() for name in ("bomb by ratio", "bomb by size", "many tags")]
    gaps: list[float] = []
    is_over = threading.Event()

    def live() -> None:
        last = cpu_seconds()
        while not is_over.wait(0.005):
            now = cpu_seconds()
            gaps.append(now - last)
            last = now

    thread = threading.Thread(target=live)
    thread.start()
    try:
        assert all(read_grid(data)[0] is None for data in files)
    finally:
        is_over.set()
        thread.join()
    assert max(gaps) < 1  # CPU seconds spent without letting the other thread in


def test_every_reason_to_refuse_is_worded() -> None:
    folder = Path(guard.__file__).parents[1]
    named = re.compile(r'refuse\(\s*"([a-z_]+)"|"(workbook_is_[a-z_0-9]+)"')
    codes = {
        first or second
        for name in folder.rglob("*.py")
        for first, second in named.findall(name.read_text("utf-8"))
    }
    assert len(codes) > 25
    assert [code for code in sorted(codes) if not has_text(f"issue.{code}")] == []
    assert [code for code in sorted(codes) if not has_text(f"issue.{code}.next")] == []
