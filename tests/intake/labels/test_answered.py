"""Answers beside another unit or another question than the one that is asked are told."""

from collections.abc import Mapping
from typing import Any

import pytest

from rfi.document.grid.grid import cell_name
from tests.document.form.edits import FITS, SERVICE, At, checked, form, issues, put, sheet_of

KPIS, FREE = "定量効果", "自由設問"


def cell_with(title: str, shown: str) -> At:
    cells = sheet_of(form().grid, title).cells
    return next(at for at, cell in sorted(cells.items()) if cell.value == shown)


def answer(title: str, place: At, typed: str) -> tuple[Mapping[str, Any], ...]:
    found = checked(put(title, {place: typed}))
    assert found.value is not None
    offer = found.value["offers"][0]
    tables = ("service_levels", "benefit_lines", "fit_answers")
    return tuple(row for table in tables for row in offer[table])


@pytest.mark.parametrize(
    ("title", "shown", "typed"),
    [
        (SERVICE, "時間", "分"),
        (SERVICE, "時間", "日"),
        (SERVICE, "時間", "時間/年"),
        (SERVICE, "％", "‰"),
        (KPIS, "分", "時間"),
        (KPIS, "分", "秒"),
    ],
)
def test_a_figure_beside_another_unit_than_the_one_that_is_asked_is_unanswered(
    title: str, shown: str, typed: str
) -> None:
    place = cell_with(title, shown)
    grid = put(title, {place: typed})
    (told,) = issues(grid, "label_of_other_unit")
    assert (told.severity, told.origin) == ("warning", cell_name(title, *place))
    assert (told.params["given"], told.params["expected"]) == (typed, shown)
    assert not issues(grid, "label_changed")
    before, after = answer(title, place, shown), answer(title, place, typed)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert not {"value_number", "baseline", "target"} & changed[0].keys()


@pytest.mark.parametrize("typed", ["", " 時間 ", "（時間）"])
def test_a_unit_that_says_the_same_or_nothing_leaves_the_figure(typed: str) -> None:
    place = cell_with(SERVICE, "時間")
    assert not issues(put(SERVICE, {place: typed}), "label_of_other_unit")
    assert answer(SERVICE, place, typed) == answer(SERVICE, place, "時間")


@pytest.mark.parametrize(
    ("title", "shown", "typed"),
    [
        (FITS, "候補を表示できること。", "電子申請を受け付けられること。"),
        (SERVICE, "復旧時間", "計画停止の時間"),
        (KPIS, "待ち時間", "来庁者数"),
    ],
)
def test_an_answer_beside_another_question_is_asked_about(
    title: str, shown: str, typed: str
) -> None:
    place = cell_with(title, shown)
    grid = put(title, {place: typed})
    (told,) = issues(grid, "label_of_other_question")
    assert (told.severity, told.params["given"], told.params["count"]) == ("warning", typed, 1)
    assert not issues(grid, "label_changed")
    assert answer(title, place, typed) == answer(title, place, shown)


@pytest.mark.parametrize(
    "typed", ["候補を、表示できること", "候補を表示できること。（全画面）", ""]
)
def test_words_that_still_ask_the_same_are_a_note(typed: str) -> None:
    place = cell_with(FITS, "候補を表示できること。")
    assert not issues(put(FITS, {place: typed}), "label_of_other_question")


def test_a_question_with_an_amount_typed_over_is_still_told_as_an_amount() -> None:
    place = cell_with(FITS, "候補を表示できること。")
    assert issues(put(FITS, {place: "別途 300千円"}), "price_in_words")
