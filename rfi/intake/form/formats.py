"""Cell formats of the answer workbook."""

import xlsxwriter

_INK, _LINE = "#1A1A1A", "#B3B3B3"
_HEAD, _LABEL, _INPUT = "#E8F1FE", "#F2F2F2", "#FFFFFF"
_FONT = "BIZ UDPGothic"


class BookFormats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Add the formats to ``book``."""
        base = {"font_name": _FONT, "font_size": 10, "font_color": _INK, "valign": "vcenter"}
        boxed = {**base, "border": 1, "border_color": _LINE}
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.guide = book.add_format({**base, "font_color": "#626264"})
        self.group = book.add_format({**base, "bold": True, "align": "center", "text_wrap": True})
        self.head = book.add_format(
            {**boxed, "bold": True, "bg_color": _HEAD, "text_wrap": True, "align": "center"}
        )
        self.label = book.add_format({**boxed, "bg_color": _LABEL, "text_wrap": True})
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.input = book.add_format(
            {**boxed, "bg_color": _INPUT, "locked": False, "text_wrap": True}
        )
        self.number_input = book.add_format(
            {**boxed, "bg_color": _INPUT, "locked": False, "num_format": "#,##0.########"}
        )
        self.date_input = book.add_format(
            {**boxed, "bg_color": _INPUT, "locked": False, "num_format": "yyyy-mm-dd"}
        )
        self.subtotal = book.add_format(
            {**boxed, "bg_color": _LABEL, "bold": True, "num_format": "#,##0"}
        )
        self.missing = book.add_format({"bg_color": "#FFF8DB"})
        self.doubtful = book.add_format({"bg_color": "#FFD9B3"})
        self.wrong = book.add_format({"bg_color": "#FFC7C2"})
        # Of the authoring workbook.
        self.circle = book.add_format({**boxed, "bg_color": _INPUT, "align": "center"})
        self.vertical = book.add_format(
            {**boxed, "bold": True, "bg_color": _HEAD, "rotation": 270, "align": "center"}
        )
        self.beside = book.add_format({**base, "bold": True})
        self.example = book.add_format(
            {**boxed, "italic": True, "font_color": "#626264", "bg_color": _LABEL,
             "text_wrap": True}
        )  # fmt: skip
        self.unused = book.add_format({"font_color": "#767676", "bg_color": _LABEL})
