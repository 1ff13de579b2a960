"""Remarks beside figures: a number at each, the words below, and no figure moves."""

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.export.csv.csv_table import write_csv
from rfi.export.given import Given
from rfi.export.page.page import write_page
from rfi.export.slides.costs import items_slide, totals_slide
from rfi.export.slides.part import Part
from rfi.export.tables import tables_of
from rfi.normalize.cost.lines import PHASES
from rfi.schema.codelists import load_codelist
from rfi.text.wording import LANGS, Lang
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.look.band.picture import code_of_phase
from rfi.views.look.contents import Contents
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.table_html import is_followed, table_html
from rfi.views.summary.contents import CONTENTS as SUMMARY
from rfi.views.trace.remarks import view_remarks
from tests.answers import answer, collect, line, questionnaire
from tests.remarks import WORDS, beside, remarked
from tests.views.rounds import holey, lettered

READING = Reading("ja", "one")


def table_of(evaluation: Evaluation, contents: Contents, key: str) -> Table:
    found = [table for table in contents.filed(evaluation, READING) if table.key == key]
    return found[0]


def marks(table: Table) -> dict[str, list[str]]:
    """Return row → the marks of its cells, of the rows that have any."""
    return {
        row.key: [cell.mark for cell in row.cells]
        for row in table.rows
        if any(cell.mark for cell in row.cells)
    }


ASKED = questionnaire(("I03", "R01", "E01"))
LINES = [
    line("I03", 1_000_000, accepted_on="2027-03-25", frequency="once"),
    line("R01", 5000, frequency="monthly"),
    line("E01", 400_000, accepted_on="2032-03-25", frequency="once"),
]


def some() -> Evaluation:
    """Return the round of two offers with remarks of each kind of figure."""
    answers = holey()
    return remarked(
        answers,
        beside(answers, 1, item="I03"),
        beside(answers, 0, number=2),
        beside(answers, 1, business="B02", number=4),
        beside(answers, 0, number=7, words="二つ目"),
        beside(answers, 1, "B02", "I03", number=9),
    )


def test_a_number_stands_beside_the_figure_that_it_is_about() -> None:
    found = some()
    assert marks(table_of(found, COSTS, "items")) == {"I03": ["", "付1"], "total": ["付2、付7", ""]}
    assert marks(table_of(found, COSTS, "businesses")) == {
        "B02": ["", "付4"],
        "total": ["付2、付7", ""],
    }
    assert marks(table_of(found, SUMMARY, "summary")) == {"total": ["付2、付7", ""]}


@pytest.mark.parametrize("phase", PHASES)
def test_a_remark_beside_the_sum_of_a_phase_has_its_mark_wherever_the_sum_stands(
    phase: str,
) -> None:
    answers = collect(ASKED, answer(LINES), answer(LINES, response_id="r2"))
    found = remarked(answers, beside(answers, 1, item=code_of_phase(phase)))
    title = load_codelist("phases").title(phase, "ja")
    items = table_of(found, COSTS, "items")
    assert marks(items) == {f"{phase}.sum": ["", "付1"]}
    assert f"B案・{title}の費目 計：" in items.notes[-1]
    assert list(marks(table_of(found, SUMMARY, "summary")).values()) == [["", "付1"]]
    for contents in (COSTS, SUMMARY):
        (part,) = [part for part in contents.parts if part.picture]
        picture = part.pictured(found, READING, part.opening(found))
        assert picture is not None
        assert "付1" in picture.html, picture.key
    written = write_csv(found, READING).decode("utf-8-sig")
    assert any("の費目 計" in line and "付1" in line for line in written.splitlines())


def test_the_words_stand_below_with_figure_conditions_writer_and_time() -> None:
    lines = table_of(some(), COSTS, "items").notes[-3:]
    assert [line[:2] for line in lines] == ["付1", "付2", "付7"]
    assert WORDS in lines[0]
    assert "B案・パッケージ導入・パラメータ設定：" in lines[0]
    assert "佐藤　2026-10-01 18:00" in lines[0]
    assert "条件：人口35万人・単独" in lines[0]
    assert "A案・総額：" in lines[1]


