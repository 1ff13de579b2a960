"""A layout: what the columns and rows of a vendor's own table mean, as a person has confirmed it.

It holds no figure. The same layout reads the next version of the table, or another vendor's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TargetKind = Literal["item", "discount", "total", "left_out"]
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts; what all its amounts have in common.

    Attributes:
        column: From 1.
        heading: As it stood when the layout was made; a table whose heading differs is not read.
        scenario_id: Which size and number of cities is quoted.
        business: Of every row; "" where the row says it, or the table has one for all.
        item: Of every row, in a table of businesses × items; "" where the row says it.
        unit, currency, tax: As in a cost line.
        frequency: Of recurring items: ``monthly``, ``yearly``, ``term_total``. What is paid once
            and at the end of the contract is ``once`` whatever stands here.
        months: Of a ``term_total``.
        fiscal_year: Of an amount of one fiscal year; None for any other.
        quantity_column: The amount is a unit price then; None for a whole amount.
        quantity_unit_column: Column of what is counted.
        check_column: Column that says quantity × unit price; it is held against them, not read.
    """

    column: int
    heading: str
    scenario_id: str
    unit: str
    tax: str
    frequency: str
    business: str = ""
    item: str = ""
    currency: str = "JPY"
    months: int | None = None
    fiscal_year: int | None = None
    quantity_column: int | None = None
    quantity_unit_column: int | None = None
    check_column: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a row is.

    Attributes:
        kind: ``item`` of the questionnaire, ``discount``, ``total`` of other rows, ``left_out``.
        item: Code of the item; of a discount the item it takes off, "" for all.
        business: Of this row; "" where column or table say it.
    """

    kind: TargetKind
    item: str = ""
    business: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One table of a sheet.

    Attributes:
        sheet: Its tab; "" in a CSV.
        heading_row: Where the headings end; the first row of data is behind it.
        last_row: Of the data; None to the end of the sheet.
        skipped: Rows that are no data.
        label_columns: Columns whose words name a row, the outermost group first.
        label_headings: Their headings, as ``AmountColumn.heading``.
        remark_column: Column of remarks.
        business_column: Column that names the business of a row.
        businesses: Words of that column → business, as confirmed; a row of other words is unmapped.
        months_column: Column of the months that the amounts of a row are paid.
        business: Where neither column nor row says it.
        amounts: The columns of amounts.
        targets: Words that name a row (group headings first) → what the row is.
    """

    sheet: str
    heading_row: int
    label_columns: tuple[int, ...]
    label_headings: tuple[str, ...]
    amounts: tuple[AmountColumn, ...]
    targets: Mapping[Labels, Target]
    business: str = ""
    last_row: int | None = None
    skipped: frozenset[int] = frozenset()
    remark_column: int | None = None
    business_column: int | None = None
    businesses: Mapping[str, str] = field(default_factory=dict)
    months_column: int | None = None

    @property
    def says_items(self) -> bool:
        """Whether rows or columns say what each price is for."""
        return bool(self.label_columns) or all(one.item for one in self.amounts)


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of one file.

    Attributes:
        layout_id: Names it.
        name: As people call it.
        questionnaire_id: Whose items it maps to.
        tables: In the order of the file.
    """

    layout_id: str
    name: str
    questionnaire_id: str
    tables: tuple[TableLayout, ...]
