"""Which tables stand together on a sheet, and in which order the sheets follow each other.

What is not named here has a sheet of its own behind the others, so that a new table is in the book
without a word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rfi.export.book.sheet_names import sheet_title
from rfi.text.wording import Lang, text
from rfi.views.look.table import Table

# Sheets for the meeting → patterns of the keys of their tables.
_MAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cities", ("cities_*",)),
    ("items", ("items",)),
    ("businesses", ("businesses",)),
    ("years", ("fiscal_years", "cash")),
    ("joint", ("shares", "number_effect", "joiners", "payments")),
    ("today", ("before_after", "offers_alone", "net_effect", "net_effect_with_benefits")),
    ("effects", ("benefit_ledgers", "benefit_kpis")),
    ("fit", ("fit_rates", "fit_businesses*", "fit_causes", "fit_gaps")),
    ("service", ("service", "service_availability", "service_ismap")),
    ("free", ("schedule", "free_answers*")),
    ("options", ("option_prices",)),
    ("holes", ("holes", "states")),
    ("remarks", ("remarks",)),
)
# Sheets behind the conditions, for who wants to know more.
_DETAILS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("summary", ("summary",)),
    ("statistics", ("statistics_*",)),
    ("bridge", ("bridge",)),
    ("robust", ("swings", "price_spread")),
    ("levelled", ("levelled*",)),
    ("paid", ("paid",)),
    ("net_cash", ("net_cash*",)),
    ("ratios", ("ratios", "ratio_cities", "offer_cities")),
    ("procedures", ("benefit_procedures*",)),
    ("effect_years", ("benefit_years*",)),
    ("overlaps", ("overlap_kinds", "overlaps")),
    ("effect_lines", ("benefit_lines",)),
    ("requirements", ("fit_matrix",)),
    ("failures", ("fit_failures",)),
    ("gaps", ("gap_ways*",)),
    ("gap_totals", ("way_totals*", "way_cities*", "standardization")),
    ("gap_ledger", ("gap_ledger*",)),
    ("joining", ("sharing_rules*", "leavers*", "neighbours*")),
    ("vendors", ("vendor_*",)),
    ("asking", ("asking", "open_cells")),
    ("plans", ("plan_*",)),
    ("scoring", ("scores", "score_weights", "formula_audit")),
)


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet of tables.

    Attributes:
        key: Of the sheet.
        name: As wanted; the book shortens it and tells it apart.
        tables: In the order in which they stand below each other; never empty.
        is_detail: Whether it stands behind the conditions.
    """

    key: str
    name: str
    tables: tuple[Table, ...]
    is_detail: bool


def _is_of(table: Table, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(table.key, pattern) for pattern in patterns)


def planned_sheets(tables: Sequence[Table], lang: Lang) -> tuple[PlannedSheet, ...]:
    """Return the sheets that hold something: those for the meeting, then the details."""
    sheets = []
    left = list(tables)
    for group, is_detail in ((_MAIN, False), (_DETAILS, True)):
        for key, patterns in group:
            mine = tuple(table for table in left if _is_of(table, patterns))
            left = [table for table in left if not _is_of(table, patterns)]
            if mine:
                name = text(f"export.book.{key}", lang)
                sheets.append(PlannedSheet(key, name, mine, is_detail))
    alone = (
        PlannedSheet(one.key + one.letter, sheet_title(one, lang), (one,), is_detail=True)
        for one in left
    )
    return (*sheets, *alone)
