"""頑健性: the sentence, the bars and the table say the same of two offers."""

import re
from html import unescape

import pytest

from rfi.views.look.reading import Reading
from rfi.views.robust.pair import exact_offers, moves_of
from rfi.views.robust.tables import view_price_spread, view_swings
from rfi.views.robust.tornado import picture_tornado
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.views.rounds import evaluated

JA = Reading("ja")
B, C = 1, 2


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_the_sentence_says_the_difference_and_who_is_smaller() -> None:
    picture = picture_tornado(sample_for(TAKAMATSU, GROUP), JA, B, C)
    assert picture.title == "BとCの差は今 △1.96億円"
    assert "Cが小さい" in picture.caption
    turned = picture_tornado(sample_for(TAKAMATSU, GROUP), JA, C, B)
    assert turned.title == "CとBの差は今 ＋1.96億円"


def test_what_turns_the_order_is_told_with_its_value_or_the_range_searched() -> None:
    words = words_of(picture_tornado(sample_for(TAKAMATSU, GROUP), JA, B, C).html)
    assert "＋31.2%" in words
    assert "△39.4%" in words
    assert "0%〜4%に なし" in words
    assert "1市と3市の間" in words
    assert re.search(r"189\.\d円", words)


def test_the_farthest_move_stands_first_and_each_holds_todays_difference() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    moves = moves_of(found, B, C, JA)
    assert [move.size for move in moves] == sorted((move.size for move in moves), reverse=True)
    now = float(found.swings.now[C] - found.swings.now[B])
    for move in moves:
        ends = sorted((move.low, move.high))
        assert ends[0] - 1 <= now <= ends[1] + 1


def test_the_table_holds_the_moves_of_the_picture() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    table = view_swings(found, JA, B, C)
    assert [row.heading for row in table.rows[1:]] == [
        move.title for move in moves_of(found, B, C, JA)
    ]
    assert table.shown(table.rows[0], table.rows[0].cells[3]) == "△195,902"


def test_offers_with_holes_are_left_out_and_named() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    assert list(exact_offers(found)) == [0, 1, 2, 3]
    words = words_of(picture_tornado(found, JA, B, C).html)
    assert "E、F（下限・推計不可）は入れていない" in words
    table = view_price_spread(found, JA)
    shares = [cell.value for cell in table.rows[2].cells]
    assert sum(share or 0.0 for share in shares) == pytest.approx(1)
    assert shares[4:] == [None, None]


def test_of_one_exact_offer_nothing_is_claimed() -> None:
    found = evaluated(collect(questionnaire(), answer([line("I03", amount=100), line("R01", 1)])))
    assert list(exact_offers(found)) == [0]
