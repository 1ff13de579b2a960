import io
import re
import zipfile

import openpyxl
import pytest

from rfi.export.book.workbook import write_workbook
from rfi.text.wording import LANGS, Lang
from rfi.views.look.offers import look_at
from rfi.views.look.reading import Reading
from tests.answers import collect, questionnaire
from tests.export.books import book_of
from tests.views.rounds import evaluated, lettered, round_of


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def charts_of(parts: dict[str, str]) -> list[str]:
    return [part for name, part in sorted(parts.items()) if name.startswith("xl/charts/chart")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_native_chart_is_drawn_from_the_cells_of_one_sheet(lang: Lang) -> None:
    charts = charts_of(parts_of(book_of("responses", lang)))
    sheets = []
    for chart in charts:
        references = re.findall(r"<c:f>([^<]*)</c:f>", chart)
        assert references
        found = {re.sub(r"!.*", "", reference).strip("'") for reference in references}
        assert len(found) == 1
        sheets.append(found.pop())
    wanted = {"ja": ["概要", "年度別", "統計"], "en": ["Overview", "By fiscal year", "Statistics"]}
    assert sorted(sheets) == sorted(wanted[lang])


def test_the_chart_of_years_shows_the_yen_of_the_table_above_it() -> None:
    evaluation = evaluated(round_of("responses"))
    book = openpyxl.load_workbook(io.BytesIO(book_of("responses")), data_only=True)
    (chart,) = (part for part in charts_of(parts_of(book_of("responses"))) if "年度別!" in part)
    first = re.findall(r"<c:val><c:numRef><c:f>年度別!([^<]*)</c:f>", chart)[0]
    cells = [line[0].value for line in book["年度別"][first.replace("$", "")]]
    years = evaluation.costs.offers[0].by_fiscal_year
    amounts = [cell for cell in cells if isinstance(cell, int | float)]
    assert amounts == [pytest.approx(years[year], abs=1) for year in sorted(years)]
    assert "#,##0,," in chart


def test_text_of_a_vendor_reaches_a_chart_as_words_only() -> None:
    parts = parts_of(book_of("holey"))
    assert charts_of(parts)
    assert not [part for part in charts_of(parts) if re.search(r"<c:f>[^<]*HYPERLINK", part)]
    assert not [part for part in parts.values() if 'TargetMode="External"' in part]


def test_the_chart_of_years_colours_an_offer_by_the_letter_that_it_keeps() -> None:
    (chart,) = (
        part
        for part in charts_of(parts_of(write_workbook(evaluated(lettered()), Reading("ja"))))
        if "年度別!" in part
    )
    colours = re.findall(r'Clr val="([0-9A-F]{6})"', chart)
    kept = [look_at(place).colour[1:].upper() for place in (0, 2, 3)]
    assert [colour for colour in dict.fromkeys(colours) if colour in kept] == kept
    assert look_at(1).colour[1:].upper() not in colours


def test_rows_without_a_spread_give_no_chart_of_spreads() -> None:
    assert not [part for part in charts_of(parts_of(book_of("holey"))) if "統計!" in part]


def test_without_offers_there_is_no_chart() -> None:
    empty = collect(questionnaire(("I03",)))
    data = write_workbook(evaluated(empty), Reading("ja"))
    assert not charts_of(parts_of(data))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[0] == "概要"


def test_every_chart_says_what_it_shows_to_who_hears_the_workbook_read() -> None:
    drawings = [
        part
        for name, part in parts_of(book_of("responses")).items()
        if name.startswith("xl/drawings/drawing")
    ]
    told = [re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', part) for part in drawings]
    assert [len(one) for one in told] == [part.count("<xdr:cNvPr ") for part in drawings]
    assert "総額の内訳（億円）" in {words for one in told for words in one}


@pytest.mark.parametrize("lang", LANGS)
def test_headings_that_every_page_repeats_are_those_of_all_that_is_below_them(lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of("responses", lang)))
    repeated = 0
    for sheet in book.worksheets:
        if not sheet.print_title_rows:
            continue
        repeated += 1
        top = int(sheet.print_title_rows.split("$")[-1])
        look = sheet.cell(top, 2).fill.fgColor.rgb
        heads = [
            [cell.value for cell in line[2:]]
            for line in sheet.iter_rows(min_row=top)
            if line[1].fill.fgColor.rgb == look and line[2].fill.fgColor.rgb == look
        ]
        assert all(head == heads[0] for head in heads), sheet.title
    assert repeated
