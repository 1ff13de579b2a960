"""The tables as a zip of CSV files with a description that programs read (Data Package).

One line is one cell, whatever the table: what a row and a column are called, the figure, its sign
and its note. Offers, titles and conditions stand in tables of their own.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.export.condition_rows import condition_rows
from rfi.export.csv.cells import number_words, row_words
from rfi.export.csv.characters import Replaced
from rfi.export.csv.inert import GUARD, STARTERS
from rfi.export.csv.resource import Column, Encoding, Resource
from rfi.export.tables import tables_of
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import data_digest
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Kind, Table

# A fixed date instead of the clock's.
_CREATED = (2000, 1, 1, 0, 0, 0)
_MONEY: frozenset[Kind] = frozenset(("money", "yen"))
_OFFERS, _TABLES, _CONDITIONS, _CHARACTERS = "offers", "tables", "conditions", "characters"
_LETTER = "letter"
_CELL = (
    Column("row", "integer"),
    Column("code"),
    Column("heading"),
    Column("column", "integer"),
    Column("label"),
    Column(_LETTER),
    Column("value", "number"),
    Column("high", "number"),
    Column("unit"),
    Column("sign"),
    Column("note"),
)


def _unit(kind: Kind, lang: Lang) -> str:
    """Return the unit of a figure; a count says in its heading what it counts."""
    if kind in _MONEY:
        return text("export.package.unit.yen", lang)
    return text("export.package.unit.share", lang) if kind == "percent" else ""


def _cell_lines(table: Table, lang: Lang) -> Iterator[list[str]]:
    for number, row in enumerate(table.rows, start=1):
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=False), 1):
            has_value = cell.value is not None
            yield [
                str(number),
                row.key,
                row_words(row, lang),
                str(place),
                column.label,
                column.letter,
                "" if cell.value is None else number_words(row, cell, cell.value),
                "" if cell.high is None else number_words(row, cell, cell.high),
                _unit(cell.kind or row.kind, lang) if has_value else "",
                cell.sign,
                " ".join(part for part in (cell.text, cell.beside) if part),
            ]


def _of_table(number: int, table: Table, lang: Lang, *, has_offers: bool) -> Resource:
    return Resource(
        name=f"{number:02d}_{table.key}".lower(),
        title=table.title,
        columns=_CELL,
        lines=list(_cell_lines(table, lang)),
        key=("row", "column"),
        refers={_LETTER: (_OFFERS, _LETTER)} if has_offers else {},
        caption=table.caption,
    )


def _offers(evaluation: Evaluation, lang: Lang) -> Resource:
    return Resource(
        name=_OFFERS,
        title=text("export.package.offers", lang),
        columns=(Column(_LETTER), Column("vendor"), Column("words")),
        lines=[[look_of(one).letter, one.vendor, one.title] for one in evaluation.costs.offers],
        key=(_LETTER,),
        refers={},
    )


def _titles(tables: list[tuple[Resource, Table]], lang: Lang) -> Resource:
    return Resource(
        name=_TABLES,
        title=text("export.package.tables", lang),
        columns=(Column("resource"), Column("words"), Column("caption"), Column("notes")),
        lines=[
            [resource.name, table.title, table.caption, "\n".join(table.notes)]
            for resource, table in tables
        ],
        key=("resource",),
        refers={},
    )


def _conditions(evaluation: Evaluation, reading: Reading, audit: str) -> Resource:
    section, lines = "", list[list[str]]()
    for row in condition_rows(evaluation, reading, audit):
        if row.is_heading:
            section = row.name
            continue
        lines.append([str(len(lines) + 1), section, *row.cells])
    columns = (Column("number", "integer"), *map(Column, ("section", "name", "text", "unit")))
    return Resource(
        name=_CONDITIONS,
        title=text("export.conditions.title", reading.lang),
        columns=(*columns, Column("source"), Column("note")),
        lines=lines,
        key=("number",),
        refers={},
    )


def _characters(found: list[tuple[str, Replaced]], lang: Lang) -> Resource:
    columns = (
        Column("number", "integer"),
        Column("file"),
        Column("line", "integer"),
        Column("in_column"),
        Column("code_point"),
        Column("character"),
        Column("by"),
        Column("count", "integer"),
    )
    lines = [
        [str(number), path, str(one.line), one.column, one.code, one.name, one.by, str(one.count)]
        for number, (path, one) in enumerate(found, start=1)
    ]
    title = text("export.package.characters", lang)
    return Resource(_CHARACTERS, title, columns, lines, ("number",), {})


def _package(evaluation: Evaluation, lang: Lang, resources: list[dict[str, Any]]) -> dict[str, Any]:
    conditions, asked = evaluation.conditions, evaluation.questionnaire
    sources = [
        {"title": one.name, "kind": one.kind, "hash": f"sha256:{one.sha256}"}
        for one in conditions.inputs
        if not one.is_withheld
    ]
    digest = data_digest(conditions)
    return {
        "profile": "tabular-data-package",
        "name": f"rfi-evaluation-{digest[:8]}",
        "id": f"sha256:{digest}",
        "title": text("export.package.title", lang, questionnaire=asked.title),
        "description": text("export.package.description", lang),
        "sources": sources,
        "guard": {"prefix": GUARD, "before": [*STARTERS, GUARD]},
        "resources": resources,
    }


def write_csv_bundle(
    evaluation: Evaluation, reading: Reading, audit: str = "", encoding: Encoding = "utf-8"
) -> bytes:
    """Return a zip: a CSV file a table with ``datapackage.json``; the same names in any language.

    The same comparison gives the same bytes. Texts are guarded (``rfi/export/csv/inert.py``).

    Args:
        evaluation: What the figures are of.
        reading: Language, unit of the captions and tax basis; figures are whole yen.
        audit: As in ``condition_rows``.
        encoding: ``utf-8`` with its mark, or ``cp932``: what does not fit is told in a table of
            its own, by file, line, column and code point.
    """
    lang, replaced = reading.lang, list[tuple[str, Replaced]]()
    has_offers = evaluation.conditions.mode != "aggregate"
    tables = [
        (_of_table(number, table, lang, has_offers=has_offers), table)
        for number, table in enumerate(tables_of(evaluation, reading), start=1)
    ]
    found = [_conditions(evaluation, reading, audit), _titles(tables, lang)]
    found += [_offers(evaluation, lang)] if has_offers else []
    found += [resource for resource, _ in tables]
    files: dict[str, bytes] = {}
    described: list[dict[str, Any]] = []

    def add(resource: Resource) -> None:
        own: list[Replaced] = []
        data = resource.to_bytes(lang, encoding, own)
        replaced.extend((resource.path, one) for one in own)
        files[resource.path] = data
        described.append(resource.described(data, lang, encoding))

    for resource in found:
        add(resource)
    if encoding == "cp932":
        add(_characters(list(replaced), lang))
    package = _package(evaluation, lang, described)
    words = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return zipped({"datapackage.json": words.encode(), **files})


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of files in their order, the same bytes on any day and system."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _CREATED)
            member.compress_type = zipfile.ZIP_DEFLATED
            # The creating system would else be the one that runs the program.
            member.create_system = 0
            archive.writestr(member, data)
    return handle.getvalue()
