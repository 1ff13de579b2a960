"""Three vendors who fill the form of an RFI in haste: one type of answer, many ways to write it.

Every price is a whole number of thousand yen, for one city and for three that share.
"""

import io
from collections.abc import Callable, Mapping

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Fill = Callable[["Form"], None]
ONCE = ("I03", "I04", "I05", "I07", "I10")
BUSINESSES = ("N01", "N02", "N03")


class Form:
    """The sheets of a form by the ids that stand in their first row and column."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, title: str) -> Worksheet:
        found = self.book[title]
        assert isinstance(found, Worksheet)
        return found

    def cell(self, title: str, row: str, column: str) -> Cell:
        sheet = self.sheet(title)
        at = next(cell.column or 0 for cell in sheet[1] if str(cell.value).startswith(column))
        line = next(cell.row for cell in sheet["A"] if str(cell.value).startswith(row))
        found = sheet.cell(line, at)
        assert isinstance(found, Cell)
        return found

    def put(self, title: str, row: str, **given: object) -> None:
        for column, value in given.items():
            self.cell(title, row, column).value = value  # type: ignore[assignment]

    def offer(self, **given: object) -> None:
        for row, value in given.items():
            self.put("提案", row.replace("__", "."), value=value)

    def prices(self, row: str, alone: object, shared: object, **terms: object) -> None:
        """Write the prices of a row, for one city and for three."""
        sheet = self.sheet("費用")
        first, second = [
            cell.column or 0 for cell in sheet[1] if str(cell.value).startswith("amount@")
        ]
        line = next(cell.row for cell in sheet["A"] if cell.value == row)
        sheet.cell(line, first).value = alone  # type: ignore[assignment]
        sheet.cell(line, second).value = shared  # type: ignore[assignment]
        self.put("費用", row, **terms)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


def every_price(form: Form, prices: Mapping[str, tuple[int, int]], scale: int = 1) -> None:
    """Write the same prices for every business, and those of what is common once."""
    for item, (alone, shared) in prices.items():
        for business in ("COM",) if item == "R07" else BUSINESSES:
            when = {} if item in ONCE else {"frequency": "年額" if item == "R02" else "月額"}
            form.prices(f"{business}/{item}", alone * scale, shared * scale, **when)


def every_answer(form: Form, symbol: str) -> None:
    for sheet, answers in (("要件適合", 12), ("定量効果", 4)):
        rows = [
            str(cell.value) for cell in form.sheet(sheet)["A"]
            if cell.value and str(cell.value)[0] in "NK"
        ]  # fmt: skip
        assert len(rows) == answers
        for row in rows:
            if sheet == "要件適合":
                form.put(sheet, row, symbol=symbol)
            else:
                form.put(sheet, row, baseline=10, target="６", volume="2,000", evidence="試算")


# One city: 13,300 once, 400 a month and 1,200 a year for each business, 250 a month in common.
# Three cities: twice as much.
FIRST = {
    "I03": (6_000, 12_000), "I04": (2_000, 4_000), "I05": (1_500, 3_000), "I07": (3_000, 6_000),
    "I10": (800, 1_600), "R01": (400, 800), "R02": (1_200, 2_400), "R07": (250, 500),
}  # fmt: skip


def first(form: Form) -> None:
    """In thousand yen, in full width, with eras and words for units."""
    form.offer(
        vendor__name="架空甲システム株式会社", version=1, answered_on="令和9年1月20日",
        offers__title="甲クラウド", offers__go_live="R10.4.1", offers__contract="６０ヶ月",
        defaults__unit="千円", defaults__currency="円", defaults__tax="税別",
        defaults__frequency="月額",
    )  # fmt: skip
    every_price(form, FIRST)
    form.prices("N01/I03", "６，０００", "１２，０００")
    form.prices("N02/I03", "6,000千円", "12,000 千円")
    form.prices("N03/I03", "6,000,000円", "12,000,000円")
    form.prices("N01/R01", 400, 800, frequency="毎月")
    form.prices("N01/R02", 1_200, 2_400, frequency="毎年")
    every_answer(form, "〇")


# Three cities: 11,000 once, 300 a month and 900 a year for each business; 200 a month in common.
SECOND = {
    "I03": (5_000, 5_500), "I04": (1_000, 1_500), "I05": (1_000, 1_000), "I07": (2_000, 2_000),
    "I10": (500, 1_000), "R01": (200, 300), "R02": (600, 900), "R07": (100, 200),
}  # fmt: skip


def second(form: Form) -> None:
    """In yen, thousands between; a dash, a merged pair of cells, a rate in per cent."""
    form.offer(
        vendor__name="架空乙情報", answered_on="2027/1/25",
        offers__title="乙プラン", offers__go_live="2028年4月", offers__contract="5年",
        defaults__unit="円", defaults__currency="日本円", defaults__tax="外税",
        defaults__frequency="月",
    )  # fmt: skip
    every_price(form, SECOND, 1_000)
    form.prices("N01/I03", "5,000千円", "5,500千円")
    form.prices("N02/I03", "¥5,000,000", "5,500,000円（税抜）")
    form.prices("N03/I10", "－", "－")
    form.prices("N03/I05", "別途", "別途お見積り")
    every_answer(form, "◎")
    availability = form.cell("非機能・SLA", "SL01", "value_number")
    availability.value, availability.number_format = 0.995, "0.0%"


def third(form: Form) -> None:
    """Without a unit, and with words of its own where a choice is asked."""
    form.offer(
        vendor__name="架空丙（株）", version=1, answered_on="2027-01-28", offers__title="丙",
        offers__go_live="2028-04-01", offers__contract=60, defaults__tax="税込",
        defaults__currency="円", defaults__frequency="月額払い",
    )  # fmt: skip
    every_price(form, FIRST, 1_100)
    every_answer(form, "標準")


def third_mended(form: Form) -> None:
    """What the messages tell: a unit, and a symbol of the legend."""
    third(form)
    form.offer(defaults__unit="円")
    every_answer(form, "◎")


def filled(form: bytes, fill: Fill) -> bytes:
    made = Form(form)
    fill(made)
    return made.saved()
