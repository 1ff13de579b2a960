"""One XML part walked with callbacks: UTF-8 only, no declarations, bounded depth, linear time."""

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import MAX_XML_DEPTH

_MAIN_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # the strict variant
)
_TEXT_BUFFER_BYTES = 65536

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def main_tags(*names: str) -> dict[str, str]:
    """Return full name → name for elements of the main vocabulary, in both variants."""
    return {f"{space} {name}": name for space in _MAIN_SPACES for name in names}


def _declared(*_: object) -> NoReturn:
    refuse("workbook_declares_entities")


def walk_xml(data: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call back for each element; the callbacks for elements count depth with ``check_depth``.

    The whole part goes in at once: a part fed piece by piece lets a long comment make the parser
    start over with every piece.

    Raises:
        expat.ExpatError: not well formed.
        RefusalError: a declaration, or whatever a callback raises.
    """
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_size = _TEXT_BUFFER_BYTES
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    parser.EntityDeclHandler = _declared
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only


def check_depth(depth: int) -> None:
    """Refuse nesting that no workbook has."""
    if depth > MAX_XML_DEPTH:
        refuse("workbook_too_much_markup")


def elements_of(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return (full name, attributes) of every element of a small part, in order."""
    found: list[tuple[str, dict[str, str]]] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        check_depth(depth)
        found.append((name, attributes))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    walk_xml(data, start, end)
    return found