def test_no_figure_and_no_note_of_a_figure_moves() -> None:
    plain, found = remarked(holey()), some()
    for before, after in zip(
        tables_of(plain, READING),
        [table for table in tables_of(found, READING) if table.key != "remarks"],
        strict=True,
    ):
        assert before.key == after.key
        for old, new in zip(before.rows, after.rows, strict=True):
            assert [(c.value, c.text, c.sign, c.note, c.high) for c in old.cells] == [
                (c.value, c.text, c.sign, c.note, c.high) for c in new.cells
            ]
    assert plain.costs.offers == found.costs.offers


def test_rows_that_say_the_same_but_for_a_remark_are_the_same_row() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 0, item="R01"))
    plain = table_of(remarked(answers), COSTS, "items").with_differences_only()
    part = next(part for part in COSTS.parts if part.name == "view_items")
    table = part.table(found, READING, {choice.key: True for choice in part.choices})
    assert table is not None
    assert [row.key for row in table.rows] == [row.key for row in plain.rows]


def test_another_version_of_the_answer_is_said_beside_the_words() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 1, item="I03", sha256="old"))
    line = table_of(found, COSTS, "items").notes[-1]
    assert "回答の版が変わりました（v1のとき）" in line
    assert WORDS in line


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_shown_as_they_are_everywhere(lang: Lang) -> None:
    words = '=1+1 <img src=x onerror="a()"> 🙂 ' + "長" * 400
    answers = holey()
    found = remarked(answers, beside(answers, 1, item="I03", words=words), lang=lang)
    reading = Reading(lang)
    html = "".join(table_html(table, reading) for table in tables_of(found, reading))
    assert "<img" not in html
    assert "&lt;img" in html
    written = write_csv(found, reading).decode("utf-8-sig")
    assert not [line for line in written.splitlines() if line.startswith(("=1", '"=1'))]
    assert "🙂" in written


def test_every_file_for_people_holds_the_mark_and_the_words() -> None:
    found = some()
    page = write_page(Given(found, READING)).decode()
    for written in (write_csv(found, READING).decode("utf-8-sig"), page):
        assert "付1" in written
        assert WORDS in written
    assert '<sup class="rfi-remark">付1</sup>' in page


def test_the_notes_of_the_slides_hold_the_words_where_the_figure_stands() -> None:
    answers = lettered()
    found = remarked(answers, beside(answers, 0), beside(answers, 2, item="I03", number=2))
    part = Part(Given(found, READING), (0, 1, 2))
    totals, items = totals_slide(part), items_slide(part)
    assert items is not None
    lines = [[note[:2] for note in one.notes if WORDS in note] for one in (totals, items)]
    assert lines == [["付1"], ["付2"]]


def test_the_list_holds_each_with_what_became_of_its_answer() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 0), beside(answers, 1, "B02", number=3, sha256="old"))
    table = view_remarks(found, READING)
    assert table is not None
    shown = [[table.shown(row, cell) for cell in row.cells] for row in table.rows]
    assert [row.heading for row in table.rows] == ["付1", "付3"]
    assert [cells[1] for cells in shown] == ["総額", found.questionnaire.businesses["B02"]]
    assert [cells[5] for cells in shown] == [
        "書いたときのまま",
        "回答の版が変わりました（v1のとき）",
    ]


def test_without_remarks_there_is_no_list_and_no_sheet() -> None:
    plain = remarked(holey())
    assert view_remarks(plain, READING) is None
    assert "remarks" not in {table.key for table in tables_of(plain, READING)}


def test_a_hole_leads_to_its_place_too_and_a_dash_nowhere() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 1, item="I03"))
    html = table_html(table_of(found, COSTS, "businesses"), READING)
    assert 'data-figure="B.B02."' in html
    assert not is_followed(TableCell(text="—"))
    assert is_followed(TableCell(text="別途見積"))
    assert is_followed(TableCell(0.0))


def test_an_offer_without_any_price_has_its_mark_in_the_bands() -> None:
    bare = answer([line("I03", state="separate")], response_id="bare")
    answers = collect(questionnaire(("I03",)), answer([line("I03", 1_000_000)]), bare)
    found = remarked(answers, beside(answers, 1))
    (part,) = [part for part in SUMMARY.parts if part.picture]
    picture = part.pictured(found, READING, part.opening(found))
    assert picture is not None
    assert picture.html.count('<sup class="rfi-remark">付1</sup>') == 1
