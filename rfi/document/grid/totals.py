"""Rows and columns that add up others: recognized by their words, told, and never added."""

import re

from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import SheetCell

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\s:：・【】<>＜＞]")
# 会計, 統計, 設計, 家計, 生計, 時計, 推計 end alike and add up nothing.
_ENDS = re.compile(
    r"(?:総計|合計|小計|累計|中計|集計|(?<![会統設家生時推余集])計)(?:額|行|欄|金額)?|"
    r"(?:grand|sub)?-?totals?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:.*?[^0-9a-z])?" + f"(?:{_ENDS.pattern})", re.IGNORECASE)


def _bare(cell: SheetCell) -> str:
    return _BRACKETS.sub("", fold(str(cell.value)))


def is_total(cell: SheetCell) -> bool:
    """Tell whether a text says that its row or column is a total.

    >>> from rfi.document.grid.grid import SheetCell
    >>> [is_total(SheetCell(1, 1, "text", word)) for word in ("計", "運用経費 小計", "財務会計")]
    [True, True, False]
    """
    return cell.kind == "text" and _WORD.fullmatch(_bare(cell)) is not None


def is_total_alone(cell: SheetCell) -> bool:
    """Tell whether a text is nothing but the word for a total.

    >>> from rfi.document.grid.grid import SheetCell
    >>> [is_total_alone(SheetCell(1, 1, "text", word)) for word in ("合　計", "第2契約の計")]
    [True, False]
    """
    return cell.kind == "text" and _ENDS.fullmatch(_bare(cell)) is not None
