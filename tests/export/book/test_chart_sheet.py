import io
import re
import zipfile

import openpyxl
import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.export.book.chart_data import chart_tables
from rfi.export.book.workbook import write_workbook
from rfi.text.wording import LANGS, Lang
from rfi.views.look.offers import look_at
from rfi.views.look.reading import Reading
from rfi.views.summary.summary import view_summary
from tests.answers import collect, questionnaire
from tests.compare.sample_round import GROUP, sample_for
from tests.views.rounds import PLANTED, evaluated, holey, lettered, round_of


def parts_of(answers: AnswerSet, lang: Lang = "ja") -> dict[str, str]:
    data = write_workbook(evaluated(answers), Reading(lang))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_holds_native_charts_drawn_from_its_own_cells(lang: Lang) -> None:
    parts = parts_of(round_of("responses"), lang)
    charts = [part for name, part in sorted(parts.items()) if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    name = "図" if lang == "ja" else "Charts"
    for chart in charts:
        references = re.findall(r"<c:f>([^<]*)</c:f>", chart)
        assert references
        assert all(
            re.fullmatch(rf"'?{name}'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", reference)
            for reference in references
        )
    unit = "億円" if lang == "ja" else "¥100M"
    assert all(unit in chart for chart in charts)


def test_the_cells_hold_the_unit_of_the_axis_to_the_yen() -> None:
    evaluation = evaluated(round_of("responses"))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(evaluation, Reading("ja"))))
    sheet = book["図"]
    for line, offer in enumerate(evaluation.costs.offers, start=5):
        value = sheet.cell(line, 2).value
        assert isinstance(value, float)
        phases = evaluation.questionnaire.phases
        once = [item for item, phase in phases.items() if phase == "one_time"]
        half = offer.half_ranges.of_items(once)
        assert value * 1e8 == pytest.approx((offer.totals.initial_jpy or 0) - half, abs=1)


def test_a_lower_bound_keeps_its_mark_and_an_unknown_part_is_a_word_and_no_zero() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook(evaluated(round_of("responses")), Reading("ja")))
    )
    sheet = book["図"]
    row = next(row for row in sheet.iter_rows(min_row=5) if str(row[0].value).startswith("E "))
    assert "≧27.47" in str(row[0].value)
    assert row[1].number_format.startswith('"≧"')
    assert row[3].value == "不明"


def test_the_sheet_of_charts_names_what_has_no_total_as_the_summary_does() -> None:
    found = sample_for("372013", GROUP)
    phases = chart_tables(found, Reading("ja"))[0]
    total = view_summary(found, Reading("ja")).rows[0]
    silent = [index for index, cell in enumerate(total.cells) if cell.value is None]
    assert [total.cells[index].text for index in silent] == ["推計不可"]
    assert [phases.rows[index][0][-4:] for index in silent] == ["推計不可"]


def test_text_of_a_vendor_reaches_a_chart_as_words_only() -> None:
    parts = parts_of(holey())
    charts = {name: part for name, part in parts.items() if "/charts/" in name}
    assert charts
    assert not [part for part in charts.values() if re.search(r"<c:f>[^<]*HYPERLINK", part)]
    assert not [part for part in parts.values() if 'TargetMode="External"' in part]
    names = [
        name for table in chart_tables(evaluated(holey()), Reading("ja")) for name, _ in table.rows
    ]
    assert [name for name in names if PLANTED in name]


def test_the_charts_name_and_colour_an_offer_by_the_letter_that_it_keeps() -> None:
    phases, years = chart_tables(evaluated(lettered()), Reading("ja"))[:2]
    assert [name[:2] for name, _ in phases.rows] == ["A ", "C ", "D "]
    assert [heading[:2] for heading in years.headings[1:]] == ["A ", "C ", "D "]
    parts = parts_of(lettered())
    for number in (1, 2):
        colours = re.findall(r'Clr val="([0-9A-F]{6})"', parts[f"xl/charts/chart{number}.xml"])
        kept = [look_at(place).colour[1:].upper() for place in (0, 2, 3)]
        assert [colour for colour in dict.fromkeys(colours) if colour in kept] == kept
        assert look_at(1).colour[1:].upper() not in colours


def test_rows_without_a_spread_give_no_chart_of_spreads() -> None:
    keys = [table.key for table in chart_tables(evaluated(holey()), Reading("ja"))]
    assert keys == ["phases", "years"]


def test_without_offers_there_is_no_sheet_of_charts() -> None:
    empty = collect(questionnaire(("I03",)))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(evaluated(empty), Reading("ja"))))
    assert "図" not in book.sheetnames
    assert book.sheetnames[0] == "条件"
