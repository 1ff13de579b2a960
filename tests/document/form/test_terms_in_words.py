"""Words of a vendor that change what a price means, where no field holds them (method §10)."""

from typing import Any

import pytest

from rfi.document.grid.grid import Grid
from rfi.intake.query.touched import touches_of
from rfi.schema.issue import Issue, Titled
from tests.document.form.edits import (
    COSTS,
    FORM,
    SERVICE,
    amount_at,
    at,
    checked,
    column,
    form,
    issues,
    line,
    number,
    put,
    sheet_of,
)

FREE = (200, 40)
PRICE = amount_at("S1")
LABEL = (PRICE[0], 4)
TITLE = (5, PRICE[1])
KPIS, DISCOUNTS, LINES, COVER, PLANS = "定量効果", "値引", "個別明細", "表紙", "見積の前提"


def row_of(title: str, row_id: str) -> int:
    cells = sheet_of(form().grid, title).cells
    return next(place[0] for place, cell in cells.items() if place[1] == 1 and cell.value == row_id)


def the_one(grid: Grid, code: str) -> Issue:
    (told,) = issues(grid, code)
    assert told.severity in {"warning", "error"}
    return told


def code_of(fact: object) -> str:
    assert isinstance(fact, Titled)
    return fact.code


def touches_an_amount(told: Issue) -> bool:
    return any(True for _ in touches_of(told))


@pytest.mark.parametrize(
    "typed",
    [
        "※上記は全て税込です",
        "単位：円",
        "（百万円単位）",
        "2年目以降は年3％の値上げ",
        "一括契約なら1割引",
    ],
)
@pytest.mark.parametrize("title", [COSTS, LINES, DISCOUNTS])
def test_terms_in_a_free_cell_leave_the_total_to_be_confirmed(title: str, typed: str) -> None:
    told = the_one(put(title, {FREE: typed}), "terms_in_words")
    assert told.origin == f"{title}!AN200"
    assert touches_an_amount(told)


@pytest.mark.parametrize("typed", ["（税抜・千円単位）", "消費税率は10%で計算", "別紙のとおり"])
def test_terms_that_the_prices_have_anyway_are_a_text_like_others(typed: str) -> None:
    grid = put(COSTS, {FREE: typed})
    assert not issues(grid, "terms_in_words")
    assert issues(grid, "text_not_read")


@pytest.mark.parametrize(
    ("place", "typed"),
    [(LABEL, "導入（税込）"), (LABEL, "導入（年額）"), (TITLE, "35万人・単独（税込）")],
)
def test_a_label_rewritten_to_other_terms_is_asked_of_the_prices_beside_it(
    place: tuple[int, int], typed: str
) -> None:
    told = the_one(put(COSTS, {place: typed}), "label_contradicts")
    assert told.params["given"] == typed
    assert touches_an_amount(told)


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        (LABEL, "合計"),
        (LABEL, "帳票作成料"),
        (LABEL, "パッケージ導入・パラメータ設定 計"),
        ((PRICE[0], 3), "その他業務"),
        (TITLE, "令和10年度"),
        (TITLE, "弊社見積額"),
    ],
)
def test_a_label_that_now_names_something_else_leaves_the_prices_beside_it_to_be_confirmed(
    place: tuple[int, int], typed: str
) -> None:
    told = the_one(put(COSTS, {place: typed}), "label_replaced")
    assert told.params["given"] == typed
    assert touches_an_amount(told)


@pytest.mark.parametrize(
    "typed",
    ["導入", "パッケージ導入・パラメータ設定（5年分）", "パッケージ導入・\nパラメータ設定", ""],
)
def test_a_label_that_keeps_the_printed_words_is_no_question(typed: str) -> None:
    assert not issues(put(COSTS, {LABEL: typed}), "label_replaced")


