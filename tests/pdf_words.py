"""What is printed on each page of a PDF of LibreOffice, read without a program of its own."""

import re
import zlib

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SAID = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(TJ|Tj)")
_CODE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")


def _stream(part: bytes) -> bytes:
    found = _STREAM.search(part)
    return zlib.decompress(found[1]) if found else b""


def _reference(part: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", part)
    assert found, key
    return int(found[1])


def _letters(cmap: bytes) -> dict[int, str]:
    """Return code → letters of a font."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, letters in _CODE.findall(block):
            found[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    return found


def page_words(data: bytes) -> list[str]:
    """Return what stands on each page, in the order in which it is drawn, a line a piece of it."""
    objects = {int(number): part for number, part in _OBJECT.findall(data)}
    pages = []
    for part in objects.values():
        if not re.search(rb"/Type/Page\b(?!s)", part):
            continue
        fonts = objects[_reference(objects[_reference(part, b"/Resources")], b"/Font")]
        letters = {
            name: _letters(_stream(objects[_reference(objects[int(number)], b"/ToUnicode")]))
            for name, number in _FONT.findall(fonts)
        }
        pages.append(_drawn(_stream(objects[_reference(part, b"/Contents")]), letters))
    return pages


def _drawn(content: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    said, known = [""], dict[int, str]()
    for font, codes, end in _SAID.findall(content):
        if font:
            known = letters[font]
        elif end:
            said.append("")
        else:
            said[-1] += "".join(
                known.get(int(codes[at : at + 2], 16), "?") for at in range(0, len(codes), 2)
            )
    return "\n".join(filter(None, said))
