"""The authoring workbook has a place for everything that a questionnaire may say."""

from rfi.document.authoring.layout import (
    ASKED_IN,
    ITEMS,
    PROCEDURES,
    VERSION,
    cover_rows,
    mark_of_table,
    read_mark,
    tables,
)
from rfi.schema.fields import load_fields
from rfi.text.wording import LANGS

# What the workbook says by where a cell stands, and the version, which is ours.
BY_PLACE = {
    ("schema_version",),
    ("cost_questions", "*", "item"),
    ("cost_questions", "*", "businesses", "*"),
    ("cost_questions", "*", "scenarios", "*"),
    ("scenarios", "*", "volumes", "*", "procedure_id"),
}


def test_every_field_of_the_schema_has_its_place() -> None:
    columns = [column for table in tables().values() for column in table.columns]
    fields = [one.field for one in (*columns, *cover_rows().values())]
    placed = {field.path for field in (*fields, tables()[PROCEDURES].cell_field) if field}
    assert {leaf.path for leaf in load_fields("questionnaire")} == placed | BY_PLACE
    assert ASKED_IN in {column.key for column in tables()[ITEMS].columns}


def test_no_heading_of_a_sheet_is_that_of_another_of_its_columns() -> None:
    for table in tables().values():
        shown = [heading for column in table.columns for heading in column.headings]
        assert len(shown) == len(set(shown)), table.name


def test_no_two_rows_of_the_cover_are_called_alike() -> None:
    for lang in LANGS:
        titles = [row.title(lang) for row in cover_rows().values()]
        assert len(titles) == len(set(titles))


def test_a_sheet_is_known_by_its_mark() -> None:
    for table in tables():
        assert read_mark(mark_of_table(table)) == (VERSION, table)
    assert read_mark("rfiq:1:requirements") is None
