"""What a person sees of a figure is not what is stored: read as it is meant, or named."""

from dataclasses import replace

import pytest

from rfi.document.grid.grid import Remark
from rfi.intake.query.touched import touches_of
from rfi.schema.issue import Issue
from tests.document.form.edits import (
    COSTS,
    FORM,
    SERVICE,
    amount_at,
    at,
    changed,
    checked,
    form,
    issues,
    line,
    number,
    put,
)

AMOUNT = amount_at("S1")
LINE = "S1.B01.I03"
MONTHLY = at(COSTS, "B01/R01", "note")


def touches_an_amount(told: Issue) -> bool:
    return any(True for _ in touches_of(told))


@pytest.mark.parametrize(
    "typed", ["1137①", "①1,137", "⑫", "1137²", "1137₁", "1137½", "㉑", "⑴", "⒈", "1,137円②"]
)
def test_a_mark_beside_a_number_is_none_of_its_digits(typed: str) -> None:
    found = checked(put(COSTS, {AMOUNT: typed}))
    assert "amount" not in line(found, LINE)
    (told,) = [one for one in found.issues if one.code == "text_in_amount"]
    assert typed in told.message("ja")


@pytest.mark.parametrize(
    ("title", "place", "typed"),
    [
        (SERVICE, at(SERVICE, "SL1", "value_number"), "99.9²"),
        (FORM, at(FORM, "offers.contract_months", "value@0"), "60①"),
        (FORM, at(FORM, "offers.go_live_on", "value@0"), "令和⑩年4月1日"),
    ],
)
def test_a_mark_makes_no_figure_and_no_day_elsewhere_either(
    title: str, place: tuple[int, int], typed: str
) -> None:
    found = checked(put(title, {place: typed}))
    (told,) = [one for one in found.issues if one.code in {"cell_not_number", "cell_not_date"}]
    assert told.params["given"] == typed


@pytest.mark.parametrize(
    ("shown", "stored"),
    [
        ('"△"#,##0', 1137),
        ('"-"0', 1137),
        ('"("#,##0")"', 1137),
        ("-0", 1137),
        ('0"〜"', 1137),
        ('"〜"0', 1137),
        ('0"."000', 1137),
        ("0\\.000", 1137),
        ("000-0000", 1137),
        ("0*0", 1137),
        ("0", 0.4),
        ("#,##0.0", 0.04),
        ('[>1000]0,"百万円";0"円"', 500),
        ("[<2000]0%;0", 1137),
    ],
)
def test_a_format_that_draws_another_number_leaves_the_price_unanswered(
    shown: str, stored: float
) -> None:
    found = checked(put(COSTS, {AMOUNT: number(stored, shown)}))
    assert "amount" not in line(found, LINE)
    assert [
        one.severity for one in found.issues if one.code in {"unit_contradicts", "amount_not_shown"}
    ] == ["warning"]


@pytest.mark.parametrize(
    "shown",
    [
        "#,##0_);[Red](#,##0)",
        '0;"△"0',
        '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
        '[<0]"△"#,##0;#,##0',
        'G/標準"千円"',
        '#,##0"（千円）"',
        "#,##0.########",
        "0.0E+0",
    ],
)
def test_a_format_that_draws_the_number_itself_is_read(shown: str) -> None:
    assert line(checked(put(COSTS, {AMOUNT: number(1137, shown)})), LINE)["amount"] == 1137


@pytest.mark.parametrize("style", [";;;", '0,"百万円"', "0%", "strike"])
def test_a_conditional_format_over_a_price_is_asked_about(style: str) -> None:
    (told,) = issues(changed(COSTS, otherwise=((*AMOUNT, *AMOUNT, style),)), "format_conditional")
    assert (told.severity, told.origin) == ("warning", f"{COSTS}!E6")
    assert touches_an_amount(told)


def test_a_conditional_format_that_changes_nothing_or_lies_beside_is_not_told() -> None:
    for area in ((*AMOUNT, *AMOUNT, "#,##0"), (40, 30, 41, 31, ";;;")):
        assert not issues(changed(COSTS, otherwise=(area,)), "format_conditional")


