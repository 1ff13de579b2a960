import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.workbook import Workbook

from rfi.compare.cost.cash import cash_view
from rfi.compare.cost.rows.statistics import cost_statistics
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import evaluate
from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.live_cell import LiveCells
from rfi.export.book.sheet_layout import paper_of
from rfi.export.book.sheet_names import sheet_title, unique_names
from rfi.export.book.table_layout import layout_of, row_heading
from rfi.export.book.table_sheet import write_table_sheet
from rfi.export.book.workbook import write_workbook
from rfi.export.book.writing import Writing
from rfi.export.imprint import NO_IMPRINT, Imprint
from rfi.export.office.quick_sheet import QuickSheet
from rfi.export.tables import tables_of
from rfi.scenario.address import Level, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.numbers import round_half_up
from rfi.text.wording import LANGS, Lang, has_text, text
from rfi.views.look.reading import MoneyUnit, Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import ends_of_year
from rfi.views.look.values import place_words
from tests.compare.sample_round import sample_for
from tests.export.books import Named, book_of
from tests.office import saved_by_office
from tests.pdf_words import page_words
from tests.views.rounds import PLANTED, evaluated, holey, round_of

SHEETS = [
    *("概要", "目次", "費用", "業務別", "年度別", "現行費用", "自由設問", "未回答"),
    *("検算", "前提条件"),
    *("総括", "統計", "橋渡し", "頑健性", "参考(公表値)", "指摘事項"),
    *("暦", "明細", "換算", "欄", "集計"),
]
# Sheets that the others reckon with: of these only the first rows are printed.
CALCULATION = {"検算", "暦", "値引", "明細", "規模", "換算", "欄", "集計"}
HEADING_ROW = 4
NOTES = {"注記", None}
CONDITIONS = "前提条件"
CASH = "資金計画（予算の見方：税込、支払う年度）"


