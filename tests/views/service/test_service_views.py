"""Service levels as tables and figures: values as answered, limits beside them, nothing cut."""

import json
from functools import cache
from typing import Any

import pytest

from rfi.compare.service.levels import ServiceComparison
from rfi.text.wording import LANGS, Lang
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.table_html import table_html
from rfi.views.service.availability import figure_availability, view_availability
from rfi.views.service.cells import missing_service
from rfi.views.service.ismap import view_ismap
from rfi.views.service.matrix import OWN, groups_of, view_service_matrix
from tests.answers import answer
from tests.compare.asked import asking, services_of
from tests.views.rounds import PLANTED, evaluated, given, round_of

LONG = "算定から除く。" * 500


@cache
def sample() -> ServiceComparison:
    return evaluated(round_of("responses")).service_levels


def item(code: str, value_type: str, unit: str = "none", mark: str = "") -> dict[str, Any]:
    made = {"item_id": code, "title": f"項目{code}", "value_type": value_type, "unit": unit}
    return {**made, "standard_item": mark} if mark else made


ITEMS = (
    item("A", "number", "percent", "availability"),
    item("Z", "code", mark="network_zone"),
    item("Q", "text"),
)


def two(*levels: dict[str, Any]) -> ServiceComparison:
    """Return a round in which the first offer gives ``levels`` and the second nothing."""
    first = answer([], response_id="first", service_levels=list(levels))
    return services_of(asking(items=ITEMS), first, answer([], response_id="second"))


def cells(table: Table, key: str) -> list[TableCell]:
    return list(next(row for row in table.rows if row.key == key).cells)


def shown(table: Table, key: str) -> list[str]:
    row = next(row for row in table.rows if row.key == key)
    return [table.shown(row, cell) for cell in row.cells]


def test_minutes_a_year_planned_stops_and_exclusions_stand_under_a_percentage() -> None:
    table = view_service_matrix(given(service_levels=sample()), Reading("ja"))
    assert shown(table, "SL01") == ["99.9", "99.5", "99.95", "99.9", "99.5", "99.9"]
    note = cells(table, "SL01")[1].note
    assert "年43.8時間（2,628分）の停止まで" in note
    assert "別に計画停止 年72時間" in note
    assert "判定：年次" in note
    assert "除外：計画停止に加え、基盤事業者の障害による停止を除く。" in note
    assert next(row.note for row in table.rows if row.key == "SL01") == "単位：％"


def test_an_unanswered_item_is_marked_and_never_blank() -> None:
    table = view_service_matrix(given(service_levels=sample()), Reading("ja"))
    assert shown(table, "answered")[4] == "32／40件"
    assert cells(table, "SL07")[4] == TableCell(text="未回答", is_marked=True)
    every = [cell for row in table.rows for cell in row.cells]
    assert all(cell.text or cell.value is not None for cell in every)


def test_zones_and_yes_or_no_are_words_of_the_language() -> None:
    assert (
        shown(view_service_matrix(given(service_levels=sample()), Reading("ja")), "SL25")[4]
        == "LGWAN接続系"
    )
    assert (
        shown(view_service_matrix(given(service_levels=sample()), Reading("en")), "SL25")[4]
        == "LGWAN zone"
    )
    assert shown(view_service_matrix(given(service_levels=sample()), Reading("ja")), "SL16")[
        :3
    ] == ["なし", "なし", "あり"]


def test_differences_only_leaves_out_what_all_answer_alike_and_counts_what_is_shown() -> None:
    table = view_service_matrix(
        given(service_levels=sample()), Reading("ja"), differences_only=True, with_remarks=False
    )
    keys = {row.key for row in table.rows}
    assert {"SL26", "SL39"}.isdisjoint(keys)
    assert "SL01" in keys
    plain = [row for row in table.rows if row.level == "plain"]
    assert f"照会40項目中{len(plain)}項目" in table.caption


