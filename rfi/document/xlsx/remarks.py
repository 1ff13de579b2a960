"""Texts that lie over a sheet: comments, answers to them, and text boxes."""

import re
from xml.parsers import expat

from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import MAX_COLUMNS, MAX_REMARK_CHARACTERS, MAX_REMARKS, MAX_ROWS
from rfi.document.xlsx.package import Package
from rfi.document.xlsx.shared_formula import column_number
from rfi.document.xlsx.stored_value import whole_number
from rfi.document.xlsx.xml_walk import check_depth, walk_xml

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
# What stands in the old kind of comment where the new kind holds the words.
_PLACEHOLDER = "[Threaded comment]"
# What holds the words of one thing that lies over a sheet; a chart and a diagram are parts of
# their own.
_BOXES = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "chartSpace", "dataModel"})
COMMENT, TEXT_BOX = "comment", "text_box"

# Row, column, kind, text.
Remark = tuple[int, int, str, str]


class _Walk:
    """The state of the walk over one part of comments or of drawings."""

    def __init__(self) -> None:
        self.found: list[Remark] = []
        self._at = (0, 0)
        self._texts: list[str] = []
        self._pieces: list[str] | None = None
        self._depth = 0
        self._is_corner = False

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        check_depth(self._depth)
        tag = full_name.rpartition(" ")[2]
        if tag in {"comment", "threadedComment"}:
            match = _REFERENCE.fullmatch(attributes.get("ref", ""))
            self._at = (int(match[2]), column_number(match[1])) if match else (1, 1)
            self._texts = []
        elif tag in _BOXES:
            self._at, self._texts = (1, 1), []
        elif tag == "from":
            self._is_corner = True
        elif tag in {"t", "text", "row", "col"}:
            self._pieces = []

    def text(self, found: str) -> None:
        """Take characters."""
        if self._pieces is not None:
            self._pieces.append(found)

    def end(self, full_name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        tag = full_name.rpartition(" ")[2]
        if tag in {"row", "col"} and self._is_corner:
            number = whole_number("".join(self._pieces or ()).strip()) or 0
            row, column = self._at
            self._at = (number + 1, column) if tag == "row" else (row, number + 1)
        elif tag in {"t", "text"} and self._pieces is not None:
            self._texts.append("".join(self._pieces))
        elif tag == "from":
            self._is_corner = False
        elif tag in {"comment", "threadedComment"}:
            self._keep(COMMENT)
        elif tag in _BOXES:
            self._keep(TEXT_BOX)
        if tag in {"t", "text", "row", "col"}:
            self._pieces = None

    def _keep(self, kind: str) -> None:
        text = "".join(self._texts).strip()[:MAX_REMARK_CHARACTERS]
        row, column = self._at
        if text and len(self.found) < MAX_REMARKS:
            self.found.append((min(row, MAX_ROWS), min(column, MAX_COLUMNS), kind, text))


def _remarks_of(package: Package, part: str) -> list[Remark]:
    walk = _Walk()
    try:
        walk_xml(package.read(part), walk.start, walk.end, walk.text)
    except expat.ExpatError:
        refuse("workbook_broken_part", part[:80])
    return walk.found


def read_remarks(package: Package, sheet_part: str) -> list[Remark]:
    """Return the comments and text boxes of a sheet; words of a thread in place of its stand-in.

    Raises:
        RefusalError: a part that is there is not well formed.
    """
    kinds: dict[str, list[str]] = {}
    for kind, part in package.relations(sheet_part).values():
        if package.has(part):
            kinds.setdefault(kind, []).append(part)
    found: list[Remark] = []
    for kind in ("threadedComment", "comments", "drawing"):
        for part in kinds.get(kind, ()):
            found += _remarks_of(package, part)
            inner = package.relations(part).values() if kind == "drawing" else ()
            for of, own in inner:
                if of in {"chart", "diagramData"} and package.has(own):
                    found += _remarks_of(package, own)
    return [remark for remark in found if not remark[3].startswith(_PLACEHOLDER)][:MAX_REMARKS]
