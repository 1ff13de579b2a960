"""The texts that cells share, without the readings (furigana) that may stand beside them."""

import re

from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import MAX_SHARED_TEXTS
from rfi.document.xlsx.package import TRUE
from rfi.document.xlsx.xml_walk import check_depth, main_tags, walk_xml

_TAGS = main_tags("si", "t", "rPh", "r", "strike", "vertAlign")
_DIGITS = "0123456789"
_RAISED = {
    "superscript": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"),
}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SPELT = frozenset("\t\n\r_")


def unescape(text: str) -> str:
    r"""Return a text with the characters that workbooks spell as numbers, if they are allowed.

    >>> unescape("a_x000A_b_x005F_x000A_")
    'a\nb_x000A_'
    """

    def spelt(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _SPELT else match[0]

    return _ESCAPED.sub(spelt, text) if "_x" in text else text


class TextRuns:
    """The runs of one text: which of them are struck through, and which raised or lowered.

    A raised digit is a mark beside a number (a footnote) and none of its digits: it becomes the
    raised character. Where all of a text is raised, it is only written small.
    """

    def __init__(self) -> None:
        """Start a text without runs."""
        self._is_struck = False
        self._raised: dict[int, int] | None = None
        self._has: set[bool] = set()
        self._pieces: list[tuple[str, dict[int, int] | None]] = []

    def start(self) -> None:
        """Start a run."""
        self._is_struck, self._raised = False, None

    def strike(self, attributes: dict[str, str]) -> None:
        """Take the element that strikes a run."""
        self._is_struck = attributes.get("val", "1") in TRUE

    def align(self, attributes: dict[str, str]) -> None:
        """Take the element that raises or lowers a run."""
        self._raised = _RAISED.get(attributes.get("val", ""))

    def take(self, found: str) -> None:
        """Take characters of a run."""
        self._pieces.append((found, self._raised))
        if not found.isspace():
            self._has.add(self._is_struck)

    @property
    def text(self) -> str:
        """The whole text."""
        is_mixed = any(table is None and not piece.isspace() for piece, table in self._pieces)
        return unescape(
            "".join(
                piece.translate(table) if table and is_mixed else piece
                for piece, table in self._pieces
            )
        )

    @property
    def kind(self) -> str:
        """Whether the text is struck: "", "part" or "whole"."""
        if True not in self._has:
            return ""
        return "part" if False in self._has else "whole"


class _Walk:
    """The state of the walk over all texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._depth = self._readings = 0
        self._is_text = False
        self._runs = TextRuns()
        self.struck: dict[int, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        check_depth(self._depth)
        tag = _TAGS.get(name)
        if tag == "t":
            self._is_text = self._readings == 0
        elif tag == "rPh":
            self._readings += 1
        elif tag == "r":
            self._runs.start()
        elif tag == "strike":
            self._runs.strike(attributes)
        elif tag == "vertAlign":
            self._runs.align(attributes)
        elif tag == "si":
            self._runs = TextRuns()
            if len(self.texts) == MAX_SHARED_TEXTS:
                refuse("workbook_too_much_markup")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        tag = _TAGS.get(name)
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._readings -= 1
        elif tag == "si":
            if kind := self._runs.kind:
                self.struck[len(self.texts)] = kind
            self.texts.append(self._runs.text)

    def text(self, found: str) -> None:
        """Take characters."""
        if self._is_text:
            self._runs.take(found)


def read_shared_texts(data: bytes) -> tuple[list[str], dict[int, str]]:
    """Return the shared texts in order, and which of them are struck: "part" or "whole".

    Raises:
        RefusalError: more of them than a workbook can use.
        expat.ExpatError: not well formed.
    """
    walk = _Walk()
    walk_xml(data, walk.start, walk.end, walk.text)
    return walk.texts, walk.struck