def test_the_groups_of_the_matrix_hold_every_item_once() -> None:
    listed = [
        row.key
        for group in groups_of(sample())
        for row in view_service_matrix(
            given(service_levels=sample()), Reading("ja"), group=group
        ).rows
        if row.level == "plain"
    ]
    assert sorted(listed) == sorted(item.item_id for item in sample().items)
    assert groups_of(two()) == ("availability", "security", OWN)


def test_a_long_text_is_shown_whole_and_escaped() -> None:
    levels = two(
        {"item_id": "Q", "value_text": PLANTED},
        {"item_id": "A", "value_number": 99.5, "exclusions": LONG},
    )
    table = view_service_matrix(given(service_levels=levels), Reading("ja"))
    assert cells(table, "A")[0].note.endswith(LONG)
    html = table_html(table, Reading("ja"))
    assert LONG in html
    assert "<b>1*2*3" not in html


def test_what_is_not_a_percentage_and_what_has_only_a_remark_is_said() -> None:
    levels = two({"item_id": "A", "value_number": 120}, {"item_id": "Z", "note": "協議による"})
    table = view_service_matrix(given(service_levels=levels), Reading("ja"))
    assert cells(table, "A")[0].note == "100％を超える値"
    assert cells(table, "Z")[0] == TableCell(
        text="値なし（備考のみ）", note="協議による", is_marked=True
    )


def test_availability_is_told_in_hours_and_minutes_a_year() -> None:
    table = view_availability(given(service_levels=sample()), Reading("ja"))
    assert shown(table, "hours") == ["8.76", "43.8", "4.38", "8.76", "43.8", "8.76"]
    assert shown(table, "minutes") == ["526", "2,628", "263", "526", "2,628", "526"]
    assert shown(table, "planned") == ["48", "72", "24", "60", "96", "36"]
    assert shown(table, "sum")[1] == "115.8"


def test_planned_stops_that_are_unanswered_leave_the_sum_a_lower_bound() -> None:
    table = view_availability(
        given(service_levels=two({"item_id": "A", "value_number": 99.5})), Reading("ja")
    )
    assert shown(table, "planned") == ["未回答", "未回答"]
    assert shown(table, "sum") == ["≧43.8", "未回答"]
    figure = figure_availability(
        given(service_levels=two({"item_id": "A", "value_number": 99.5})), Reading("ja")
    )
    labels = [note["text"] for note in figure["layout"]["annotations"]]
    assert labels == ["許容停止43.8 ＋ 計画停止は未回答", "未回答"]
    json.dumps(figure, allow_nan=False)


def test_ismap_is_told_in_words_against_go_live() -> None:
    table = view_ismap(given(service_levels=sample()), Reading("ja"))
    assert shown(table, "state") == [
        *["比較期間の途中で期限"] * 3,
        "本稼働前に期限切れ",
        "登録なし",
        "比較期間の途中で期限",
    ]
    assert cells(table, "state")[3].note == "本稼働の123日前に期限"
    assert cells(table, "state")[3].is_marked
    assert shown(table, "window_end")[0] == "2033-03-31"
    assert "60か月" in table.caption


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_has_a_cell_an_offer_and_names_its_basis(lang: Lang) -> None:
    for table in (
        view_service_matrix(given(service_levels=sample()), Reading(lang)),
        view_availability(given(service_levels=sample()), Reading(lang)),
        view_ismap(given(service_levels=sample()), Reading(lang)),
    ):
        assert [column.letter for column in table.columns] == list("ABCDEF")
        assert all(len(row.cells) == 6 for row in table.rows if row.level != "section")
        assert table.caption
        assert len(table.to_frame(Reading(lang))) == len(table.rows)


def test_why_there_is_nothing_to_compare_is_told_apart() -> None:
    empty = evaluated(round_of("published")).service_levels
    assert missing_service(empty) == "not_asked"
    assert missing_service(two()) == "not_answered"
    assert missing_service(sample()) == ""
