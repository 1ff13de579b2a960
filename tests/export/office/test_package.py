import io
import zipfile

from rfi.export.office.package import settled
from rfi.export.office.plain import cut, plain


def packed(created: str, date: tuple[int, int, int, int, int, int]) -> bytes:
    core = f'<x><dcterms:created a="b">{created}</dcterms:created></x>'
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr(zipfile.ZipInfo("docProps/core.xml", date), core)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as package:
        package.writestr(zipfile.ZipInfo("a.xml", date), "words")
        package.writestr(zipfile.ZipInfo("embedded/sheet.xlsx", date), inner.getvalue())
    return outer.getvalue()


def test_dates_within_and_around_the_parts_are_settled() -> None:
    first = settled(packed("2026-01-01T10:00:00Z", (2026, 1, 1, 10, 0, 0)))
    second = settled(packed("2027-02-02T20:00:00Z", (2027, 2, 2, 20, 0, 0)))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert package.read("a.xml") == b"words"
        sheet = package.read("embedded/sheet.xlsx")
    with zipfile.ZipFile(io.BytesIO(sheet)) as package:
        assert b">2000-01-01T00:00:00Z<" in package.read("docProps/core.xml")


def test_words_keep_what_xml_can_hold_and_nothing_else() -> None:
    assert plain("=1+1\x00<b>\u202e\r\n次\ud800") == "=1+1<b>\n次"


def test_words_that_are_cut_say_so() -> None:
    assert cut("あいう", 6) == "あいう"
    assert cut("あいうえ", 6) == "あい…"