@pytest.mark.parametrize("kind", ["header", "prompt", "name"])
@pytest.mark.parametrize(
    ("typed", "code"),
    [("別途 9,800,000円", "price_in_words"), ("金額は全て税込です", "terms_in_words")],
)
def test_words_behind_a_sheet_that_change_a_price_are_named(
    kind: str, typed: str, code: str
) -> None:
    grid = changed(COSTS, remarks=(Remark(1, 1, kind, typed),))  # type: ignore[arg-type]
    (told,) = issues(grid, code)
    assert touches_an_amount(told)
    # Nobody finds a header in a cell.
    assert told.origin == COSTS
    assert "A1" not in told.message("ja")


@pytest.mark.parametrize("kind", ["header", "prompt", "name"])
def test_other_words_behind_a_sheet_are_not_told(kind: str) -> None:
    grid = changed(COSTS, remarks=(Remark(1, 1, kind, "社外秘 1/3"),))  # type: ignore[arg-type]
    assert {one.code for one in checked(grid).issues} == {one.code for one in form().checked.issues}


@pytest.mark.parametrize("kind", ["comment", "text_box"])
def test_terms_that_lie_over_a_sheet_are_asked_about(kind: str) -> None:
    grid = changed(COSTS, remarks=(Remark(9, 9, kind, "金額は税込です"),))  # type: ignore[arg-type]
    (told,) = issues(grid, "terms_in_words")
    assert touches_an_amount(told)


@pytest.mark.parametrize(
    "typed",
    [
        "年額です",
        "月額の12か月分",
        "60か月の総額",
        "上記は5年分",
        "ドル建て",
        "1人あたり",
        "1ライセンスあたり",
        "初年度のみ",
        "2年目まで",
        "円単位",
    ],
)
@pytest.mark.parametrize("key", ["note", "label"])
def test_a_few_words_beside_a_price_are_held_against_its_row(key: str, typed: str) -> None:
    (told,) = issues(put(COSTS, {at(COSTS, "B01/R01", key): typed}), "note_contradicts")
    assert touches_an_amount(told)


@pytest.mark.parametrize(
    "typed",
    ["月額", "千円", "税抜", "年間20万件を想定", "利用する基盤の年額は別の費目に計上しました。"],
)
def test_words_that_agree_or_speak_of_something_else_are_no_question(typed: str) -> None:
    assert not issues(put(COSTS, {MONTHLY: typed}), "note_contradicts")


@pytest.mark.parametrize("key", ["label", "quantity_unit", "note"])
def test_a_bare_number_in_a_field_for_words_of_a_price_is_asked_about(key: str) -> None:
    (told,) = issues(put(COSTS, {at(COSTS, "B01/R01", key): number(5000)}), "figure_in_note")
    assert touches_an_amount(told)


@pytest.mark.parametrize("typed", ["35万人・単独（円）", "35万人・単独 [百万円]", "（円）"])
def test_a_unit_in_brackets_over_the_prices_is_held_against_them(typed: str) -> None:
    (told,) = issues(put(COSTS, {(5, AMOUNT[1]): typed}), "label_contradicts")
    assert touches_an_amount(told)


@pytest.mark.parametrize("typed", ["2028年3月31日頃", "契約後3か月", "3/31"])
def test_a_day_that_cannot_be_read_is_told_once(typed: str) -> None:
    grid = put(COSTS, {at(COSTS, "B01/I03", "accepted_on"): typed})
    assert len(issues(grid, "cell_not_date")) == 1
    assert not issues(grid, "once_without_date")


def test_the_title_of_an_offer_with_other_terms_is_asked_about() -> None:
    place = at(FORM, "offers.title", "value@0")
    for typed, code in (
        ("標準案（税込）", "remark_contradicts"),
        ("案1 9,800千円", "price_in_remark"),
    ):
        assert touches_an_amount(issues(put(FORM, {place: typed}), code)[0])


def test_a_circle_of_formulas_leaves_what_was_read_from_it_open() -> None:
    cell = replace(number(5), formula="E6+1")
    (told,) = issues(put(COSTS, {AMOUNT: cell}), "formula_circular")
    assert touches_an_amount(told)


@pytest.mark.parametrize("formula", ["TODAY()-40000", "RANDBETWEEN(1,9)", "2*rand()", "NOW()"])
def test_a_formula_whose_value_hangs_on_the_moment_is_asked_about(formula: str) -> None:
    cell = replace(number(5), formula=formula)
    (told,) = issues(put(COSTS, {AMOUNT: cell}), "formula_volatile")
    assert touches_an_amount(told)