def opened(data: bytes) -> openpyxl.Workbook:
    """Return a workbook with the results that stand beside its formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def below(sheet: Worksheet, title: str) -> int:
    """Return the row of the headings under the title of a table."""
    (row,) = (cell.row for line in sheet.iter_rows() for cell in line if cell.value == title)
    return HEADING_ROW if row == 1 else row + 2


def rows_of(sheet: Worksheet) -> dict[object, list[object]]:
    return {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}


def figures_of(sheet: Worksheet, title: str = "") -> dict[object, list[Any]]:
    """Return code → the cells of the offers, without the columns of notes, of one table."""
    top = below(sheet, title) if title else HEADING_ROW
    headings = [cell.value for cell in sheet[top]]
    indexes = [index for index, name in enumerate(headings) if index > 1 and name not in NOTES]
    found: dict[object, list[Any]] = {}
    for row in sheet.iter_rows(min_row=top + 1):
        if row[0].value == headings[0] or (
            row[1].value and not row[0].value and not row[1].border.left.style
        ):
            break
        found[row[0].value] = [row[index] for index in indexes]
    return found


def marks_of(sheet: Worksheet, cell: Any) -> list[str]:
    """Return the number formats that a cell takes where a count is above 0."""
    found = []
    for span in sheet.conditional_formatting:
        if cell.coordinate in span.cells:
            found += [str(rule.dxf.numFmt.formatCode) for rule in span.rules if rule.dxf]
    return found


def sheet_of(book: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_workbook_has_a_sheet_for_each_table_on_screen() -> None:
    assert opened(book_of("published")).sheetnames == SHEETS


def test_the_cells_are_the_figures_of_the_comparison_to_the_yen() -> None:
    evaluation = evaluated(round_of("responses"))
    comparison = evaluation.costs
    book = opened(book_of("responses"))
    totals = figures_of(sheet_of(book, "総括"))["total"]
    assert [cell.value for cell in totals] == [
        round_half_up(offer.bound.shown) for offer in comparison.offers
    ]
    items = figures_of(sheet_of(book, "費用"))
    for index, offer in enumerate(comparison.offers):
        for item, figure in offer.by_item.items():
            if figure.nominal_jpy is not None:
                half, value = offer.half_ranges.of_items({item}), items[item][index].value
                if half and not figure.is_lower_bound:
                    assert "〜" in str(value)
                    continue
                assert value == round_half_up(figure.nominal_jpy - half)
    cash = figures_of(sheet_of(book, "年度別"), CASH)
    for index, offer in enumerate(comparison.offers):
        # Of ranges without a point the low end stands in every year.
        lows = {
            year: ends_of_year(offer, year, amount)[0]
            for year, amount in offer.cash.by_fiscal_year.items()
        }
        assert cash["limit"][index].value == cash_view(lows).debt_burden_limit_jpy
        for year, low in lows.items():
            assert cash[str(year)][index].value == round_half_up(low)


def test_a_lower_bound_is_a_number_that_prints_its_mark_and_keeps_its_note() -> None:
    sheet = sheet_of(opened(book_of("holey")), "費用")
    whole, part = figures_of(sheet)["I03"]
    assert (whole.value, part.value) == (2_000_000, 2_000_000)
    assert whole.number_format.startswith("#,##0,")
    assert part.number_format.startswith("#,##0,")
    assert marks_of(sheet, whole) == marks_of(sheet, part) == ['"≧"#,##0,;"≧△"#,##0,']
    assert sheet.cell(part.row, part.column + 1).value == "別途見積1"
    # What the marks go by stands beside what is printed: no cell open, and one.
    counts = [cell.value for cell in sheet[whole.row]][-2:]
    assert counts == [0, 1]


@pytest.mark.parametrize(("unit", "shape"), [("one", "#,##0;"), ("million", "#,##0.0,,;")])
def test_the_unit_on_screen_is_a_number_format(unit: MoneyUnit, shape: str) -> None:
    data = write_workbook(evaluated(holey()), Reading("ja", unit))
    sheet = sheet_of(opened(data), "総括")
    cell = figures_of(sheet)["total"][0]
    assert cell.value == 3_200_000
    assert cell.number_format.startswith(shape)


def test_every_sheet_prints_on_a3_landscape_with_frozen_headings_and_page_numbers() -> None:
    book = opened(book_of("published"))
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 8
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        assert sheet.page_setup.fitToWidth in {None, 1}
        # 1 squeezes what is hardly longer than a page; 0 lets it run on.
        assert sheet.page_setup.fitToHeight in {None, 0, 1}
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == "&P／&N"
        assert sheet.oddHeader is not None
        assert "取扱注意" in str(sheet.oddHeader.right.text)
        if sheet.title in CALCULATION:
            assert str(sheet.freeze_panes).endswith(str(HEADING_ROW))
            assert sheet.print_title_rows == "$3:$3"
        elif sheet.title == CONDITIONS:
            # The headings of its list stand below what can be changed, which has its own.
            assert str(sheet.freeze_panes).endswith(str(HEADING_ROW))
        elif sheet.title != "概要":
            assert str(sheet.freeze_panes).endswith(str(HEADING_ROW + 1))
    for name in ("費用", "業務別", "年度別", "指摘事項"):
        assert sheet_of(book, name).print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"


@pytest.mark.parametrize("name", ["responses", "group"])
def test_the_page_is_printed_no_smaller_than_8_points(name: Named) -> None:
    book = opened(book_of(name))
    for sheet in book.worksheets:
        if sheet.title in CALCULATION:
            continue
        area = str(sheet.print_area).rpartition("!")[2] or sheet.dimensions
        last = int(range_boundaries(area)[2] or 0)
        shown = [one for one in sheet.column_dimensions.values() if not one.hidden]
        spans = [(one.width, min(int(one.max or 0), last) - int(one.min or 0) + 1) for one in shown]
        pixels = sum((7 * width + 5) * max(count, 0) for width, count in spans)
        printed = [cell for line in sheet[area] for cell in line if cell.value]
        least = min(cell.font.size for cell in printed)
        assert least * min(1, 1490 / pixels) >= 7.9, (sheet.title, pixels)


def test_the_statistics_are_those_of_the_comparison_to_the_yen() -> None:
    evaluation = evaluated(round_of("responses"))
    found = cost_statistics(evaluation.costs, evaluation.basis)
    book = opened(book_of("responses"))
    rows = rows_of(sheet_of(book, "統計"))
    for spreads in (found.items, found.businesses):
        for key, spread in spreads.items():
            figures = (spread.least, spread.median, spread.mean, spread.most, spread.difference)
            assert rows[key][1:6] == [round_half_up(figure or 0) for figure in figures]
            assert rows[key][7] == spread.n


def test_published_figures_stand_on_a_sheet_of_their_own_with_unit_and_source() -> None:
    sheet = sheet_of(opened(book_of("holey")), "参考(公表値)")
    row = rows_of(sheet)["national_per_resident"]
    assert row[1:3] == [3742, "円／人・年"]
    assert str(row[5]).startswith("総務省")
    assert not [cell for line in sheet.iter_rows() for cell in line if "セルの値は円" in str(cell)]


def test_a_whole_number_is_printed_without_a_point() -> None:
    sheet = sheet_of(opened(book_of("holey")), "参考(公表値)")
    formats = {row[0].value: row[2].number_format for row in sheet.iter_rows()}
    assert formats["national_per_resident"] == '#,##0;"△"#,##0'
    assert formats["kuji_donation_before"].startswith("#,##0.####")
    assert formats["okazaki_change"].startswith("0.0%")


@pytest.mark.parametrize("lang", LANGS)
def test_every_section_is_a_table_of_its_key_with_a_short_name_in_both_languages(
    lang: Lang,
) -> None:
    tables = tables_of(evaluated(round_of("responses")), Reading(lang))
    assert {table.key for table in tables} >= {"summary", "statistics_items", "benefit_ledgers"}
    assert {table.key for table in tables} >= {"fit_matrix", "service", "number_effect", "issues"}
    for table in tables:
        assert has_text(f"export.sheet.{table.key}")
        assert unique_names([sheet_title(table, lang)]) == (sheet_title(table, lang),)
    names = [sheet_title(table, lang) for table in tables]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_of_one_offer_is_named_by_its_letter(lang: Lang) -> None:
    found = sample_for("992011", levelling="median")
    names = {sheet_title(table, lang) for table in tables_of(found, Reading(lang))}
    wanted = {
        "ja": ("年度別の資金(C)", "補完した欄(E)", "効果(Fの明細)"),
        "en": ("Cash by year (C)", "Levelled cells (E)", "Benefit lines (F)"),
    }[lang]
    assert set(wanted) <= names


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["費用", "費用"], ("費用", "費用 (2)")),
        (["a" * 40, "a" * 40], ("a" * 31, "a" * 27 + " (2)")),
        (["Total", "TOTAL"], ("Total", "TOTAL (2)")),
        (["a/b?[c]:*\\d"], ("a b c d",)),
        (["'quoted'", "", "History"], ("quoted", "_", "History_")),
    ],
)
def test_names_of_sheets_are_short_unique_and_without_refused_signs(
    wanted: list[str], names: tuple[str, ...]
) -> None:
    found = unique_names(wanted)
    assert found == names
    assert all(len(name) <= 31 for name in found)


def written(table: Table) -> Worksheet:
    handle = io.BytesIO()
    book = Workbook(handle, {"in_memory": True, "strings_to_formulas": False})
    found, reading = evaluated(holey()), Reading("ja")
    paper, live = paper_of(found, reading, NO_IMPRINT), LiveCells({})
    writing = Writing(book, CellFormats(book), found, reading, paper, NO_IMPRINT, "条件", live)
    write_table_sheet(writing, book.add_worksheet("x", QuickSheet), [table])
    book.close()
    return sheet_of(openpyxl.load_workbook(io.BytesIO(handle.getvalue())), "x")


def test_a_matrix_of_431_requirements_and_six_offers_is_written_whole() -> None:
    columns = tuple(
        Column(f"o{index}", f"提案{index}", letter="ABCDEF"[index]) for index in range(6)
    )
    rows = tuple(
        Row(f"Q{number:03}", f"要件{number}の内容", (TableCell(text="標準対応"),) * 6, "text")
        for number in range(431)
    )
    sheet = written(Table("fit", "適合", "件数", "要件", columns, rows, notes=("注",)))
    assert sheet.max_row == HEADING_ROW + 431 + 1
    assert sheet.cell(HEADING_ROW + 431, 8).value == "標準対応"
    assert sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize(
    ("key", "note"), [("running.difference", "提案−現行"), ("total.ratio", ""), ("limit", "上限")]
)
def test_a_row_among_coded_rows_shows_no_key_that_is_ours(key: str, note: str) -> None:
    rows = (
        Row("R01", "ソフトウェア利用料", (TableCell(1.0),), note="R01"),
        Row(key, "現行との差", (TableCell(1.0),), note=note),
    )
    sheet = written(Table("fit", "適合", "", "費目", (Column("o", "提案"),), rows))
    codes = [sheet.cell(HEADING_ROW + line, 1).value or "" for line in (1, 2)]
    assert codes == ["R01", ""]


def requirements(count: int, offers: int) -> Table:
    """Return a matrix of requirements, each with long words and a long note of every offer."""
    columns = tuple(
        Column(f"o{index}", f"提案{index}", letter="ABCDEFGHIJKL"[index]) for index in range(offers)
    )
    cells = (TableCell(text="△ カスタマイズ", note="一覧を出力して表計算で仕分ける方法です。" * 3),)
    words = "住居表示の実施又は町名地番の変更に際し、対象区域の住民の住所を一括して更新できること。"
    rows = tuple(
        Row(f"Q{number:03}", words, cells * offers, "text", note="実装必須　住所")
        for number in range(count)
    )
    return Table("fit_matrix", "要件別", "件数", "要件", columns, rows)


@pytest.mark.parametrize("offers", [2, 6, 12])
def test_a_long_matrix_prints_names_and_answers_and_has_its_notes_beside_the_page(
    offers: int,
) -> None:
    table = requirements(431, offers)
    sheet = written(table)
    layout = layout_of((table,))
    printed = [sheet.cell(HEADING_ROW, 1 + at).value for at in range(2, layout.edge + 1)]
    assert printed == [one.label for one in table.columns]
    assert "注記は表の右" in str(sheet["B2"].value)
    row = HEADING_ROW + 1
    notes = [sheet.cell(row, 3 + offers + index).value for index in range(offers)]
    assert notes == ["一覧を出力して表計算で仕分ける方法です。" * 3] * offers
    assert sheet.auto_filter.ref
    assert sum(layout.widths) <= 245
    heights = [sheet.row_dimensions[HEADING_ROW + 1 + at].height or 15.0 for at in range(431)]
    # A3 on its side has 726 points; two lines a row are eighteen sheets.
    assert sum(heights) / 726 <= 18 if offers <= 6 else sum(heights) / 726 <= 36


def test_a_matrix_of_few_rows_has_its_notes_on_the_page() -> None:
    layout = layout_of((requirements(100, 6),))
    assert not layout.is_aside
    assert layout.places[0].note == layout.places[0].figure + 1


def test_words_that_wrap_are_given_the_height_they_need() -> None:
    long = "長い回答の文章です。" * 20
    columns = (Column("o", "提案", letter="A"),)
    sheet = written(
        Table("t", "表", "", "項目", columns, (Row("r", "行", (TableCell(text=long),)),))
    )
    height = sheet.row_dimensions[HEADING_ROW + 1].height
    assert height is not None
    assert height >= 15 * 400 / 26


@pytest.mark.parametrize("letter", ["", "A"])
def test_no_text_of_any_table_becomes_a_formula(letter: str) -> None:
    cell = TableCell(text=PLANTED, note=PLANTED)
    columns = (Column("c", PLANTED, note=PLANTED, letter=letter),)
    rows = (Row(PLANTED, PLANTED, (cell,), "text", note=PLANTED),)
    sheet = written(Table("t", PLANTED, PLANTED, PLANTED, columns, rows, notes=(PLANTED,)))
    types = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert "f" not in types
    assert sum(PLANTED in str(cell.value) for line in sheet.iter_rows() for cell in line) >= 7


def test_the_conditions_are_written_in() -> None:
    answers = round_of("published")
    evaluation = evaluated(answers, fx_usd_jpy=139)
    comparison = evaluation.costs
    sheet = sheet_of(opened(write_workbook(evaluation, Reading("ja"))), CONDITIONS)
    rows = rows_of(sheet)
    assert rows["為替レート"][:3] == ["139", "円/米ドル", "試験"]
    assert rows["消費税率"][2]
    for digest in comparison.conditions.inputs:
        assert rows[digest.name][0] == digest.sha256
    words = " ".join(str(value) for value in rows)
    assert "取扱注意" in words
    assert "端数処理のため" in words


def test_the_same_comparison_gives_the_same_bytes() -> None:
    answers = round_of("responses")
    first, second = (write_workbook(evaluated(answers), Reading("ja")) for _ in range(2))
    assert first == second


def test_no_text_of_a_vendor_becomes_a_formula_or_a_link() -> None:
    data = book_of("holey")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    formulas = [found for text in sheets for found in re.findall(r"<f>[^<]*</f>", text)]
    assert not [found for found in formulas if "HYPERLINK" in found or "example" in found]
    links = [found for text in sheets for found in re.findall(r"<hyperlink [^>]*>", text)]
    assert links
    assert all(
        re.fullmatch(r"""<hyperlink ref="B\d+" location="'[^'"]+'!A1".*/>""", one) for one in links
    )
    assert not [name for name in parts if "externalLink" in name]
    assert not [text for text in parts.values() if 'TargetMode="External"' in text]
    headings = [cell.value for cell in sheet_of(opened(data), "費用")[HEADING_ROW]]
    assert [name for name in headings if PLANTED in str(name)]


