"""An amount of money in a sentence is a figure that no total holds: quoted, asked about, ≧."""

import pytest

from rfi.document.grid.grid import Remark
from rfi.document.grid.money_words import amounts_in, quoted_amount
from tests.document.form.edits import (
    COSTS,
    TOTALS,
    amount_at,
    changed,
    checked,
    form,
    issues,
    put,
    sheet_of,
)

AMOUNT = amount_at("S1")
COVER = "表紙"
PRINTED = next(
    at for at, cell in sheet_of(form().grid, COVER).cells.items() if cell.value == "必須"
)
PRICES = (
    "別途 追加費用 9,800,000円",
    "追加の値引 ３，０００，０００円",
    "正しくは15,000,000円です",
    "保守は月額980万です",
    "加算分 9.8百万円",
    "基盤は＄2,000/月",
    "￥1,200,000（税別）",
    "三百万円を別に申し受けます",
    "追加 9,800,000（税別）",
)
NO_PRICES = (
    "2027年度から",
    "令和9年4月1日",
    "60か月、3社、人口150,000人",
    "TEL 03-1234-5678",
    "Ver 2.1.0",
    "年間20万件を想定",
    "追加費用は0円",
    "1米ドル150円換算",
    "別紙のとおり",
)


@pytest.mark.parametrize("typed", PRICES)
def test_a_sentence_with_an_amount_is_quoted_and_leaves_the_total_open(typed: str) -> None:
    (told,) = issues(put(COSTS, {(AMOUNT[0], 60): typed}), "price_in_words")
    assert told.severity == "warning"
    assert told.params["given"] == (typed,)
    assert told.params["cells"] == (told.origin,)
    assert typed in told.message("ja")


@pytest.mark.parametrize("typed", NO_PRICES)
def test_a_sentence_without_an_amount_stays_a_note(typed: str) -> None:
    found = checked(put(COSTS, {(AMOUNT[0], 60): typed}))
    assert "price_in_words" not in {one.code for one in found.issues}
    assert amounts_in(typed) == ()
    assert "text_not_read" in {one.code for one in found.issues}


@pytest.mark.parametrize(
    ("title", "place"), [(TOTALS, (50, 30)), (COVER, (45, 2)), (COVER, PRINTED), ("_控え", (1, 1))]
)
def test_it_is_found_wherever_it_stands(title: str, place: tuple[int, int]) -> None:
    from dataclasses import replace  # noqa: PLC0415 - for the sheet of one's own alone

    if title.startswith("_"):
        grid = form().grid
        own = replace(sheet_of(put(COVER, {}), COVER), name=title, cells={})
        cell = sheet_of(put(COVER, {place: PRICES[0]}), COVER).cells[place]
        grid = replace(grid, sheets=(*grid.sheets, replace(own, cells={place: cell})))
    else:
        grid = put(title, {place: PRICES[0]})
    (told,) = issues(grid, "price_in_words")
    assert told.origin.startswith(title)
    assert told.params["offer"] == (0 if title == TOTALS else None)


@pytest.mark.parametrize("kind", ["comment", "text_box"])
def test_it_is_found_in_what_lies_over_a_sheet(kind: str) -> None:
    over = (Remark(AMOUNT[0], AMOUNT[1], kind, PRICES[2]),)  # type: ignore[arg-type]
    (told,) = issues(changed(COSTS, remarks=over), "price_in_words")
    assert (told.severity, told.params["given"]) == ("warning", (PRICES[2],))


def test_words_typed_over_what_the_cover_prints_are_named() -> None:
    (told,) = issues(put(COVER, {PRINTED: "任意でよい"}), "text_not_read")
    assert told.severity == "note"
    assert told.origin.startswith(COVER)


def test_a_label_of_the_form_with_an_amount_typed_over_is_quoted() -> None:
    (told,) = issues(put(COSTS, {(AMOUNT[0], 3): "導入 別途300万円"}), "price_in_words")
    assert told.params["given"] == ("導入 別途300万円",)


def test_a_long_text_is_quoted_around_its_amount() -> None:
    given = quoted_amount("説明" * 80 + "追加は980万円です" + "説明" * 80)
    assert "980万円" in given
    assert given[0] == given[-1] == "…"


@pytest.mark.parametrize("typed", ["3000", "山田太郎:\n３０００", "別途 3000", "300千円"])
def test_a_comment_that_is_a_figure_leaves_the_total_open(typed: str) -> None:
    remark = Remark(*AMOUNT, "comment", typed)
    assert issues(changed(COSTS, remarks=(remark,)), "price_in_words")


@pytest.mark.parametrize("typed", ["1", "山田太郎:\n確認済み", "見積番号 3000"])
def test_a_comment_without_a_figure_of_its_own_stays_a_note(typed: str) -> None:
    remark = Remark(*AMOUNT, "comment", typed)
    assert not issues(changed(COSTS, remarks=(remark,)), "price_in_words")
