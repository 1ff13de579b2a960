"""Limits on plans as codes, held together, and named where they clash."""

import pytest

from rfi.analysis.choice.vendors.candidates import Limit
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.vendors.codes import code_of_limit, limit_of_code
from rfi.views.choice.vendors.limits import view_plan_limits
from rfi.views.choice.vendors.plans import picture_plans, view_plans
from rfi.views.look.reading import Reading
from tests.compare.sample_round import TAKAMATSU, sample_for

JA = Reading("ja")
CODES = ("most_offers=2", "most_share=0.6", "at_least_one=A", "fixed=B01:B", "apart=B01:B02")
ONE, BOTH = Limit("most_offers", 1), Limit("apart", business=0, other=1)


@pytest.mark.parametrize("code", CODES)
def test_a_code_names_a_limit_and_a_limit_its_code(code: str) -> None:
    whole = sample_for(TAKAMATSU)
    limit = limit_of_code(whole, code)
    assert limit is not None
    assert code_of_limit(whole, limit) == code


@pytest.mark.parametrize(
    "code",
    [
        *("fixed=B01:Z", "fixed=B99:A", "fixed=B01", "apart=B01:B01", "apart=B01", "apart=:B01"),
        *("most_offers=0", "most_offers=1.5", "most_offers=７", "most_offers=99"),
        *("most_share=2", "most_share=0", "most_share=nan", "most_share=inf"),
        *("at_least_one=", "at_least_one=a", "cheapest", "=", ""),
    ],
)
def test_a_code_that_names_nothing_of_the_round_is_none(code: str) -> None:
    assert limit_of_code(sample_for(TAKAMATSU), code) is None


@pytest.mark.parametrize("lang", LANGS)
def test_of_limits_that_clash_the_smallest_set_is_named_and_nothing_is_drawn(lang: Lang) -> None:
    whole, reading = sample_for(TAKAMATSU), Reading(lang)
    held = (Limit("fixed", business=2, offer=0), ONE, BOTH)
    picture = picture_plans(whole, reading, "hub", held)
    named = {
        "ja": (
            "両立しない最も少ない組は、「提案は1つまで」と"
            "「住民基本台帳と選挙人名簿管理は別の提案」。"
        ),
        "en": 'The smallest set that clashes: "at most 1 offer" and ',
    }
    assert named[lang] in picture.title
    assert whole.questionnaire.businesses["B03"] not in picture.title
    assert picture.html == ""
    assert view_plans(whole, reading, "hub", held) is None
    assert view_plan_limits(whole, reading, "hub", 0, held) is None


def test_a_limit_that_cannot_hold_by_itself_is_named_alone() -> None:
    # E answers no business whole.
    whole = sample_for(TAKAMATSU)
    picture = picture_plans(whole, JA, "hub", (BOTH, Limit("at_least_one", offer=4)))
    assert picture.title.endswith("「Eに少なくとも1業務」だけで成り立たない。")


def test_plans_under_limits_keep_them_and_cost_no_less_than_without() -> None:
    whole = sample_for(TAKAMATSU)
    free, held = (whole.choices.combining.plans("hub", limits) for limits in ((), (BOTH,)))
    assert all(plan.offers[0] != plan.offers[1] for plan in held)
    assert held[0].total_jpy >= free[0].total_jpy
    picture = picture_plans(whole, JA, "hub", (BOTH,))
    assert picture.title.startswith("「住民基本台帳と選挙人名簿管理は別の提案」を守って")
    table = view_plans(whole, JA, "hub", (BOTH,))
    assert table is not None
    assert table.notes[0] == "守っている制限：住民基本台帳と選挙人名簿管理は別の提案"


def test_what_one_more_limit_adds_is_told_beside_those_that_are_kept() -> None:
    whole = sample_for(TAKAMATSU)
    table = view_plan_limits(whole, JA, "hub", 0, (BOTH,))
    assert table is not None
    headings = [row.heading for row in table.rows]
    assert "住民基本台帳と選挙人名簿管理は別の提案" not in headings
    words = {row.heading: row.cells[0] for row in table.rows}
    assert words["提案は1つまで"].text == "欠けのない額の組合せはない"
    assert min(cell.value for cell in words.values() if cell.value is not None) >= 0