@pytest.mark.parametrize(
    "added",
    ["（5年分）", "（60か月分）", "【年間】", "（米ドル建て）", " 1台当たり", "（期間総額）"],
)
def test_a_label_that_adds_words_of_another_way_to_pay_is_asked_of_the_prices_beside_it(
    added: str,
) -> None:
    place = (at(COSTS, "B01/R01", "note")[0], LABEL[1])
    printed = sheet_of(put(COSTS, {}), COSTS).cells[place].value
    told = the_one(put(COSTS, {place: f"{printed}{added}"}), "label_contradicts")
    assert touches_an_amount(told)


def test_a_title_of_a_scenario_that_adds_a_city_each_is_asked_of_its_prices() -> None:
    told = the_one(put(COSTS, {TITLE: "35万人・単独（1市当たり）"}), "label_contradicts")
    assert touches_an_amount(told)


@pytest.mark.parametrize("added", ["（2025年度版）", "（月次バッチを含む）", "※1", "（月額）"])
def test_a_label_that_adds_words_of_something_else_is_no_question(added: str) -> None:
    place = (at(COSTS, "B01/R01", "note")[0], LABEL[1])
    printed = sheet_of(put(COSTS, {}), COSTS).cells[place].value
    assert not issues(put(COSTS, {place: f"{printed}{added}"}), "label_contradicts")


def test_a_label_with_another_scope_stays_a_note() -> None:
    grid = put(COSTS, {LABEL: "導入（連携を除く）"})
    assert not issues(grid, "label_contradicts")
    assert [one.severity for one in issues(grid, "label_changed")] == ["note"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("金額は税込です", "remark_contradicts"),
        ("回線費（月額80千円）は含まない", "price_in_remark"),
    ],
)
def test_a_remark_on_the_offer_and_an_assumption_are_asked_about(typed: str, code: str) -> None:
    for title, place in ((FORM, at(FORM, "offers.note", "value@0")), (PLANS, (6, 4))):
        told = the_one(put(title, {place: typed}), code)
        assert touches_an_amount(told)


@pytest.mark.parametrize(
    ("place", "typed"), [((6, 3), "2027年3月末まで"), ((7, 3), "弊社営業部"), ((2, 2), "御見積書")]
)
def test_whatever_is_typed_over_a_fact_of_the_cover_is_named(
    place: tuple[int, int], typed: str
) -> None:
    told = list(issues(put(COVER, {place: typed}), "label_changed"))
    assert [(one.params["sheet"], one.params["given"]) for one in told] == [(COVER, typed)]


def test_an_amount_typed_over_a_fact_of_the_cover_leaves_the_total_open() -> None:
    told = the_one(put(COVER, {(6, 3): "見積総額 200,000千円"}), "price_in_words")
    assert touches_an_amount(told)


@pytest.mark.parametrize("typed", [2300, 0.5])
def test_a_bare_number_in_the_note_of_a_price_is_asked_about(typed: float) -> None:
    note = at(COSTS, "B01/I03", "note")
    told = the_one(put(COSTS, {note: number(typed)}), "figure_in_note")
    assert touches_an_amount(told)


def test_a_scenario_without_its_circle_that_has_prices_is_asked_about() -> None:
    place = (row_of(FORM, "scenario/S2"), 5)
    for typed in (None, "×", "いいえ"):
        told = the_one(put(FORM, {place: typed}), "scenario_left_out")
        assert touches_an_amount(told)
        assert told.origin == f"{FORM}!E{place[0]}"


def test_a_business_without_its_circle_that_has_prices_is_asked_about() -> None:
    places = [(row_of(FORM, f"offers.businesses/{one}"), 5) for one in ("B01", "B18")]
    told = the_one(put(FORM, dict.fromkeys(places, "○")), "business_left_out")
    assert touches_an_amount(told)
    assert code_of(told.params["business"]) == "B02"


@pytest.mark.parametrize(
    ("key", "typed", "read"),
    [("baseline", "30分", 30), ("target", "20 分", 20), ("volume", "5,000件", None)],
)
def test_a_unit_word_that_the_row_prints_is_read(key: str, typed: str, read: Any) -> None:
    found = checked(put(KPIS, {at(KPIS, "K1", key): typed}))
    if read is None:  # nothing says in what the volume is counted
        assert "cell_not_number" in {one.code for one in found.issues}
        return
    assert found.value is not None
    assert found.value["offers"][0]["benefit_lines"][0][key] == read


