"""A text of a cell in Unicode NFC, without the characters that make it look like another."""

import re
import unicodedata

# Controls that are no line break or tab, marks that reorder text on screen (bidi), and halves of
# characters, which cannot be stored. The JSON reader refuses the same ones; in a workbook they
# come along when a date or a path is pasted, unseen, so they are taken out with a warning.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def shown_name(name: str) -> str:
    r"""Return the name of a file on one line, without characters that a terminal obeys.

    >>> shown_name("回答\t\x1b[31m.xlsx")
    '回答 [31m.xlsx'
    """
    return " ".join(clean_text(name)[0].split())


def clean_text(text: str) -> tuple[str, str]:
    r"""Return the text and the code of what was changed, "" when nothing was.

    >>> clean_text("2027\u200e-03"), clean_text("x")
    (('2027-03', 'workbook_characters_removed'), ('x', ''))
    """
    if text.isascii() and text.isprintable():
        return text, ""
    bare = _FORBIDDEN.sub("", text)
    composed = unicodedata.normalize("NFC", bare)
    if bare != text:
        return composed, "workbook_characters_removed"
    return composed, "text_normalized" if composed != text else ""