@pytest.mark.libreoffice
def test_libreoffice_opens_the_workbook_and_prints_every_sheet(
    soffice: str, tmp_path: Path
) -> None:
    books = {"round": book_of("responses")}
    page = saved_by_office(soffice, books, tmp_path, "pdf")["round"]
    assert len(page) > 10_000
    printed = "\n".join(page_words(page))
    assert "≧2,787,800" in printed
    assert "3,492,673" in printed


@pytest.mark.parametrize(("lang", "named"), [("ja", "効果の明細"), ("en", "Effect lines")])
def test_every_line_of_an_effect_stands_with_its_evidence_and_its_cell(
    lang: Lang, named: str
) -> None:
    evaluation = evaluated(round_of("responses"))
    sheet = sheet_of(opened(book_of("responses", lang)), named)
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    for offer in evaluation.benefits.offers:
        for line in offer.lines:
            where = line.origin or place_words(line.pointer, lang)
            assert any(line.benefit_id in word and where in word for word in words)
            assert any(line.evidence_body in word for word in words)


def test_the_contents_link_to_every_other_sheet() -> None:
    book = opened(book_of("responses"))
    links = [line[1].hyperlink for line in book["目次"].iter_rows(min_row=HEADING_ROW + 1)]
    targets = [str(link.location).strip("'").rpartition("'!")[0] for link in links if link]
    assert targets == [name for name in book.sheetnames if name != "目次"]


