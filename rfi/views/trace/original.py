"""The vendor's own line, field by field, and where it stands in the file."""

import pandas as pd

from rfi.compare.round.basis import CostBasis
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import codelist_names, load_codelist
from rfi.schema.fields import Field, load_fields
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import place_words
from rfi.views.trace.lines import NO_LINE, TraceCell

_LINE_ID, _SCENARIO = "line_id", "scenario_id"


def _words(found: Field, value: object, lang: Lang) -> str:
    if isinstance(value, bool):
        return text("view.yes" if value else "view.no", lang)
    if isinstance(value, int | float):
        return trimmed(float(value))
    shown = str(value)
    if found.codelist in codelist_names():
        titles = [
            load_codelist(found.codelist).title(code, lang) for code in shown.split(BUNDLE_MARK)
        ]
        return text("view.list_separator", lang).join(titles)
    return shown


def _tiers(basis: CostBasis, table_row: int, lang: Lang) -> str:
    tiers = basis.tables["cost_tiers"]
    own = tiers[tiers["owner"] == table_row]
    return text("view.list_separator", lang).join(
        text(
            "view.original.tier",
            lang,
            start=trimmed(float(tier["from_quantity"])),
            amount=trimmed(float(tier["amount"])),
        )
        for tier in own.to_dict("records")
    )


def view_original(evaluation: Evaluation, reading: Reading, cell: TraceCell) -> Table:
    """Return the fields that the vendor filled in, in the order of the form."""
    basis, lang = evaluation.basis, reading.lang
    key = (cell.line, lang)
    rows = basis.kept.get("trace_original", key, lambda: _rows(basis, cell, lang))
    return Table(
        key="original",
        title=text("view.original.title", lang),
        caption=text("view.original.caption", lang),
        corner=text("view.original.corner", lang),
        columns=(Column("value", text("view.original.value", lang)),),
        rows=rows,
    )


def _rows(basis: CostBasis, cell: TraceCell, lang: Lang) -> tuple[Row, ...]:
    """Return the fields of a line; no assumption moves them."""
    rows = []
    if cell.line != NO_LINE:
        table_row = int(basis.model.lines.table_row[cell.line])
        record = basis.tables["cost_lines"].iloc[table_row]
        rows.append(_row("file", text("view.original.file", lang), cell.document))
        # Whoever wrote a workbook finds the cell; the pointer is for the writer of a JSON file.
        if cell.origin:
            rows.append(_row("origin", text("view.original.origin", lang), cell.origin))
        else:
            words = place_words(cell.pointer, lang)
            place = text("view.place.pointer", lang, words=words, pointer=cell.pointer)
            rows.append(_row("pointer", text("view.original.pointer", lang), place))
        for found in load_fields("rfi_response"):
            if found.table == "cost_lines" and found.name in record.index:
                value = record[found.name]
                # The form numbers its lines itself: the cell says where one stands.
                is_made = found.name == _LINE_ID and bool(cell.origin)
                if found.name == _SCENARIO:
                    value = basis.questionnaire.scenarios[value].title
                if not is_made and not isinstance(value, list) and not pd.isna(value):
                    rows.append(_row(found.name, found.title[lang], _words(found, value, lang)))
        if tiers := _tiers(basis, table_row, lang):
            rows.append(_row("tiers", text("view.original.tiers", lang), tiers))
    return tuple(rows)


def _row(key: str, heading: str, words: str) -> Row:
    return Row(key, heading, (TableCell(text=words),), "text")
