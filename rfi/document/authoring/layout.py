"""The authoring workbook as both sides know it: its sheets, their columns, what a column refers to.

Every column comes from the schema of the questionnaire. A sheet says in its first cell which one
it is; its columns are found by their visible headings, so that they may be moved and rows sorted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rfi.document.grid.cell_text import fold
from rfi.schema.fields import Field, load_fields
from rfi.text.wording import LANGS, Lang, has_text, text

PREFIX = "rfiq:"
VERSION = "1.1.0"
COVER = "cover"
# Columns that are no field of a row.
USE, ASKED_IN = "use", "asked_in"
# What a clerk writes in a cell of ○ and blanks; input methods offer several circles.
CIRCLE = "○"
CIRCLES = frozenset({CIRCLE, "〇", "◯", "●", "◎", "✓", "✔"})
SCENARIOS, BUSINESSES, ITEMS, PROCEDURES = "scenarios", "businesses", "cost_items", "procedures"
# Table → the key of its rows' ids, in the order in which the sheets stand and are read.
ID_KEYS: Mapping[str, str] = {
    SCENARIOS: "scenario_id",
    BUSINESSES: "business",
    ITEMS: "item",
    "options": "option_id",
    PROCEDURES: "procedure_id",
    "requirements": "requirement_id",
    "kpis": "kpi_id",
    "service_level_items": "item_id",
    "free_questions": "question_id",
    "symbols": "",
}
# Table → (key of the column that names a business of the sheet of businesses).
_NAMES_BUSINESS = frozenset({"options", PROCEDURES, "requirements", "kpis"})
# Table → the table whose rows head the columns at its right.
HEADED_BY: Mapping[str, str] = {ITEMS: BUSINESSES, PROCEDURES: SCENARIOS}
_MARK = re.compile(r"rfiq:(?P<version>[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}):(?P<table>[a-z_]{1,40})")
# The field of the root whose value is fixed.
_VERSION_KEY = "schema_version"
DEFAULT_SCENARIO = "default_scenario_id"
# Clerks write it as a year of an era too.
FISCAL_YEAR = "base_fiscal_year"


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """One column of a sheet.

    Attributes:
        key: Key of the field in a row, or of a column that is no field.
        field: The schema's leaf; None for a column that is no field.
        wording: Wording key of the heading; "" takes the title of the schema.
        refers_to: The table whose rows the cells name; "" for none.
        is_id: Whether it holds the ids of the rows.
        is_required: Whether a used row must have it.
    """

    key: str
    field: Field | None
    wording: str = ""
    refers_to: str = ""
    is_id: bool = False
    is_required: bool = False

    def title(self, lang: Lang) -> str:
        """Return what the column is called."""
        if self.wording or self.field is None:
            return text(self.wording, lang)
        return self.field.title[lang]

    def heading(self, lang: Lang) -> str:
        """Return the heading: the Japanese words first, then English ones, then the unit."""
        parts = [self.title("ja")]
        if lang == "en":
            parts.append(self.title("en"))
        if self.field is not None and self.field.unit:
            parts.append(f"[{self.field.unit}]")
        return "\n".join(parts)

    @property
    def headings(self) -> frozenset[str]:
        """The headings by which it is found, folded: in any language, with its unit or without."""
        shown = {self.heading(lang) for lang in LANGS} | {self.title(lang) for lang in LANGS}
        return frozenset(fold(one) for one in shown)


@dataclass(frozen=True, slots=True)
class AskedTable:
    """One sheet with a row a thing.

    Attributes:
        name: Of the table, also the key of its array in the questionnaire.
        columns: From left to right.
        headed_by: The table whose rows head the further columns at the right; "" for none.
        cell_field: The leaf of these cells; None where they hold ○.
    """

    name: str
    columns: tuple[AskedColumn, ...]
    headed_by: str = ""
    cell_field: Field | None = None

    def is_in(self, version: str) -> bool:
        """Tell whether a workbook of a version has the sheet."""
        return any(column.field.is_in(version) for column in self.columns if column.field)

    @property
    def id_key(self) -> str:
        """Key of the ids of its rows, "" where they have none."""
        return ID_KEYS[self.name]

    def column(self, key: str) -> AskedColumn:
        """Return the column of a key."""
        return next(column for column in self.columns if column.key == key)


def sheet_title(table: str) -> str:
    """Return the wording key of a sheet's name."""
    return f"author.sheet.{table}"


def mark_of_table(table: str) -> str:
    """Return the first cell of a sheet."""
    return f"{PREFIX}{VERSION}:{table}"


def read_mark(given: str) -> tuple[str, str] | None:
    """Return (version, table) of a first cell, None when it is none of ours.

    >>> read_mark("rfiq:1.0.0:businesses"), read_mark("rfi:1.0.0:form:0")
    (('1.0.0', 'businesses'), None)
    """
    match = _MARK.fullmatch(given.strip())
    return (match["version"], match["table"]) if match else None


def _column(table: str, field: Field) -> AskedColumn:
    key = field.keys[-1]
    is_id = key == ID_KEYS[table]
    refers = BUSINESSES if key == "business" and table in _NAMES_BUSINESS else ""
    wording = "author.number" if is_id else ""
    return AskedColumn(key, field, wording, refers, is_id, field.required and not is_id)


@cache
def tables() -> Mapping[str, AskedTable]:
    """Return table → sheet, in the order of the sheets behind the cover."""
    made: dict[str, AskedTable] = {}
    leaves = load_fields("questionnaire")
    for table in ID_KEYS:
        found = [_column(table, leaf) for leaf in leaves if leaf.table == table]
        named = [one for one in found if one.refers_to]
        rest = [one for one in found if not one.is_id and one not in named]
        numbers = [one for one in found if one.is_id]
        asked_in = AskedColumn(ASKED_IN, None, "author.asked_in", SCENARIOS)
        columns = (
            AskedColumn(USE, None, "author.use"),
            *named,
            *rest,
            *((asked_in,) if table == ITEMS else ()),
            *numbers,
        )
        cases = [leaf for leaf in leaves if leaf.keys[-1] == "annual_cases"]
        made[table] = AskedTable(
            table,
            columns,
            HEADED_BY.get(table, ""),
            cases[0] if table == PROCEDURES else None,
        )
    return made


@cache
def cover_rows() -> Mapping[str, AskedColumn]:
    """Return row id → what is asked on the cover."""
    made: dict[str, AskedColumn] = {}
    for leaf in load_fields("questionnaire"):
        key = ".".join(leaf.path)
        if leaf.table or leaf.is_list or key == _VERSION_KEY:
            continue
        wording = f"author.cover.{key}"
        is_own = has_text(wording)
        is_id = key == "questionnaire_id"
        refers = SCENARIOS if key == DEFAULT_SCENARIO else ""
        # A source is needed only where there is one.
        needed = leaf.required and not is_id and not key.startswith("source.")
        made[key] = AskedColumn(key, leaf, wording if is_own else "", refers, is_id, needed)
    return made
