"""Formats of the workbook: made once, shared by its sheets."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from rfi.views.look.reading import MoneyUnit
from rfi.views.look.table import Row, TableCell

FONT = "BIZ UDPGothic"
_SIZE = 10
_TITLE_SIZE, _SUBTITLE_SIZE = 14, 11
_ASIDE_SIZE = 8
_INPUT_FILL = "#fff8d6"
_LINK = "#0017c1"
_LINE = "#949494"
_HEADING_FILL = "#e8f1fe"
_TOTAL_FILL = "#f2f2f2"
_FOOT = "#4d4d4d"
# A comma at the end of a number format divides what is displayed by a thousand.
_SHAPES: dict[MoneyUnit, str] = {"one": "#,##0", "thousand": "#,##0,", "million": "#,##0.0,,"}


def number_format(row: Row, cell: TableCell, unit: MoneyUnit) -> str:
    """Return the number format of a cell: the sign is printed, the cell stays a number.

    >>> number_format(Row("x", "x"), TableCell(1.0, sign="≧"), "thousand")
    '"≧"#,##0,;"≧△"#,##0,'
    >>> number_format(Row("x", "x"), TableCell(1.0, is_difference=True), "one")
    '"＋"#,##0;"△"#,##0;""0'
    """
    kind = cell.kind or row.kind
    # A digit that may stay empty would leave the point behind a whole number.
    number = "#,##0" if cell.value is None or cell.value == int(cell.value) else "#,##0.####"
    shape = {
        "money": _SHAPES[unit],
        "yen": "#,##0",
        "count": "#,##0",
        "percent": "0.0%",
        "ratio": "0.00",
        "tenth": "#,##0.0",
    }.get(kind, number)
    if cell.is_difference:
        return f'"{cell.sign}＋"{shape};"{cell.sign}△"{shape};"{cell.sign}"0'
    return f'"{cell.sign}"{shape};"{cell.sign}△"{shape}' if cell.sign else f'{shape};"△"{shape}'


def with_mark(made: str, mark: str) -> str:
    """Return a number format that prints a mark behind the figure; the cell stays a number.

    >>> with_mark('#,##0;"△"#,##0', "付1")
    '#,##0" 付1";"△"#,##0" 付1"'
    """
    return ";".join(f'{part}" {mark}"' for part in made.split(";")) if mark else made


class CellFormats:
    """Formats of one workbook, by what they are for."""

    def __init__(self, book: Workbook) -> None:
        """Start with none."""
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        # What cells ask for, tens of thousands of times, beside what a format is made of.
        self._asked: dict[tuple[str, ...], Format] = {}

    def _make(self, **properties: Any) -> Format:  # noqa: ANN401 - xlsxwriter's own properties
        base = {"font_name": FONT, "font_size": _SIZE, "valign": "vcenter", **properties}
        key = tuple(sorted(base.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(base)
        return self._made[key]

    @property
    def title(self) -> Format:
        """Title of a sheet."""
        return self._make(bold=True, font_size=_TITLE_SIZE)

    @property
    def subtitle(self) -> Format:
        """Title of a further table of a sheet."""
        return self._make(bold=True, font_size=_SUBTITLE_SIZE)

    @property
    def link(self) -> Format:
        """A link to another sheet of the book."""
        return self._make(
            border=1, border_color=_LINE, font_color=_LINK, underline=1, text_wrap=True
        )

    def made(self, **properties: Any) -> Format:  # noqa: ANN401 - xlsxwriter's own properties
        """Return a format of a sheet's own, in the font of the book."""
        return self._make(**properties)

    @property
    def caption(self) -> Format:
        """Line under a title, and notes below a table."""
        return self._make(font_color=_FOOT, text_wrap=True)

    @property
    def heading(self) -> Format:
        """Heading of a column."""
        return self._make(
            bold=True,
            bg_color=_HEADING_FILL,
            border=1,
            border_color=_LINE,
            text_wrap=True,
            align="center",
        )

    def assumption(self, shape: str, *, is_input: bool) -> Format:
        """A figure of the assumptions; one that may be changed stands in a thick frame."""
        frame = {"border": 2, "bg_color": _INPUT_FILL} if is_input else {"border_color": _LINE}
        return self._make(**{"border": 1, "num_format": shape, "align": "right", **frame})

    @property
    def aside(self) -> Format:
        """What stands beside the printed page: counts that marks go by."""
        return self._make(font_color=_FOOT, font_size=_ASIDE_SIZE)

    def mark(self, row: Row, sign: str, unit: MoneyUnit, *, is_difference: bool) -> Format:
        """The number format alone of a figure with a mark: for a conditional format."""
        cell = TableCell(0.0, sign=sign, is_difference=is_difference)
        return self._book.add_format({"num_format": number_format(row, cell, unit)})

    def decimal(self, sign: str) -> Format:
        """A figure in the unit of a chart, two digits after the point, with its sign."""
        shape = f'"{sign}"#,##0.00;"{sign}△"#,##0.00' if sign else '#,##0.00;"△"#,##0.00'
        return self._make(border=1, border_color=_LINE, align="right", num_format=shape)

    def words(self, *, level: str = "plain", align: str = "left") -> Format:
        """Words in a bordered cell."""
        found = self._asked.get(("words", level, align))
        if found is not None:
            return found
        fill = {"bg_color": _TOTAL_FILL} if level != "plain" else {}
        made = self._asked["words", level, align] = self._make(
            border=1,
            border_color=_LINE,
            text_wrap=True,
            align=align,
            bold=level != "plain",
            num_format="@",
            **fill,
        )
        return made

    def note(self, *, level: str = "plain") -> Format:
        """What is missing, beside a figure."""
        found = self._asked.get(("note", level))
        if found is not None:
            return found
        fill = {"bg_color": _TOTAL_FILL} if level != "plain" else {}
        made = self._asked["note", level] = self._make(
            border=1,
            border_color=_LINE,
            font_color=_FOOT,
            text_wrap=True,
            num_format="@",
            **fill,
        )
        return made

    def figure(self, row: Row, cell: TableCell, unit: MoneyUnit) -> Format:
        """A number with its sign."""
        shape = number_format(row, cell, unit)
        found = self._asked.get(("figure", row.level, shape))
        if found is not None:
            return found
        fill = {"bg_color": _TOTAL_FILL} if row.level != "plain" else {}
        made = self._asked["figure", row.level, shape] = self._make(
            border=1,
            border_color=_LINE,
            align="right",
            bold=row.level == "total",
            num_format=shape,
            **fill,
        )
        return made
