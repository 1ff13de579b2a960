"""The hidden marks by which an answer workbook is read, wherever its rows and columns were moved.

A sheet's marker row starts with ``rfi:<version>:<table>:<offer>`` and holds the id of each
column; the column of that first mark holds the ids of the rows. A mark is what a vendor's file
says: it is bounded here and held against the visible headings later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PREFIX = "rfi:"
FORM_VERSION = "1.1.0"
# Rows and columns in which the first mark is looked for: people insert a few above and before.
SEARCH = 60
# As many offers as an answer may have (``rfi_response.schema.json``).
MAX_OFFERS = 20
SCENARIO_MARK = "@"
DEFAULTS = "defaults"
FORM = "form"
GRID = "cost_grid"
COVER = "cover"
FREE = "free_answers"
OPTIONS = "option_lines"
STAGES = "go_live_stages"
# Row id of headings and sums: rows that are for people only.
NOT_DATA = "-"
# Name of the hidden sheet that holds the choices of the dropdowns.
LISTS = "_lists"
# Every sheet of the form and the wording key of its name.
SHEET_TITLES: Mapping[str, str] = {
    COVER: "book.sheet.cover",
    FORM: "book.sheet.form",
    GRID: "book.sheet.costs",
    "cost_lines": "book.sheet.lines",
    "discount_lines": "book.sheet.discounts",
    "stated_totals": "book.sheet.totals",
    "benefit_lines": "book.sheet.benefits",
    "fit_answers": "book.sheet.requirements",
    "service_levels": "book.sheet.service",
    "vendor_assumptions": "book.sheet.assumptions",
    "cost_tiers": "book.sheet.tiers",
    "bundle_weights": "book.sheet.weights",
    FREE: "book.sheet.free",
    OPTIONS: "book.sheet.options",
    STAGES: "book.sheet.stages",
}
# Tables of prices.
PRICES = frozenset({"cost_lines", OPTIONS})
# Keys of a row that the id of its printed row gives, in its order.
ROW_PARTS: Mapping[str, tuple[str, ...]] = {OPTIONS: ("option_id", "scenario_id")}
# Sheets that a form has only where the questionnaire asks for what is in them.
ASKED_SHEETS = frozenset({FREE, OPTIONS, STAGES})
# Sheets of which there is one for all offers.
COMMON_SHEETS = frozenset({COVER, FORM})
_MARK = re.compile(
    r"rfi:(?P<version>[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}):(?P<table>[a-z_]{1,40}):"
    r"(?P<offer>[0-9]{1,4})"
)
_OFFER_COLUMN = re.compile(r"value@([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What the first mark of a sheet says."""

    version: str
    table: str
    offer: int

    def __str__(self) -> str:
        """Return the mark as it stands in the cell."""
        return f"{PREFIX}{self.version}:{self.table}:{self.offer}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The version in numbers: major, minor, patch."""
        return tuple(map(int, self.version.split(".")))


def mark_of(text: str) -> SheetMark | None:
    """Return the mark that a cell's text is, None when it is none or names no possible offer.

    >>> mark_of("rfi:1.0.0:cost_grid:0")
    SheetMark(version='1.0.0', table='cost_grid', offer=0)
    >>> mark_of("rfi:1.0.0:cost_grid:200"), mark_of("rfi:1.0.0:cost_grid:99999999999")
    (None, None)
    """
    match = _MARK.fullmatch(text.strip())
    if not match or int(match["offer"]) >= MAX_OFFERS:
        return None
    return SheetMark(match["version"], match["table"], int(match["offer"]))


def column_key(field: str, scenario: str = "") -> str:
    """Return the id of a column: the field's path, and the scenario it stands for."""
    return f"{field}{SCENARIO_MARK}{scenario}" if scenario else field


def split_column_key(key: str) -> tuple[str, str]:
    """Return (field, scenario) of a column id."""
    field, _, scenario = key.partition(SCENARIO_MARK)
    return field, scenario


def offer_of_column(key: str) -> int | None:
    """Return the offer that a column of the form sheet stands for, None when it is none.

    >>> offer_of_column("value@1"), offer_of_column("value@x"), offer_of_column("value@999")
    (1, None, None)
    """
    match = _OFFER_COLUMN.fullmatch(key)
    return int(match[1]) if match and int(match[1]) < MAX_OFFERS else None
