"""The first sheet: one page, exact ranges, no rank, and nothing that is not in the summary."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.export.book.overview.columns import boxed_columns, widths_of
from rfi.export.book.overview.finding import exact_totals, finding, missing
from rfi.export.book.overview.rows import difference_cell, overview_table
from rfi.export.book.workbook import write_workbook
from rfi.scenario.letters import letter_at
from rfi.text.width import text_width
from rfi.text.wording import LANGS, Lang, text
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import GROUP, sample_for
from tests.export.books import book_of
from tests.printed import evaluated as sample
from tests.remarks import beside, remarked
from tests.views.rounds import evaluated, holey, round_of

JA = Reading("ja")


def sheet_of(data: bytes, name: str = "概要") -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)[name]


def charts_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        return [package.read(name).decode() for name in names]


def rows_of(table: Any) -> dict[str, list[str]]:
    return {row.key: [table.shown(row, cell) for cell in row.cells] for row in table.rows}


def test_the_first_sheet_is_one_a3_page_on_its_side_that_opens_first() -> None:
    data = book_of("group")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    assert sheet.title == "概要"
    assert book.active is sheet
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, None), (1, 1)}
    assert sheet.print_area


def test_it_names_round_paper_handling_date_and_conditions() -> None:
    words = " ".join(
        str(cell.value)
        for line in sheet_of(book_of("group")).iter_rows()
        for cell in line
        if cell.value
    )
    for word in (
        "架空の見本",
        "資料＿＿",
        "取扱注意（事務局限り）",
        "作成日",
        "倉敷市、高松市、松山市",
        "為替 150円",
    ):
        assert word in words


def asks_one(offer: OfferFigures) -> bool:
    return offer.certainty.kind == "to_confirm" and offer.certainty.to_confirm == 1


def test_the_finding_is_range_and_difference_of_exact_totals_and_names_no_order() -> None:
    found = sample_for("372013", GROUP).costs
    assert finding(found, Reading("ja")).startswith("総額に欠けのない4提案の幅は29.6")
    assert len(exact_totals(found, Reading("ja"))) == 4
    said = missing(found, "ja")
    assert "Eは未確定が" in said
    assert "Fは2市以上の価格がなく推計できない" in said
    for word in ("最安", "最も安い", "1位", "有利", "cheapest"):
        assert word not in said + finding(found, Reading("ja"))


def test_offers_of_which_the_same_is_missing_are_said_together() -> None:
    found = sample_for("372013", GROUP).costs
    letters = [letter_at(place) for place, one in enumerate(found.offers) if asks_one(one)]
    assert len(letters) > 1
    assert f"{'・'.join(letters)}は要確認1件が済むまで" in missing(found, "ja")
    assert f"{', '.join(letters)}: 1 to confirm" in missing(found, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_without_an_exact_total_no_range_is_claimed(lang: Lang) -> None:
    found = evaluated(holey(), horizon_months=400).costs
    assert not exact_totals(found, Reading(lang))
    assert not re.search(r"\d", finding(found, Reading(lang)))


@pytest.mark.parametrize(
    ("mine", "base", "shown"),
    [
        (Bound.exact(100), Bound.exact(80), (20, "")),
        (Bound.at_least(110), Bound.exact(100), (10, "≧")),
        (Bound.at_least(80), Bound.exact(100), "不定"),
        (Bound.at_least(80), Bound.at_least(70), (10, "参考 ")),
        (Bound.unbounded(80), Bound.exact(70), "不定"),
        (None, Bound.exact(70), "－"),
    ],
)
def test_a_difference_is_this_minus_base_and_a_word_where_nobody_can_say(
    mine: Bound | None, base: Bound, shown: Any
) -> None:
    cell = difference_cell(mine, base, "ja")
    assert (cell.text if isinstance(shown, str) else (cell.value, cell.sign)) == shown


def test_the_base_is_todays_cost_where_known_and_else_the_first_letter() -> None:
    known = overview_table(sample("--city", "992011"), Reading("ja"))
    assert "today.difference" in rows_of(known)
    assert "difference" not in rows_of(known)
    other = rows_of(overview_table(evaluated(round_of("responses")), Reading("ja")))
    assert other["difference"][0] == "基準"
    assert other["difference"][1].startswith("△")


def test_every_bar_is_drawn_from_the_figures_of_its_own_column() -> None:
    data = book_of("group")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(one).decode() for one in archive.namelist() if "/charts/chart" in one]
    (chart,) = (part for part in parts if "概要!" in part)
    spans = re.findall(r"<c:val><c:numRef><c:f>概要!\$(\w)\$(\d+):\$(\w)\$(\d+)</c:f>", chart)
    assert {(first, last) for first, _, last, _ in spans} == {("C", "H")}
    sheet = sheet_of(data)
    named = {sheet.cell(line, 2).value: line for line in range(1, 40)}
    for (_, row, _, _), name in zip(spans, ("初期費用", "運用費用", "終了時費用"), strict=False):
        for column in range(3, 9):
            value = sheet.cell(named[name], column).value
            drawn = sheet.cell(int(row), column).value
            assert drawn * 1e8 == pytest.approx(
                value if isinstance(value, int | float) else 0, abs=1
            )


def test_a_figure_that_has_a_remark_prints_its_mark_and_stays_a_number() -> None:
    answers = holey()
    found = remarked(answers, beside(answers, 0))
    sheet = sheet_of(write_workbook(found, Reading("ja")))
    (line,) = (line for line in sheet.iter_rows() if line[1].value == "総額（60か月）")
    first, second = line[2], line[3]
    assert isinstance(first.value, int | float)
    assert ' 付1"' in first.number_format
    assert "付" not in second.number_format


@pytest.mark.parametrize("count", range(1, 17))
def test_the_page_is_filled_and_its_title_has_room_however_many_offers(count: int) -> None:
    widths = widths_of(count)
    assert len(widths) == count + 1
    assert sum(widths) == pytest.approx(max(205, 34 + 14 * count))
    left = sum(widths[: len(widths) - boxed_columns(widths)])
    # The title of the sample in its eighteen points, beside the Normal font of ten.
    title = evaluated(round_of("responses")).questionnaire.title
    words = text("export.book.overview.of", "ja", title=title)
    assert text_width(words) * 18 / 10 <= left


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_title_of_few_offers_stands_over_the_columns_that_it_needs(count: int) -> None:
    answers = [answer([line("I03", 1_000)], response_id=f"v{at}") for at in range(count)]
    sheet = sheet_of(write_workbook(evaluated(collect(questionnaire(("I03",)), *answers)), JA))
    title, box = sheet["B1"], sheet.cell(1, 2 + count)
    spans = {str(one) for one in sheet.merged_cells.ranges if one.min_row == one.max_row == 1}
    assert title.value
    assert box.value
    assert spans == ({f"B1:{sheet.cell(1, 1 + count).coordinate}"} if count > 1 else set())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("count", [1, 2, 4, 12])
def test_the_words_of_the_legend_stand_below_each_other_and_never_touch(
    count: int, lang: Lang
) -> None:
    asked = questionnaire(("I03",))
    answers = [
        answer([line("I03", 1_000_000)], response_id=f"v{number:02}") for number in range(count)
    ]
    data = write_workbook(evaluated(collect(asked, *answers)), Reading(lang))
    (chart,) = (one for one in charts_of(data) if "<c:stacked" in one or "stacked" in one)
    (legend,) = re.findall("<c:legend>.*?</c:legend>", chart)
    # A legend of no given size is as wide as its widest word, in every program.
    assert 'legendPos val="l"' in legend
    assert "manualLayout" not in legend
