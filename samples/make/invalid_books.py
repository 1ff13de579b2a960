"""Workbooks with one fault each, named by the issue code that must be found."""

import copy
import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from rfi.document.form.marks import FREE, GRID
from rfi.document.form.rows import ANSWER as ANSWER_COLUMN
from rfi.document.read import read_document
from rfi.intake.form.choices import CellData
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.writer import book_plans, write_plans
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from samples.make.invalid import ANSWER, QUESTIONNAIRE, Json, text_of

Plans = tuple[SheetPlan, ...]
_FIXED = (2000, 1, 1, 0, 0, 0)
# The cost sheet as a part of the workbook: cover, facts and offers come before it.
_COSTS = "xl/worksheets/sheet4.xml"


def _asked() -> Questionnaire:
    return questionnaire_of(read_document("questionnaire.json", text_of(QUESTIONNAIRE).encode()))


def _with_form_ids() -> Json:
    """Return the sound answer with the line ids that the cost sheet gives."""
    answer = copy.deepcopy(ANSWER)
    for row in answer["offers"][0]["cost_lines"]:
        row["line_id"] = f"{row['scenario_id']}.{row['businesses'][0]}.{row['item']}"
    return answer


def _put(table: str, row_id: str, key: str, value: CellData) -> Callable[[Plans], Plans]:
    """Change one cell of the plan, found by its ids."""

    def in_plan(plan: SheetPlan) -> SheetPlan:
        if plan.mark.table != table:
            return plan
        index = next(n for n, column in enumerate(plan.columns) if column.key == key)
        rows = [
            replace(row, cells=(*row.cells[:index], value, *row.cells[index + 1 :]))
            if row.row_id == row_id
            else row
            for row in plan.rows
        ]
        return replace(plan, rows=tuple(rows))

    return lambda plans: tuple(map(in_plan, plans))


def _rename_version(plans: Plans) -> Plans:
    return tuple(replace(plan, mark=replace(plan.mark, version="9.0.0")) for plan in plans)


_AMOUNT = "amount@S1"
_ROW = "B01/I03"
PLANNED: Mapping[tuple[str, str], Callable[[Plans], Plans]] = {
    ("cell_reinterpreted", "full_width"): _put(GRID, _ROW, _AMOUNT, "１２，０００"),
    ("cell_reinterpreted", "other_unit"): _put(GRID, _ROW, _AMOUNT, "1,200万円"),
    ("unit_contradicts", "yen_in_row_of_thousands"): _put(GRID, _ROW, _AMOUNT, "12,000,000円"),
    ("unit_contradicts", "dollars_in_yen_row"): _put(GRID, _ROW, _AMOUNT, "$12,000"),
    ("sign_beside_unit", "yen_sign_in_row_of_thousands"): _put(GRID, _ROW, _AMOUNT, "¥12,000,000"),
    ("amount_minus", "discount_as_price"): _put(GRID, _ROW, _AMOUNT, -500),
    ("date_of_no_year", "heisei_40"): _put(GRID, _ROW, "accepted_on", "平成40年4月1日"),
    ("percent_at_most_one", "tax_of_0.1"): _put(GRID, _ROW, "tax_rate_percent", 0.1),
    ("figure_in_note", "number_for_note"): _put(GRID, _ROW, "note", 500),
    ("cell_reinterpreted", "era_date"): _put(
        "form", "offers.go_live_on", "value@0", "令和10年4月1日"
    ),
    ("text_in_amount", "dash_in_cell"): _put(GRID, _ROW, _AMOUNT, "－"),
    ("zero_without_state", "zero_in_cell"): _put(GRID, _ROW, _AMOUNT, 0),
    ("tax_missing", "no_tax_in_row"): _put("form", "defaults.tax", "value@0", None),
    ("cell_not_number", "words_for_months"): _put(
        "form", "offers.contract_months", "value@0", "五年間"
    ),
    ("cell_not_date", "words_for_date"): _put("form", "offers.go_live_on", "value@0", "未定"),
    ("schema_enum", "unknown_unit"): _put(GRID, _ROW, "unit", "ユーロ"),
    ("schema_required", "no_vendor_name"): _put("form", "vendor.name", "value@0", None),
    ("row_without_amount", "only_a_note"): lambda plans: _put(GRID, "B18/I03", "note", "別紙参照")(
        _put(GRID, "B18/I03", _AMOUNT, None)(plans)
    ),
    ("free_answer_kind", "words_in_cell"): _put(FREE, "Q01/number", ANSWER_COLUMN, "約10団体"),
    ("must_unanswered", "blank_cell"): _put(FREE, "Q03/text", ANSWER_COLUMN, None),
    ("form_version", "from_the_future"): _rename_version,
}


