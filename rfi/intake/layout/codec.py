"""A layout ↔ the document it is saved in (kind ``layout``)."""

import json
from collections.abc import Mapping
from typing import Any

from rfi.intake.layout.layout import AmountColumn, Layout, TableLayout, Target

_VERSION = "1.0.0"
_COLUMN = tuple(AmountColumn.__slots__)


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without what is not said."""
    return {key: value for key, value in row.items() if value not in {None, ""}}


def _words(businesses: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"words": words, "business": code} for words, code in businesses.items()]


def _table_record(table: TableLayout) -> dict[str, Any]:
    labels = zip(table.label_columns, table.label_headings, strict=True)
    optional = ("last_row", "remark_column", "months_column", "business_column", "business")
    return {
        "sheet": table.sheet,
        "heading_row": table.heading_row,
        **_filled({name: getattr(table, name) for name in optional}),
        **({"skipped_rows": sorted(table.skipped)} if table.skipped else {}),
        **({"businesses": _words(table.businesses)} if table.businesses else {}),
        "label_columns": [{"column": column, "heading": heading} for column, heading in labels],
        "amounts": [
            {"heading": one.heading, **_filled({name: getattr(one, name) for name in _COLUMN})}
            for one in table.amounts
        ],
        "targets": [
            {
                "labels": list(labels),
                **_filled({"kind": one.kind, "item": one.item, "business": one.business}),
            }
            for labels, one in table.targets.items()
        ],
    }


def layout_record(layout: Layout) -> dict[str, Any]:
    """Return the document of a layout."""
    return {
        "schema_version": _VERSION,
        "layout_id": layout.layout_id,
        "name": layout.name,
        "questionnaire_id": layout.questionnaire_id,
        "tables": list(map(_table_record, layout.tables)),
    }


def write_layout(layout: Layout) -> bytes:
    """Return the document as a JSON file, UTF-8."""
    return (json.dumps(layout_record(layout), ensure_ascii=False, indent=2) + "\n").encode()


def _table_of(value: Mapping[str, Any]) -> TableLayout:
    return TableLayout(
        sheet=value["sheet"],
        heading_row=value["heading_row"],
        label_columns=tuple(one["column"] for one in value["label_columns"]),
        label_headings=tuple(one["heading"] for one in value["label_columns"]),
        amounts=tuple(AmountColumn(**one) for one in value["amounts"]),
        targets={
            tuple(one["labels"]): Target(one["kind"], one.get("item", ""), one.get("business", ""))
            for one in value["targets"]
        },
        business=value.get("business", ""),
        last_row=value.get("last_row"),
        skipped=frozenset(value.get("skipped_rows", ())),
        remark_column=value.get("remark_column"),
        business_column=value.get("business_column"),
        businesses={one["words"]: one["business"] for one in value.get("businesses", ())},
        months_column=value.get("months_column"),
    )


def layout_of(value: Mapping[str, Any]) -> Layout:
    """Return the layout that a valid document holds."""
    return Layout(
        value["layout_id"],
        value["name"],
        value["questionnaire_id"],
        tuple(map(_table_of, value["tables"])),
    )