def test_a_typed_unit_is_held_against_the_one_typed_beside_it() -> None:
    cells = {at(KPIS, "K1", "volume"): "5,000件", at(KPIS, "K1", "volume_unit"): "件/年"}
    found = checked(put(KPIS, cells))
    assert found.value is not None
    assert found.value["offers"][0]["benefit_lines"][0]["volume"] == 5000


@pytest.mark.parametrize("place", [at(KPIS, "K1", "baseline"), at(SERVICE, "SL2", "value_number")])
def test_a_figure_in_per_cent_where_minutes_or_hours_are_asked_is_no_figure(
    place: tuple[int, int],
) -> None:
    title = KPIS if place == at(KPIS, "K1", "baseline") else SERVICE
    told = the_one(put(title, {place: number(0.5, "0%")}), "number_contradicts")
    assert told.origin.startswith(title)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (-100, "discount_minus"),
        ("▲100", "discount_minus"),
        (number(0.1, "0%"), "discount_percent"),
        ("10％", "discount_percent"),
        ("1割引", "discount_percent"),
    ],
)
def test_a_discount_with_a_sign_or_as_a_share_is_told_once_in_its_own_words(
    typed: object, code: str
) -> None:
    place = (6, column(DISCOUNTS, "amount"))
    found = checked(put(DISCOUNTS, {place: typed}))
    here = [one.code for one in found.issues if one.origin == f"{DISCOUNTS}!E6"]
    assert [one for one in here if one != "cell_reinterpreted"] == [code]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2028年3月末", "2028-03-31"), ("R10.2末日", "2028-02-29"), ("令和9年度末", "2028-03-31")],
)
def test_the_end_of_a_month_or_a_year_is_its_last_day(typed: str, day: str) -> None:
    found = checked(put(COSTS, {at(COSTS, "B01/I03", "accepted_on"): typed}))
    assert line(found, "S1.B01.I03")["accepted_on"] == day


def test_what_is_missing_is_told_at_the_empty_cell_and_once() -> None:
    grid = put(FORM, {at(FORM, "defaults.unit", "value@0"): None})
    told = issues(grid, "schema_required")
    assert len({one.origin for one in told}) == len(told)
    (place,) = {one.origin for one in told if one.origin.startswith(f"{FORM}!")}
    assert place.startswith(f"{FORM}!E")
    unit = (6, column(DISCOUNTS, "unit"))
    told = issues(put(DISCOUNTS, {unit: None}), "schema_required")
    assert [one.origin for one in told] == [f"{DISCOUNTS}!F6"]


@pytest.mark.parametrize("typed", ["全シナリオ", "両方", "すべて"])
def test_a_title_like_none_is_answered_with_the_list_and_no_code(typed: str) -> None:
    told = the_one(put(LINES, {(6, column(LINES, "scenario_id")): typed}), "title_not_listed")
    assert "35万人・単独" in told.message("ja")
    assert "S1" not in told.message("ja") + told.next_step("ja")


@pytest.mark.parametrize("typed", ["平成40年4月1日", "R99.1.1"])
def test_a_price_whose_row_cannot_be_read_says_so_and_not_that_it_is_unclear(typed: str) -> None:
    grid = put(COSTS, {at(COSTS, "B01/I03", "accepted_on"): typed})
    assert issues(grid, "price_without_terms")
    assert not [one for one in issues(grid, "amount_as_written") if one.origin.endswith("E6")]


def test_doubled_rows_and_merged_prices_are_told_once() -> None:
    grid = put(COSTS, {(PRICE[0] + 1, 1): "B01/I03"})
    assert issues(grid, "row_twice")
    told = [one for one in issues(grid, "cell_unanswered") if code_of(one.params["item"]) == "I03"]
    assert [one for one in told if "住民基本台帳" in one.message("ja")] == []
