"""What the section カスタマイズの損益 shows."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from rfi.evaluation.choices import Choices
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.customization.businesses import view_standardization
from rfi.views.choice.customization.cities import view_way_cities
from rfi.views.choice.customization.gaps import picture_turns, view_gap_ways
from rfi.views.choice.customization.totals import view_gap_ledger, view_way_totals
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from tests.compare.sample_round import GROUP, TAKAMATSU, core_cities, sample_for

JA = Reading("ja")


def test_the_answer_counts_the_gaps_whose_own_way_is_cheaper_at_the_size_of_the_city() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    picture = picture_turns(whole, JA, 0)
    row = next(row for row in view_way_cities(whole, JA, 0).rows if row.key == TAKAMATSU)
    own, around = (int(row.cells[column].value or 0) for column in (1, 2))
    counts = [int(one) for one in re.findall(r"(\d+)件", picture.title)]
    assert counts == [len(view_gap_ways(whole, JA, 0).rows), own + around, own]
    assert picture.title.startswith("高松市（人口417,496人）、提案A：")


def test_without_a_known_size_the_answer_says_so_and_no_empty_scale_is_drawn() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    known = whole.choices.customizing
    offers = tuple(replace(one, turn=np.full_like(one.turn, np.nan)) for one in known.offers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Choices, "customizing", replace(known, offers=offers))
        picture = picture_turns(whole, JA, 0)
    assert "分かるものはありません" in picture.title
    assert "0件" not in picture.title
    assert picture.html == ""


def test_every_known_city_stands_on_the_curve_and_a_larger_one_never_customizes_less() -> None:
    rows = view_way_cities(sample_for(TAKAMATSU, GROUP), JA, 0).rows
    assert {row.key for row in rows} >= set(core_cities())
    pairs = sorted((row.cells[0].value or 0.0, row.cells[1].value or 0.0) for row in rows)
    assert [count for _, count in pairs] == sorted(count for _, count in pairs)


def test_unknown_costs_are_said_and_never_counted_as_nothing() -> None:
    rows = {row.key: row for row in view_way_totals(sample_for(TAKAMATSU, GROUP), JA, 0).rows}
    assert rows["customize"].cells[0].sign == "≧"
    assert "額不明" in rows["customize"].cells[0].note
    assert rows["mix"].cells[0].sign == "※"


def test_the_mix_is_no_dearer_than_what_is_known_of_any_one_way_for_the_same_gaps() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    rows = {row.key: row for row in view_way_totals(whole, JA, 0).rows}
    alone, together = (rows["mix"].cells[column].value or 0.0 for column in (0, 1))
    assert 0 < alone <= together


@pytest.mark.parametrize("lang", LANGS)
def test_the_ledger_counts_every_gap_once(lang: Lang) -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    table = view_gap_ledger(whole, Reading(lang), 0)
    total = table.rows[-1].cells[-1]
    count = int(re.sub(r"\D", "", total.note or total.text))
    assert count == len(whole.choices.customizing.offers[0].requirements)


def test_businesses_stand_by_exact_counts_and_open_costs_are_lower_bounds() -> None:
    table = view_standardization(sample_for(TAKAMATSU, GROUP), JA)
    shared = [row.cells[3].value or 0.0 for row in table.rows]
    assert shared == sorted(shared, reverse=True)
    assert {row.cells[0].sign for row in table.rows if row.cells[1].value} <= {"≧", ""}


TABLES_OF_GAPS = (view_way_cities, view_gap_ways, view_gap_ledger)


@pytest.mark.parametrize("view", TABLES_OF_GAPS)
def test_the_rows_of_the_gaps_stay_where_only_prices_move(
    view: Callable[[Evaluation, Reading, int], Table],
) -> None:
    now = view(sample_for(TAKAMATSU, GROUP), JA, 0)
    moved = view(sample_for(TAKAMATSU, GROUP, fx_usd_jpy=160), JA, 0)
    assert moved.rows is now.rows
    other = view(sample_for(TAKAMATSU, GROUP, fx_usd_jpy=160), Reading("en"), 0)
    assert other.rows is not now.rows


def test_the_rows_of_the_gaps_follow_what_they_are_made_from() -> None:
    now, dearer = (sample_for(TAKAMATSU, GROUP, staff_hour_jpy=wage) for wage in (3_000, 6_000))
    for view in (view_way_cities, view_gap_ways):
        assert view(dearer, JA, 0).rows != view(now, JA, 0).rows
        assert view(now, JA, 1).rows != view(now, JA, 0).rows


def test_the_spread_of_prices_follows_the_exchange_rate_and_the_gaps_do_not() -> None:
    now, moved = (
        view_standardization(sample_for(TAKAMATSU, GROUP, fx_usd_jpy=rate), JA).rows
        for rate in (140, 180)
    )
    assert [row.cells[:5] for row in moved] == [row.cells[:5] for row in now]
    assert [row.cells[5] for row in moved] != [row.cells[5] for row in now]
