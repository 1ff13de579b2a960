"""Cell formats of the answer workbook."""

import xlsxwriter

_INK, _LINE = "#1A1A1A", "#B3B3B3"
_HEAD, _LABEL, _INPUT, _GREY = "#E8F1FE", "#F2F2F2", "#FFFFFF", "#DDDDDD"
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
            {
                **boxed,
                "bg_color": _INPUT,
                "locked": False,
                "num_format": "#,##0.########",
                "text_wrap": True,
            }
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
        # Of the answer form.
        self.guide_text = book.add_format(
            {**base, "font_color": "#444444", "text_wrap": True, "valign": "top"}
        )
        opened = {**base, "locked": False, "text_wrap": True}
        self.open_text = book.add_format(opened)
        self.open_number = book.add_format({**opened, "num_format": "#,##0.########"})
        self.open_date = book.add_format({**opened, "num_format": "yyyy-mm-dd"})
        self.state = book.add_format({**boxed, "bg_color": _LABEL, "bold": True, "align": "center"})
        self.figure = book.add_format(
            {**boxed, "bg_color": _LABEL, "num_format": "#,##0.########", "text_wrap": True}
        )
        self.head_left = book.add_format(
            {**boxed, "bold": True, "bg_color": _HEAD, "text_wrap": True}
        )
        self.closed = book.add_format({**boxed, "bg_color": _GREY})
        self.circle_above = book.add_format({**base, "align": "center"})
        self.must = book.add_format({"bg_color": "#FFF4C6"})
        self.grey = book.add_format({"bg_color": _GREY})
        self.check = book.add_format({"bg_color": "#FFD199", "font_color": "#7A3E00"})
        self.done = book.add_format({"bg_color": "#D3F0D8", "font_color": "#0B5A1E"})
        self.sample_must = book.add_format({**boxed, "bg_color": "#FFF4C6"})
        self.sample_check = book.add_format({**boxed, "bg_color": "#FFD199"})
        self.sample_done = book.add_format({**boxed, "bg_color": "#D3F0D8"})
        self.title_wrapped = book.add_format(
            {**base, "bold": True, "font_size": 14, "text_wrap": True}
        )
        self.number = book.add_format({**boxed, "num_format": "#,##0"})
        self.link = book.add_format({**boxed, "font_color": "#0017C1", "underline": 1})
        self.centered = book.add_format({**boxed, "align": "center", "text_wrap": True})
        self.boxed = book.add_format({**boxed, "text_wrap": True})
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