def _repacked(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return a zip with some parts replaced or added, with fixed dates."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            content = changes.get(name) or old.read(name)
            new.writestr(zipfile.ZipInfo(name, _FIXED), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name)


def _with_cell(data: bytes, part: str, old: str, new: str) -> bytes:
    content = _part(data, part).decode()
    if old not in content:
        message = f"{old!r} is not in {part}"
        raise ValueError(message)
    return _repacked(data, {part: content.replace(old, new, 1).encode()})


def _with_merge(data: bytes, area: str) -> bytes:
    """Return the workbook with a merged area; xlsxwriter's own merges stand before it."""
    content = _part(data, _COSTS).decode()
    head, mark, tail = content.partition("</mergeCells>")
    return _repacked(data, {_COSTS: f'{head}<mergeCell ref="{area}"/>{mark}{tail}'.encode()})


def _ole(stream: str) -> bytes:
    """Return the start of an OLE file with one stream: what Excel makes of a password or .xls."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", stream)
    )
    return bytes(header) + entries.ljust(1024, b"\0")


def _with_twin(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as book:
        warnings.simplefilter("ignore")
        book.writestr(zipfile.ZipInfo(_COSTS, _FIXED), b"<other/>")
    return stream.getvalue()


def _bytes_faults(sound: bytes) -> dict[tuple[str, str], bytes]:
    """Return faults of the container and of single cells."""
    many = {f"xl/extra/part{number}.xml": b"<x/>" for number in range(600)}
    bomb = b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>"
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    no_marks = _repacked(
        sound,
        {"xl/sharedStrings.xml": _part(sound, "xl/sharedStrings.xml").replace(b"rfi:", b"xyz:")},
    )
    return {
        ("workbook_encrypted", "password"): _ole("EncryptedPackage"),
        ("workbook_is_xls", "old_format"): _ole("Workbook"),
        ("workbook_is_text", "csv_named_xlsx"): "業務,費目,金額\n住民基本台帳,I03,1200\n".encode(),
        ("workbook_is_html", "html_named_xlsx"): b"<html><table><tr><td>1</td></tr></table></html>",
        ("workbook_is_pdf", "pdf_named_xlsx"): b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        ("workbook_broken_zip", "cut_off"): sound[: len(sound) // 2],
        ("workbook_too_many_parts", "six_hundred"): _repacked(sound, many),
        ("workbook_packed_too_tightly", "bomb"): _repacked(sound, {_COSTS: bomb}),
        ("workbook_declares_entities", "doctype"): _repacked(sound, {_COSTS: entity}),
        ("workbook_twin_parts", "two_sheets_of_one_name"): _with_twin(sound),
        ("workbook_no_marks", "marks_taken_away"): no_marks,
    }


def _error_cell(data: bytes, error: str) -> bytes:
    """Return the workbook with an Excel error where the amount of 12000 stood."""
    content = _part(data, _COSTS).decode()
    index = content.index("<v>12000</v>")
    start = content.rindex("<c ", 0, index)
    tag = content[start:index]
    broken = tag.replace(">", ' t="e">', 1)
    changed = content[:start] + broken + f"<v>{error}</v>" + content[index + len("<v>12000</v>") :]
    return _repacked(data, {_COSTS: changed.encode()})


def invalid_books() -> dict[str, bytes]:
    """Return file name → bytes; the name is ``<issue code>__<what>.xlsx``."""
    asked = _asked()
    plans = book_plans(asked, _with_form_ids())
    sound = write_plans(asked, plans)
    samples: dict[tuple[str, str], bytes] = {
        key: write_plans(asked, change(plans)) for key, change in PLANNED.items()
    }
    samples |= _bytes_faults(sound)
    for what, error in (("ref", "#REF!"), ("div0", "#DIV/0!"), ("not_available", "#N/A")):
        samples["cell_error", what] = _error_cell(sound, error)
    samples["cell_formula_without_value", "never_calculated"] = _with_cell(
        sound, _COSTS, "<v>12000</v>", "<f>6000+6000</f>"
    )
    samples["cell_formula_zero", "cached_zero"] = _with_cell(
        sound, _COSTS, "<v>12000</v>", "<f>6000+6000</f><v>0</v>"
    )
    return {f"{code}__{what}.xlsx": data for (code, what), data in samples.items()}