def test_a_column_of_codes_that_is_seen_holds_codes_that_people_know() -> None:
    seen = 0
    for sheet in opened(book_of("responses")).worksheets[2:]:
        is_hidden = sheet.column_dimensions["A"].hidden
        if is_hidden or sheet.sheet_properties.tabColor or sheet.freeze_panes != "C5":
            continue
        seen += 1
        found = {str(row[0].value or "") for row in sheet.iter_rows(min_row=HEADING_ROW + 1)}
        assert not [one for one in found if re.search("[a-z]_|[a-z]{4}", one)], sheet.title
    assert seen


@pytest.mark.parametrize("lang", LANGS)
def test_the_groups_of_the_contents_stand_over_all_columns(lang: Lang) -> None:
    sheet = opened(book_of("responses", lang)).worksheets[1]
    spans = {(one.min_row, one.min_col, one.max_col) for one in sheet.merged_cells.ranges}
    groups = [text(f"export.book.contents.{key}", lang) for key in ("meeting", "details")]
    lines = {str(row[0].value): row[0].row for row in sheet.iter_rows()}
    assert all((lines[words], 1, 4) in spans for words in groups)


def test_the_contents_say_what_each_sheet_is_for_and_name_tables_of_each_offer_once() -> None:
    sheet = sheet_of(opened(book_of("group")), "目次")
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=HEADING_ROW + 1)]
    groups = [line[0] for line in lines if not line[1]]
    assert groups == [
        "会議で使うシート",
        "詳しく見るためのシート",
        "計算のシート（前提条件を変えると計算し直される）",
    ]
    about = {line[1]: str(line[2]) for line in lines}
    assert about["支払額"] == "各市が年度ごとに支払う額（提案ごと）"
    assert about["橋渡し"] == "AからBへの橋渡し（費目別）ほか3表"
    assert not [words for words in about.values() if "架空電算" in words and "ほか" not in words]


