"""会議: totals beside the baseline, effects one by one, turns, and what the minutes hold."""

import re
from html import unescape

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.chosen_steps import PLACE
from rfi.views.look.reading import Reading
from rfi.views.meeting.changes import condition_words, effect_words, rate_turns
from rfi.views.meeting.minute import minute_place, minute_text
from rfi.views.meeting.totals import picture_totals
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

JA = Reading("ja")
BAND = re.compile(r'<div class="rfi-band">(.*?)(?=<div class="rfi-band|$)')


def alone() -> Evaluation:
    return sample_for(TAKAMATSU)


def shared(rate: float = 150.0) -> Evaluation:
    return sample_for(TAKAMATSU, GROUP, fx_usd_jpy=rate)


def bands_of(html: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", " ", band)) for band in BAND.findall(html)]


def test_each_band_holds_total_and_change_as_this_minus_the_baseline() -> None:
    bands = bands_of(picture_totals(shared(), JA, alone()).html)
    assert "32.18" in bands[0]
    assert "△7.27" in bands[0]
    assert "△18%" in bands[0]
    dearer = bands_of(picture_totals(alone(), JA, shared()).html)
    assert "＋7.27" in dearer[0]


def test_an_offer_without_a_price_says_so_once_and_claims_no_change() -> None:
    last = bands_of(picture_totals(shared(), JA, alone()).html)[5]
    assert last.count("推計不可") == 1


def test_nothing_moved_is_told_in_words() -> None:
    bands = bands_of(picture_totals(shared(), JA, shared()).html)
    assert all("変わらない" in band for band in bands[:5])


def test_an_effect_names_who_moved_and_who_did_not() -> None:
    words = effect_words(shared(), shared(170.0), JA)
    assert "C ＋0.99" in words
    assert "A・B・D・E 変わらず" in words
    assert words.endswith("（億円）")


def test_effects_of_steps_add_up_to_the_change_from_the_baseline() -> None:
    def of_c(before: Evaluation, after: Evaluation) -> float:
        found = re.search(r"C ([＋△][\d.]+)", effect_words(before, after, JA))
        assert found is not None
        return float(found[1].replace("＋", "").replace("△", "-"))

    steps = of_c(alone(), shared()) + of_c(shared(), shared(170.0))
    assert steps == pytest.approx(of_c(alone(), shared(170.0)), abs=0.011)


def test_city_and_partners_are_said_in_few_words() -> None:
    assert condition_words(PLACE, shared(), JA) == "高松市・3市（倉敷・高松・松山）"
    assert condition_words(PLACE, alone(), JA) == "高松市・単独"
    assert condition_words("fx_usd_jpy", shared(170.0), JA).startswith("170")


def test_a_turn_of_the_order_is_told_with_its_rate() -> None:
    ends = ((100.0, shared(100.0)), (200.0, shared(200.0)))
    turns = rate_turns(ends, (150.0, shared()), JA)
    assert any(re.fullmatch(r"1ドル189\.\d円でBとCの順が入れ替わる", words) for words in turns)


def test_the_minutes_hold_the_note_every_total_and_the_conditions() -> None:
    words = minute_text(shared(), JA, alone(), "財政課に確かめる。")
    assert words.startswith("財政課に確かめる。\n")
    assert "A 架空電算株式会社：32.18億円（確定・内挿）　基準から△7.27億円" in words
    assert "E 想定自治体システム株式会社：≧" in words
    assert "推計不可" in words
    place = minute_place(shared(), JA, "総額")
    assert "高松市（372013）" in place
    assert "データ" in place


def test_the_minutes_say_under_which_conditions_the_baseline_stood() -> None:
    moved = minute_text(shared(160.0), JA, shared(120.0), "")
    assert moved.splitlines()[-1] == "基準の条件：為替 120円/$（ほかは同じ）"
    joined = minute_text(shared(), JA, alone(), "")
    assert "構成" in joined.splitlines()[-1]
    assert "基準の条件" not in minute_text(shared(), JA, shared(), "")
