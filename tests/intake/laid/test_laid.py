"""A foreign file with its layout is one document of a round: read the same again, or refused."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import Document
from rfi.intake.laid.heads import CityHead
from rfi.intake.laid.laid import Laid, is_laid, laid_of, write_laid
from rfi.intake.laid.read import read_cities_received, read_received
from rfi.intake.laid.vendor import KeptAnswer, new_head, same_vendor, usual_go_live, vendor_in
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.asked import asked_of_today
from rfi.intake.layout.layout import Layout, Target
from rfi.intake.layout.read import parse_grid
from rfi.intake.mapping.acts import confirm_rest, of_years, set_target
from rfi.intake.mapping.draft import applied, begin_draft, open_rows
from tests.intake.layout.foreign import ASKED, CP932, book, rows, six_totals

HEAD = AnswerHead("own-1", 2, "own-1", "架空見積株式会社", "自前の見積", "2028-04-01", 60)
CITY = CityHead("372013", "高松市", 2025, "令和7年度予算書", adds_contracts=False)
Fill = Callable[[Worksheet], None]


def workbook(fill: Fill) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "見積"
    fill(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def laid(data: bytes) -> Laid:
    grid, _ = parse_grid(data)
    assert grid is not None
    layout = confirm_rest(begin_draft(grid, "見積", "layout-1", ASKED)).layout
    return Laid("見積.xlsx", data, layout, HEAD)


@pytest.mark.parametrize("data", [workbook(six_totals), CP932], ids=["workbook", "cp932"])
def test_it_is_written_and_read_back_and_holds_the_bytes_as_they_came(data: bytes) -> None:
    one = laid(data)
    written = write_laid(one)
    assert is_laid(written)
    assert not is_laid(data)
    assert laid_of(written) == one
    assert write_laid(one) == written


def test_it_is_read_as_an_ordinary_answer_whose_figures_lead_to_the_vendors_cells() -> None:
    one = laid(workbook(six_totals))
    document = read_received("見積.xlsx", write_laid(one))
    assert isinstance(document, Document)
    assert document.kind == "rfi_response"
    assert document.value is not None
    line = document.value["offers"][0]["cost_lines"][0]
    assert (line["amount"], line["unit"]) == (12_000, "thousand")
    assert document.origin_of("/offers/0/cost_lines/0/amount") == "見積!B4"
    grid, _ = parse_grid(one.data)
    assert grid is not None
    draft = confirm_rest(begin_draft(grid, "見積", "layout-1", ASKED))
    assert document.value == applied(draft, HEAD).value


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return out.getvalue()


@pytest.mark.parametrize("name", ["answer_layout.json", "manifest.json"])
def test_a_changed_member_refuses_the_whole_document(name: str) -> None:
    broken = with_member(write_laid(laid(workbook(six_totals))), name, b"{}")
    document = read_received("見積.xlsx", broken)
    assert document.is_held
    assert [issue.code for issue in document.issues] == ["laid_file_damaged"]


def test_half_a_document_is_refused() -> None:
    written = write_laid(laid(workbook(six_totals)))
    assert read_received("見積.xlsx", written[: len(written) // 2]).is_held


def test_an_answer_is_no_file_of_cities_and_costs_of_a_city_are_no_answer() -> None:
    answer = write_laid(laid(workbook(six_totals)))
    assert [issue.code for issue in read_cities_received("x", answer).issues] == [
        "laid_file_damaged"
    ]
    city = write_laid(city_laid(contracts))
    assert [issue.code for issue in read_received("x", city).issues] == ["laid_file_damaged"]


def contracts(sheet: Worksheet) -> None:
    rows(
        sheet,
        1,
        ["令和7年度　情報システム経費（単位：千円、税込）"],
        ["業務", "費目", "契約額"],
        ["住民基本台帳", "システム利用料", 1_200],
        ["住民基本台帳", "システム利用料", 300],
        ["住民基本台帳", "研修", 80],
        ["合計", None, 1_580],
    )


def years(sheet: Worksheet) -> None:
    rows(
        sheet,
        1,
        ["（単位：円、税抜）"],
        ["費目", "令和6年度", "令和7年度"],
        ["システム利用料", 500_000, 520_000],
        ["合計", 500_000, 520_000],
    )


def city_laid(fill: Fill, head: CityHead = CITY) -> Laid:
    data = workbook(fill)
    grid, _ = parse_grid(data)
    assert grid is not None
    draft = confirm_rest(of_years(begin_draft(grid, "予算", "layout-1", asked_of_today("ja"))))
    for one in open_rows(draft):
        draft = set_target(draft, one.labels, Target("left_out"))
    return Laid("予算.xlsx", data, draft.layout, head)


def test_a_table_of_contracts_becomes_costs_of_the_city_at_their_cells() -> None:
    found = read_cities_received("予算.xlsx", write_laid(city_laid(contracts)))
    (part,) = found.parts
    assert (part.code, part.name) == ("372013", "高松市")
    assert [
        (one.fiscal_year, one.amount, one.unit, one.tax, one.source) for one in part.current_costs
    ] == [
        (2025, 1_200, "thousand", "included", "令和7年度予算書 見積!C3"),
        (2025, 300, "thousand", "included", "令和7年度予算書 見積!C4"),
        (2025, 80, "thousand", "included", "令和7年度予算書 見積!C5"),
    ]
    assert "city_contracts_added" in {issue.code for issue in found.issues}


def test_contracts_of_one_item_and_year_are_one_sum_where_a_person_asked() -> None:
    head = CityHead("372013", "高松市", 2025, "予算書", adds_contracts=True)
    found = read_cities_received("予算.xlsx", write_laid(city_laid(contracts, head)))
    (part,) = found.parts
    first = part.current_costs[0]
    assert (first.amount, first.unit) == (1_500_000, "one")
    assert first.source == "予算書 見積!C3, 見積!C4"
    assert "city_contracts_added" not in {issue.code for issue in found.issues}


def test_two_contracts_that_say_the_same_are_doubted_unless_a_sum_was_asked_for() -> None:
    def twice(sheet: Worksheet) -> None:
        contracts(sheet)
        sheet.cell(4, 3, 1_200)
        sheet.cell(6, 3, 2_480)

    found = read_cities_received("予算.xlsx", write_laid(city_laid(twice)))
    assert "city_cost_twice" in {issue.code for issue in found.issues}
    assert found.parts[0].current_costs[0].amount is None
    head = CityHead("372013", "高松市", 2025, "予算書", adds_contracts=True)
    asked = read_cities_received("予算.xlsx", write_laid(city_laid(twice, head)))
    assert asked.parts[0].current_costs[0].amount == 2_400_000


def test_columns_of_years_become_costs_of_each_year() -> None:
    found = read_cities_received("予算.xlsx", write_laid(city_laid(years)))
    assert [(one.fiscal_year, one.amount) for one in found.parts[0].current_costs] == [
        (2024, 500_000),
        (2025, 520_000),
    ]


@pytest.mark.parametrize(
    ("heading", "yearly"),
    [("月額（円・税抜）", 1_200), ("年額（円・税抜）", 100), ("60か月総額（円・税抜）", 20)],
)
def test_an_amount_is_that_of_one_year(heading: str, yearly: float) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(sheet, 1, ["費目", heading], ["システム利用料", 100])

    found = read_cities_received("予算.xlsx", write_laid(city_laid(fill)))
    assert [one.amount for one in found.parts[0].current_costs] == [yearly]


def test_a_file_whose_company_stands_above_its_table_names_its_vendor() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(sheet, 1, ["架空システム株式会社"], ["費目", "金額"], ["研修", 1])

    assert vendor_in(book(fill)) == "架空システム株式会社"
    assert vendor_in(book(six_totals)) == ""


def kept(name: str, response_id: str, version: int = 1, layout_id: str = "layout-1") -> KeptAnswer:
    return KeptAnswer(name, layout_id, AnswerHead(response_id, version, "v", "v", "v", "d", 60))


def test_of_two_vendors_with_one_layout_the_name_of_the_file_decides_or_nobody_does() -> None:
    both = [kept("甲社見積.xlsx", "own-1"), kept("乙社見積.xlsx", "own-2")]
    found = same_vendor("乙社見積_第2版.xlsx", "layout-1", both)
    assert found is not None
    assert found.head.response_id == "own-2"
    assert same_vendor("quotation.csv", "layout-1", both[:1]) == both[0]
    alike = [kept("見積.xlsx", "own-1"), kept("見積.xlsx", "own-2")]
    assert same_vendor("見積.xlsx", "layout-1", alike) is None
    assert same_vendor("見積.xlsx", "layout-9", both) is None


def test_the_newest_version_of_an_answer_is_followed() -> None:
    found = same_vendor("見積.xlsx", "layout-1", [kept("a", "own-1", 3), kept("b", "own-1", 2)])
    assert found is not None
    assert found.head.version == 3


def test_a_new_answer_takes_the_first_free_number_and_the_usual_day() -> None:
    assert new_head("甲", ["own-1", "vendor-a"], "2028-04-01").response_id == "own-2"
    offers = [
        {"offers": [{"go_live_on": day}]} for day in ("2029-04-01", "2028-10-01", "2029-04-01")
    ]
    assert usual_go_live(offers, "2026-10-01") == "2029-04-01"
    assert usual_go_live([], "2026-10-01") == "2028-04-01"


def test_a_layout_without_a_table_that_fits_the_file_holds_the_answer() -> None:
    one = laid(workbook(six_totals))
    other = Laid(one.name, CP932, Layout("l", "l", "q", one.layout.tables), HEAD)
    assert read_received("見積.csv", write_laid(other)).is_held
