"""Issues of bytes that are no file of ours: JSON, CSV, tables of a scope, workbooks."""

import json
from collections.abc import Callable, Iterable, Mapping
from unittest import mock

import pytest

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.child.process import ReadingChild, ReadingEndedError
from rfi.document.grid import csv_grid
from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.grid.headed_sheet import find_headings
from rfi.document.grid.scope_table import MAX_ROWS
from rfi.document.json.json_text import read_json
from rfi.document.read import read_document
from rfi.document.xlsx.workbook import read_grid
from rfi.scenario.questionnaire import questionnaire_of
from rfi.scenario.scope_choice import ScopeChoice, check_scope
from rfi.scenario.scope_rows import read_scope_rows
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue
from samples.make.invalid import ANSWER
from tests.answers import document, questionnaire
from tests.document.workbook_files import parts_of, workbook_of, zipped

Raiser = Callable[[], Iterable[Issue]]


def of_workbook(data: bytes) -> tuple[Issue, ...]:
    return read_grid(data)[1]


def too_many_cells() -> tuple[Issue, ...]:
    with mock.patch.object(csv_grid, "MAX_CELLS", 4):
        return of_csv(b"1,1,1,1,1\n")


def of_csv(data: bytes) -> tuple[Issue, ...]:
    return read_csv_grid(data)[1]


def headings_of(data: bytes) -> tuple[Issue, ...]:
    grid, _ = read_csv_grid(data)
    assert grid is not None
    return find_headings(grid.sheets[0], "city_columns")[1]


def of_scope_table(data: bytes) -> tuple[Issue, ...]:
    asked = questionnaire(("I03", "R01"), ("B01", "B02"))
    asked["cost_questions"][1]["businesses"] = ["B01"]
    return read_scope_rows(data, questionnaire_of(document("q.json", asked)))[1]


def of_scope(choice: ScopeChoice) -> tuple[Issue, ...]:
    asked = questionnaire(("I03", "R01"), ("B01", "B02"))
    asked["cost_questions"][1]["businesses"] = ["B01"]
    return tuple(check_scope(choice, questionnaire_of(document("q.json", asked))))


def unreadable_json() -> tuple[Issue, ...]:
    with mock.patch("jiter.from_json", side_effect=ValueError):
        return read_json(b"{}")[1]


def of_answer(**offer: object) -> tuple[Issue, ...]:
    value = json.loads(json.dumps(ANSWER))
    value["offers"][0] |= offer
    return tuple(check_schema(value, "rfi_response"))


def of_version(version: str) -> tuple[Issue, ...]:
    data = json.dumps({**ANSWER, "schema_version": version}).encode()
    return read_document("a.json", data).issues


def ended(code: str) -> tuple[Issue, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ReadingChild, "call", mock.Mock(side_effect=ReadingEndedError(code)))
        return read_document("a.json", b"{}").issues


def without_sheets() -> bytes:
    return zipped({**parts_of(), "xl/workbook.xml": "<x/>"})


def with_parts(name: str) -> bytes:
    return zipped({**parts_of(), name: "<x/>"})


def merged_over_everything() -> bytes:
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 2
    return workbook_of("", after=f"<mergeCells>{merged}</mergeCells>")


STRAY = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999"><c r="XFD9999"><v>9</v></c></row>'
RAISED: Mapping[str, Raiser] = {
    "json_number_rounded": lambda: read_json(b"[0.30000000000000004]")[1],
    "json_unreadable": unreadable_json,
    "schema_max_items": lambda: of_answer(businesses=[f"X{index}" for index in range(41)]),
    "too_many_issues": lambda: of_answer(cost_lines=[{"x": 1}] * 3000),
    "csv_broken": lambda: of_csv(b'a,b\n"open,1\n2,3\n'),
    "csv_cp932": lambda: of_csv("業務,1\n".encode("cp932")),
    "csv_encoding": lambda: of_csv("業務,1\n".encode("utf-16")),
    "csv_text_too_long": lambda: of_csv(b"x," + b"y" * 4001),
    "csv_too_many_cells": too_many_cells,
    "csv_too_wide": lambda: of_csv(b",".join([b"x"] * 201)),
    "file_too_large": lambda: of_csv(b"x" * (MAX_FILE_BYTES + 1)),
    "heading_twice": lambda: headings_of("団体コード,金額,決算額\n".encode()),
    "workbook_characters_removed": lambda: of_csv("a,2\u202e5\n".encode()),
    "workbook_more_changed_texts": lambda: of_csv("a,2\u202e5\n".encode() * 23),
    "workbook_broken_sheet": lambda: of_workbook(
        workbook_of('<row r="1"><c r="1A"><v>1</v></c></row>')
    ),
    "workbook_stray_cells": lambda: of_workbook(workbook_of(STRAY)),
    "workbook_too_large_merge": lambda: of_workbook(merged_over_everything()),
    "workbook_without_sheets": lambda: of_workbook(without_sheets()),
    "workbook_has_macros": lambda: of_workbook(with_parts("xl/vbaProject.bin")),
    "workbook_has_external_links": lambda: of_workbook(with_parts("xl/externalLinks/1.xml")),
    "workbook_has_embedded_files": lambda: of_workbook(with_parts("xl/embeddings/1.xml")),
    "document_kind": lambda: read_document("a.json", b'{"scope_id": 1}', "questionnaire").issues,
    "version_newer": lambda: of_version("1.9.0"),
    "version_newer_major": lambda: of_version("2.0.0"),
    "file_unreadable": lambda: ended("file_unreadable"),
    "file_holds_too_much": lambda: ended("file_holds_too_much"),
    "document_too_many_rows": lambda: of_answer(cost_lines=[{}] * 130_000),
    "scope_table_broken": lambda: of_scope_table(b'business,item\n"B01,R01\n'),
    "scope_table_columns": lambda: of_scope_table("業務\nB01\n".encode()),
    "scope_table_encoding": lambda: of_scope_table(b"\xff\xfe\x00\x81"),
    "scope_table_long": lambda: of_scope_table(b"business,item\n" + b"B01,R01\n" * MAX_ROWS),
    "scope_unknown_code": lambda: of_scope_table("業務,費目\nB77,\n".encode()),
    "scope_empty": lambda: of_scope(ScopeChoice(phases=("exit",))),
    "scope_cell_not_asked": lambda: of_scope(ScopeChoice(cells=(("B01", "I03"), ("B02", "R01")))),
}
