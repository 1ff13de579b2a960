"""Tables of cities that go out: blank ones with an example that is never read, and typed costs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from rfi.scenario.city.city import City
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text

TemplateName = Literal["costs", "figures", "volumes", "ratios"]
_EXAMPLE_CODE = "992011"
_EXAMPLE_YEAR = 2025
_COLUMNS: dict[TemplateName, tuple[str, ...]] = {
    "costs": (
        *("municipality", "name", "business", "item", "fiscal_year"),
        *("amount", "unit", "tax", "source", "note"),
    ),
    "figures": (
        *("municipality", "name", "population", "households", "staff", "staff_hour_jpy"),
        *("overtime_hour_jpy", "branch_offices", "terminals", "as_of", "source", "note"),
    ),
    "volumes": (
        *("municipality", "name", "procedure", "annual_cases", "online_rate", "source", "note"),
    ),
    "ratios": ("municipality", "name", "before", "after", "unit", "tax", "source", "note"),
}
_EXAMPLES = {
    "municipality": _EXAMPLE_CODE,
    "amount": "4370",
    "before": "218000",
    "after": "436000",
    "population": "352400",
    "households": "158900",
    "staff": "1180",
    "staff_hour_jpy": "4310",
    "overtime_hour_jpy": "2860",
    "branch_offices": "7",
    "terminals": "1320",
    "as_of": "2026-04-01",
    "procedure": "P01",
    "annual_cases": "32000",
    "online_rate": "0.1",
}


def city_template(name: TemplateName, lang: Lang) -> bytes:
    """Return a CSV to fill in: UTF-8 with byte order mark, as a spreadsheet program opens it."""
    words = {
        **_EXAMPLES,
        "name": text("city.example.name", lang),
        "business": load_codelist("businesses").title("B01", lang),
        "item": load_codelist("cost_items").title("R01", lang),
        "fiscal_year": format_fiscal_year(_EXAMPLE_YEAR, lang),
        "unit": text("city.example.unit", lang),
        "tax": load_codelist("tax_kinds").title("included", lang),
        "source": text("city.example.source", lang),
        "note": text("city.example", lang),
    }
    return _written(_COLUMNS[name], [[words[key] for key in _COLUMNS[name]]], lang)


def _written(keys: Sequence[str], rows: Iterable[Sequence[str]], lang: Lang) -> bytes:
    columns = load_codelist("city_columns")
    handle = io.StringIO(newline="")
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow([columns.title(key, lang) for key in keys])
    writer.writerows(rows)
    return ("\ufeff" + handle.getvalue()).encode("utf-8")


def typed_costs(city: City, fiscal_year: int, amounts: Mapping[str, int], lang: Lang) -> bytes:
    """Return a table of today's costs as somebody typed them: yen a year, tax included.

    Args:
        city: Whose.
        fiscal_year: Of the amounts.
        amounts: Standard cost item → yen; items without an amount are left out.
        lang: Language of headings and source.
    """
    common = load_codelist("businesses").title("COM", lang)
    tax = load_codelist("tax_kinds").title("included", lang)
    unit, source = text("city.typed.unit", lang), text("city.typed.source", lang)
    items = load_codelist("cost_items")
    rows = [
        (
            *(city.code, city.name, common, items.title(item, lang), str(fiscal_year)),
            *(str(amount), unit, tax, source, ""),
        )
        for item, amount in amounts.items()
        if amount
    ]
    return _written(_COLUMNS["costs"], rows, lang)
