"""違い: the same figures as the tables, the widest row first."""

import re
from html import unescape

from rfi.compare.cost.rows.statistics import cost_statistics
from rfi.views.cost.differences import picture_differences
from rfi.views.cost.thresholds import thresholds
from rfi.views.look.reading import Reading
from tests.views.rounds import evaluated, round_of

JA = Reading("ja")


def rows_of(least: int) -> list[tuple[str, list[str]]]:
    html = picture_differences(evaluated(round_of("responses")), JA, least).html
    found = []
    for row in re.findall(r"<tr[^>]*>(<th scope=\"row\".*?)</tr>", html):
        heading = re.findall(r"<th[^>]*>(.*?)</th>", row)[0]
        cells = re.findall(r'<td class="rfi-(?:num|word)[^"]*">(?:<a[^>]*>)?([^<]*)', row)
        found.append((unescape(heading), [unescape(cell) for cell in cells]))
    return found


def test_total_and_phases_stand_first_then_items_by_their_difference() -> None:
    rows = rows_of(10_000_000)
    assert [heading for heading, _ in rows[:4]] == [
        "総額",
        "初期の費目 計",
        "運用の費目 計",
        "終了時の費目 計",
    ]
    assert rows[0][1][:2] == ["3,492,673", "3,301,573"]
    sizes = [int(cells[-1].replace(",", "")) for _, cells in rows[4:]]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 10_000


def test_without_a_threshold_every_item_is_shown() -> None:
    found = evaluated(round_of("responses"))
    items = cost_statistics(found.costs, found.basis).items
    assert thresholds(found)[0] == 0
    assert len(rows_of(0)) == len(items) + 4


def test_what_is_folded_is_counted() -> None:
    found = evaluated(round_of("responses"))
    items = cost_statistics(found.costs, found.basis).items
    shown = len(rows_of(100_000_000)) - 4
    html = picture_differences(found, JA, 100_000_000).html
    assert f"{len(items) - shown}費目は畳んでいます" in html
    assert "差が1億円以上" in html


def test_a_figure_that_no_difference_counts_says_why() -> None:
    found = evaluated(round_of("responses"))
    joined = [
        spread
        for spread in cost_statistics(found.costs, found.basis).items.values()
        for state, amount in zip(spread.states, spread.amounts, strict=True)
        if state == "joined" and amount
    ]
    html = picture_differences(found, JA, 0).html
    assert joined
    assert html.count('<span class="rfi-sub">一体') == len(joined)
    assert "一体：他の費目・業務の額に含む" in html
