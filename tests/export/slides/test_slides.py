"""The slides: figures of the pages, words that stay words, fonts, sizes, notes, order."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from rfi.evaluation.evaluation import Evaluation
from rfi.export.drawing import Drawing, Series
from rfi.export.given import Baseline, Given
from rfi.export.imprint import Imprint
from rfi.export.office.plain import plain
from rfi.export.slides.charts import axis_ends
from rfi.export.slides.deck import write_slides
from rfi.export.slides.order import STANDARD, order_of, slides_of
from rfi.export.slides.part import MOST_OFFERS
from rfi.export.slides.slide import SUB_WIDTH, Grid, Line
from rfi.export.slides.tables import LEAST, Box, fitted, lines_of
from rfi.text.width import text_width
from rfi.text.wording import Lang
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import TAKAMATSU, sample_for
from tests.export.opened import parts_in
from tests.remarks import beside, remarked
from tests.views.rounds import PLANTED, evaluated, holey, lettered, round_of

READING = Reading("ja")
_FORMULA, _OUTSIDE = re.compile(rb"<f[ >]"), re.compile(rb'TargetMode="External"')


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def tables_of(deck: Any) -> list[Any]:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def words_of(deck: Any) -> str:
    frames = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    cells = [cell.text for table in tables_of(deck) for row in table.rows for cell in row.cells]
    return "\n".join((*frames, *cells))


def row_of(table: Any, heading: str) -> list[str]:
    rows = ([cell.text for cell in row.cells] for row in table.rows)
    return next(cells[1:] for cells in rows if cells[0] == heading)


@pytest.fixture(scope="module")
def sample() -> Evaluation:
    return evaluated(round_of("responses"))


@pytest.fixture(scope="module")
def deck(sample: Evaluation) -> Any:
    return opened(write_slides(Given(sample, READING, Imprint("資料1", "2026年11月28日"))))


def test_the_sample_makes_six_to_ten_slides_in_sixteen_to_nine(deck: Any) -> None:
    assert 6 <= len(deck.slides) <= 10
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001


def test_the_totals_are_those_of_the_page_with_mark_and_unit() -> None:
    table = tables_of(opened(write_slides(Given(evaluated(holey()), READING))))[1]
    assert table.cell(0, 0).text == "千円"
    # 2 × 1,000,000 once and 2 × 10,000 × 60; the second lacks I03 of B02.
    assert row_of(table, "総額（60か月）") == ["3,200", "≧3,200"]
    assert row_of(table, "基準の提案との差")[0] == "基準"


def test_a_total_and_its_mark_stand_in_the_label_of_its_bar() -> None:
    deck = opened(write_slides(Given(evaluated(holey()), READING)))
    chart = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["A\n3.2", "B\n≧3.2"]
    values = {one.name: list(one.values) for one in chart.plots[0].series}
    assert values["初期費用"] == [2.0, 2.0]
    assert values["運用費用"] == [1.2, 1.2]


def test_the_first_slide_has_six_points_each_with_a_figure(deck: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in tables_of(deck)[0].rows][1:]
    assert [cells[0] for cells in rows] == [
        "1 総額", "2 費目", "3 共同利用", "4 為替", "5 効果", "6 未回答",
    ]  # fmt: skip
    assert all(re.search(r"\d", cells[1]) for cells in rows)
    assert all(cells[2] for cells in rows)


def test_no_word_of_the_slides_says_which_offer_is_best(deck: Any) -> None:
    words = words_of(deck)
    found = [one for one in ("推奨", "最適", "優れ", "勝", "ランキング", "1位") if one in words]
    assert found == []


def remark_faults(deck: Any) -> list[str]:
    """Return the slides whose remark lies over what is above or below it."""
    faults = []
    for slide in deck.slides:
        shapes = {one.name: one for one in slide.shapes}
        remark = shapes.get("注")
        if remark is None:
            continue
        inches = remark.width / 914400
        lines = lines_of(remark.text_frame.text, inches, 12)
        end = remark.top / 914400 + lines * 0.235
        above = [
            one.top + one.height
            for one in slide.shapes
            if (one.has_table or one.has_chart) and one.left < remark.left + remark.width
            if one.left + one.width > remark.left
        ]
        if end > 6.95 or max(above, default=0) + Inches(0.1) > remark.top:
            faults.append(slide.shapes.title.text)
    return faults


def test_no_remark_lies_over_its_table_or_the_conditions(deck: Any) -> None:
    assert any("注" in {one.name for one in slide.shapes} for slide in deck.slides)
    assert remark_faults(deck) == []


@pytest.mark.parametrize("count", [1, 7, 12])
def test_remarks_of_few_and_of_many_offers_lie_over_nothing(count: int) -> None:
    def lines(at: int) -> list[Any]:
        open_ones = [line("I03", businesses=["B02"], state="separate"), line("R01", state="free")]
        return [line("I03", 1_000_000 + at), *(open_ones if at % 3 else [])]

    answers = [answer(lines(at), response_id=f"r{at:02}") for at in range(count)]
    evaluation = evaluated(collect(questionnaire(businesses=("B01", "B02")), *answers))
    assert remark_faults(opened(write_slides(Given(evaluation, READING)))) == []


def test_every_slide_has_conditions_handling_number_and_notes(deck: Any) -> None:
    count = len(deck.slides)
    for number, slide in enumerate(deck.slides, start=1):
        words = "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        assert "150円/$" in words
        assert "取扱注意" in words
        assert f"{number}／{count}" in words
        assert "資料1" in words
        assert "2026年11月28日" in words
        assert slide.shapes.title.text
        assert "比較期間 60か月" in slide.notes_slide.notes_text_frame.text


def test_every_run_has_its_font_in_both_scripts_and_is_no_smaller_than_told(deck: Any) -> None:
    for slide in deck.slides:
        for found in slide._element.iter(qn("a:rPr")):
            assert found.find(qn("a:latin")).get("typeface") == "BIZ UDPGothic"
            assert found.find(qn("a:ea")).get("typeface") == "BIZ UDPGothic"
        title = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert title.font.size == Pt(30)
        sub = next(one for one in slide.shapes if one.name == "読み方")
        assert sub.text_frame.paragraphs[0].runs[0].font.size == Pt(17)
    runs = [
        run
        for table in tables_of(deck)
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(run.font.size for run in runs) >= Pt(11)


def test_every_shape_stands_on_its_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_parts_of_a_bar_differ_in_grey(deck: Any) -> None:
    chart = next(shape.chart for shape in deck.slides[1].shapes if shape.has_chart)
    fills = [one.format.fill.type for one in chart.plots[0].series]
    assert len(set(fills[:2])) == 2


def test_words_of_a_vendor_become_neither_formula_nor_link() -> None:
    data = write_slides(Given(evaluated(holey()), READING))
    assert "=HYPERLINK(" in words_of(opened(data))
    parts = list(parts_in(data))
    sheets = [part for name, part in parts if "/xl/worksheets/" in name]
    assert sheets
    assert [part for part in sheets if _FORMULA.search(part)] == []
    assert [name for name, part in parts if _OUTSIDE.search(part)] == []


@settings(max_examples=12)
@drawn(st.text(min_size=1, max_size=60))
def test_any_name_comes_back_as_the_words_it_is(name: str) -> None:
    value = answer([line("I03", 1_000_000)], response_id="one")
    found = evaluated(collect(questionnaire(("I03",)), value))
    offer = replace(found.costs.offers[0], vendor=name, title=name)
    found.__dict__["costs"] = replace(found.costs, offers=(offer,))
    table = tables_of(opened(write_slides(Given(found, READING))))[1]
    shown = table.cell(0, 1).text.split("\n")
    assert shown[0] == "A"
    assert plain(name).replace("\n", "").startswith("".join(shown[1:]).removesuffix("…"))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_round_without_offers_still_says_under_which_conditions(lang: Lang) -> None:
    deck = opened(write_slides(Given(evaluated(collect(questionnaire())), Reading(lang))))
    assert len(deck.slides) == 2


def test_more_offers_than_a_slide_holds_go_on_the_next_and_none_is_lost() -> None:
    count = 2 * MOST_OFFERS + 3
    answers = [
        answer([line("I03", 1_000_000 + number)], response_id=f"v{number:02}")
        for number in range(count)
    ]
    found = evaluated(collect(questionnaire(("I03",)), *answers))
    totals = [one for one in slides_of(Given(found, READING)) if one.key == "totals"]
    assert [one.title[-5:] for one in totals] == ["（1／3）", "（2／3）", "（3／3）"]
    heads = [head for one in totals if one.grid for head in one.grid.heads]
    assert len(heads) == len(set(heads)) == count


def test_rows_that_do_not_fit_even_in_the_least_letters_are_counted() -> None:
    lines = tuple(Line(f"費目{number}", ("1,234", "≧5,678")) for number in range(60))
    fit = fitted(Grid("千円", ("A\n架空", "B\n例示"), lines), Box(0.5, 1.5, 12.3, 3.0))
    assert fit.size == LEAST
    assert 0 < len(fit.lines) < 60
    assert fit.left_out == 60 - len(fit.lines)
    assert fit.head + sum(fit.heights) <= 3.01


def test_a_table_with_room_has_larger_letters_and_breaks_no_figure() -> None:
    wide = Grid("千円", ("A", "B"), (Line("総額", ("3,218,401", "≧2,438,116")),))
    narrow = Grid("千円", tuple("ABCDEFGH"), (Line("総額", ("≧2,438,116",) * 8),))
    assert fitted(wide, Box(0.5, 1.5, 12.3, 3.0)).size > LEAST
    assert fitted(narrow, Box(0.5, 1.5, 7.0, 3.0)).size == LEAST


def test_an_offer_keeps_its_letter_after_another_was_withdrawn() -> None:
    slides = slides_of(Given(evaluated(lettered()), READING))
    totals = next(one for one in slides if one.key == "totals")
    assert totals.grid
    assert [head[0] for head in totals.grid.heads] == ["A", "C", "D"]


def test_the_running_order_of_the_meeting_is_followed() -> None:
    given = Given(evaluated(holey()), READING)
    assert order_of(given) == STANDARD
    prepared = replace(given, views=("differences", "totals", "bands"))
    assert order_of(prepared) == ("items", "totals", "effects", "fit", "holes")


def test_what_was_moved_since_the_baseline_is_shown_beside_it() -> None:
    answers = holey()
    base = Baseline(evaluated(answers), ("horizon_months",))
    given = Given(evaluated(answers, horizon_months=48), READING, views=("totals",), base=base)
    assert order_of(given)[0] == "moved"
    moved = slides_of(given)[1]
    assert moved.grid
    # 12 months × 2 × 10,000 fewer; of two lower bounds the difference is for reference.
    assert moved.grid.lines[0].cells == ("3.0", "≧3.0")
    assert moved.grid.lines[1].cells == ("3.2", "≧3.2")
    assert moved.grid.lines[2].cells == ("△0.2", "△0.2（参考）")
    assert moved.remark == "比較期間：60 → 48"


def test_nothing_of_a_vendor_is_in_the_properties() -> None:
    deck = opened(write_slides(Given(evaluated(holey()), READING)))
    assert deck.core_properties.author == ""
    assert PLANTED not in deck.core_properties.title


def test_sections_of_the_analyses_in_the_running_order_have_a_slide_with_their_answer() -> None:
    views = ("vendors", "ask", "customization", "joining", "scoring", "plan", "change")
    whole = sample_for(TAKAMATSU)
    given = Given(whole, READING, views=views)
    slides = {slide.key: slide for slide in slides_of(given)}
    # Scoring is off, no group is chosen, and no last round is known to a file.
    assert set(slides) & set(views) == {"vendors", "ask", "customization", "plan"}
    assert slides["vendors"].sub.startswith("業務ごとに提案を選んで組むと")
    grid = slides["vendors"].grid
    assert grid
    assert grid.lines[0].is_total
    assert len(grid.heads) == 3
    # A sentence that the line below the title has no room for stands whole below the table.
    said = [slides[name].sub + slides[name].remark for name in ("ask", "customization", "plan")]
    assert "変わらない見込み" in said[0]
    assert "417,496人" in said[1]
    assert "計画2−計画1" in said[2]
    assert all(text_width(slide.sub) <= SUB_WIDTH for slide in slides.values())


def test_a_figure_that_has_a_remark_bears_its_mark_in_a_table() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 0))
    table = tables_of(opened(write_slides(Given(found, READING))))[1]
    assert row_of(table, "総額（60か月）") == ["3,200 付1", "≧3,200"]


def test_each_slide_of_many_offers_tells_what_its_own_lack() -> None:
    answers = [
        answer([line("I03", 1_000_000)], response_id=f"v{number:02}")
        for number in range(2 * MOST_OFFERS)
    ]
    found = evaluated(collect(questionnaire(("I03", "I04")), *answers))
    told = [one for one in slides_of(Given(found, READING)) if one.key == "holes"]
    assert len(told) == 2
    for slide in told:
        assert slide.grid is not None
        mine = {head.partition("\n")[0] for head in slide.grid.heads}
        assert set(re.findall(r"[A-Z]", slide.remark)) == mine


@pytest.mark.parametrize("width", [0.8, 1.0, 1.2, 1.6])
@pytest.mark.parametrize("head", ["At the low end", "At the high end", "Order turns at", "a b c"])
def test_a_heading_breaks_between_its_words(head: str, width: float) -> None:
    grid = Grid("", (head,), (Line("", ("1",)),), first=0.5)
    (shown,) = fitted(grid, Box(0, 0, 2 * width, 5)).heads
    first, _, _ = shown.partition("\n")
    assert first == head or head.startswith(f"{first} ")


@pytest.mark.parametrize(
    "values", [(-3.0, -1.0), (2.0, 0.5), (-1.0, 2.0), (-0.03, 2.58), (0.0, 0.0)]
)
@pytest.mark.parametrize("name", ["A", "B：パッケージ導入・パラメータ設定"])
def test_a_figure_has_room_beyond_the_longest_bar(values: tuple[float, ...], name: str) -> None:
    width, figure = 6.0, 8 * 11 * 0.6 / 72
    names = ("A", name)
    drawing = Drawing("", "bars", names, (Series("x", values),), is_difference=True)
    low, high = axis_ends(drawing, width)
    bars = width - min(max(map(text_width, names)) * 12 * 0.6 / 72, width / 2)
    inch = (high - low) / bars
    assert low < 0 < high
    assert min(values) >= 0 or min(values) - low >= figure * inch * 0.99
    assert max(values) <= 0 or high - max(values) >= figure * inch * 0.99


def test_an_amount_of_the_points_stands_apart_from_its_unit_in_english() -> None:
    slides = slides_of(Given(evaluated(holey()), Reading("en")))
    points = next(one for one in slides if one.key == "points")
    assert points.grid is not None
    words = " ".join(cell for line in points.grid.lines for cell in line.cells)
    assert "≧" in words
    assert not re.search(r"[0-9]¥", words)


def test_words_among_figures_are_set_in_smaller_letters_rather_than_cut() -> None:
    words = "lower bound (≧) (10 to confirm, scope not covered)"
    lines = (Line("Cells", ("0",) * 6), Line("What the total is", ("firm",) * 5 + (words,)))
    shown = fitted(Grid("", ("A",) * 6, lines, first=0.2), Box(0, 0, 12.3, 4))
    assert shown.lines[-1].cells[-1] == words
    assert fitted(Grid("", ("A",) * 6, lines[:1], first=0.2), Box(0, 0, 12.3, 4)).size > shown.size


@pytest.mark.parametrize("name", ["仮想クラウドサービス", "Imagined Services", "架空電算"])
@pytest.mark.parametrize(("height", "is_whole"), [(5.0, True), (1.85, False)])
def test_the_name_of_a_vendor_is_cut_only_where_a_row_would_be_left_out(
    name: str, height: float, *, is_whole: bool
) -> None:
    lines = tuple(Line(str(number), ("1",)) for number in range(4))
    grid = Grid("", (f"A\n{name}",), lines, first=0.5)
    fit = fitted(grid, Box(0, 0, 2.2, height))
    shown = fit.heads[0].removeprefix("A\n").replace("\n", "").replace(" ", "")
    assert not fit.left_out
    assert (shown == name.replace(" ", "")) is (is_whole or name == "架空電算")


def test_every_chart_and_table_says_what_it_is_to_who_hears_the_slides_read(deck: Any) -> None:
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    frames += [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert frames
    assert all(one._element.nvGraphicFramePr.cNvPr.get("descr") for one in frames)
