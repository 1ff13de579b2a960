"""What the section 事業者の組合せ shows."""

import pytest

from rfi.text.wording import LANGS, Lang
from rfi.views.choice.vendors.limits import view_plan_limits
from rfi.views.choice.vendors.plans import picture_plans, view_plan_sizes, view_plans
from rfi.views.choice.vendors.words import exchange_words
from rfi.views.look.reading import Reading
from tests.compare.sample_round import TAKAMATSU, sample_for, scope_of

JA = Reading("ja")


def test_the_answer_names_the_offers_with_their_totals_and_the_exchange() -> None:
    whole = sample_for(TAKAMATSU)
    picture = picture_plans(whole, JA, "hub")
    plans = whole.choices.combining.plans("hub")
    for plan in plans:
        assert f"{plan.total_jpy / 1e8:.2f}億円" in picture.title
    assert "住民基本台帳と各業務が連携" in picture.caption


@pytest.mark.parametrize("lang", LANGS)
def test_no_exchange_is_named_with_a_business_that_is_not_compared(lang: Lang) -> None:
    """The register has the RFI's own name, or is left out of the scope, or not asked at all."""
    narrow = sample_for(TAKAMATSU, scope=scope_of("B03", "B04"))
    words = exchange_words(narrow, "hub", lang)
    assert words not in {exchange_words(narrow, "all", lang), ""}
    for title in narrow.questionnaire.businesses.values():
        assert title not in words
    assert words in picture_plans(narrow, Reading(lang), "hub").caption


def test_the_chart_has_figures_on_its_axis_and_says_what_the_concentration_is() -> None:
    picture = picture_plans(sample_for(TAKAMATSU), JA, "hub")
    assert "総額（億円）" in picture.html
    assert picture.html.count("rfi-tick") > 1
    assert "集中度1（1は1提案だけ）" in picture.html or "集中度1.00（1は1提案だけ）" in picture.html
    assert "集中度（HHI）は、提案ごとの額の割合の二乗の和" in picture.html


@pytest.mark.parametrize("lang", LANGS)
def test_every_business_has_one_offer_in_every_plan_and_the_parts_sum_to_the_total(
    lang: Lang,
) -> None:
    whole = sample_for(TAKAMATSU)
    table = view_plans(whole, Reading(lang), "hub")
    assert table is not None
    rows = {row.key: row for row in table.rows}
    for column in range(len(table.columns)):
        letters = [rows[code].cells[column].text for code in whole.choices.combining.businesses]
        assert all(letters)
        parts = [
            row.cells[column].value or 0.0
            for key, row in rows.items()
            if key.startswith("paid.") or key in {"interface", "coordination"}
        ]
        assert sum(parts) == pytest.approx(rows["total"].cells[column].value)


def test_no_limit_lowers_the_total_and_one_that_no_plan_keeps_says_so() -> None:
    table = view_plan_limits(sample_for(TAKAMATSU), JA, "hub", 0)
    assert table is not None
    prices = [row.cells[0].value for row in table.rows if row.cells[0].value is not None]
    assert prices
    assert min(prices) >= 0
    words = {row.heading: row.cells[0].text for row in table.rows}
    assert words["Eに少なくとも1業務"] == "欠けのない額の組合せはない"


def test_the_sizes_stand_from_small_to_large_with_growing_totals() -> None:
    rows = view_plan_sizes(sample_for(TAKAMATSU), JA, "hub").rows
    assert [row.key for row in rows] == ["200000", "350000", "500000"]
    totals = [row.cells[1].value or 0.0 for row in rows]
    assert totals == sorted(totals)