@pytest.mark.parametrize(
    ("level", "handling"),
    [("secretariat", "事務局限り"), ("meeting", "会議限り"), ("public", "公表可")],
)
def test_number_day_and_for_whom_it_is_stand_on_every_sheet(level: Level, handling: str) -> None:
    found = evaluate(shown_answers(holey(), Shown(level=level)), NOTHING_CHOSEN)
    data = write_workbook(found, Reading("ja"), Imprint("資料3＆4", "2026年11月28日"))
    book = opened(data)
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert str(sheet.oddHeader.left.text).strip().startswith("資料3＆4")
        assert handling in str(sheet.oddHeader.right.text)
        assert "2026年11月28日" in str(sheet.oddFooter.left.text)
    box = [str(cell.value) for cell in sheet_of(book, "概要")[1] if cell.value]
    assert any(
        word.startswith("資料3＆4") and "2026年11月28日" in word and handling in word
        for word in box
    )


def test_name_and_note_of_a_row_share_a_line_where_the_column_holds_both() -> None:
    row = Row("x", "ソフトウェア保守", (), note="R02")
    assert row_heading(row, 34) == "ソフトウェア保守  R02"
    assert row_heading(row, 20) == "ソフトウェア保守\nR02"
    assert row_heading(Row("R02", "ソフトウェア保守", (), note="R02"), 34) == "ソフトウェア保守"


def test_a_long_note_takes_the_paper_that_is_left_and_never_more() -> None:
    columns = tuple(Column(letter, f"{letter}社", letter=letter) for letter in "AB")
    cells = (TableCell(text="対応", note="長い説明" * 20), TableCell(text="対応", note="短い"))
    table = Table("t", "題", "説明", "要件", columns, (Row("r", "要件", cells),))
    first, second = layout_of((table,)).places
    assert first.note_width == 44
    assert second.note_width < 10
    many = tuple(Column(str(index), "社", letter="A") for index in range(7))
    row = Row("r", "要件", (cells[0],) * 7)
    wide = layout_of((Table("t", "題", "説明", "要件", many, (row,)),))
    assert sum(wide.widths) <= 245
