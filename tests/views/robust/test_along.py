"""What a slider picks from: the figures of every step are those of the comparison at its value."""

import pytest

from rfi.evaluation.along_parts import COSTS_ALONG, EFFECTS_ALONG
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.chosen import NOTHING_CHOSEN, ChosenCity
from rfi.views.look.reading import Reading, TaxBasis
from rfi.views.look.totals import known_total_of
from rfi.views.robust.along import figures_along, moved_keys, settings_along, view_along
from rfi.views.robust.slide import slide_along
from tests.answers import collect, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.views.rounds import evaluated, holey

JA = Reading("ja")


def at(found: Evaluation, key: str, value: float) -> Evaluation:
    given = int(value) if key == "horizon_months" else value
    chosen = NOTHING_CHOSEN.with_city(ChosenCity(TAKAMATSU)).with_group(set(GROUP))
    return evaluate(found.answers, chosen.with_values(found.answers.assumptions, {key: given}, ""))


@pytest.mark.parametrize("key", ["fx_usd_jpy", "price_growth_rate", "sharing_equal_ratio"])
@pytest.mark.parametrize("tax", ["excluded", "included"])
def test_the_total_of_each_step_is_that_of_the_comparison_at_its_value(
    key: str, tax: TaxBasis
) -> None:
    found, reading = sample_for(TAKAMATSU, GROUP), Reading("ja", tax=tax)
    steps = figures_along(found, key, reading)
    settings = settings_along(found, key)
    for index in (0, len(settings) // 2, len(settings) - 1):
        offers = at(found, key, settings[index]).costs.offers
        assert [one.amount for one in steps[index]] == [
            known_total_of(offer, reading) for offer in offers
        ]
        assert [one.sign for one in steps[index]] == [
            "推計不可" if offer.totals.nominal_jpy is None else offer.bound.sign for offer in offers
        ]


def test_the_present_value_of_each_step_is_that_at_its_rate() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    steps, settings = (
        figures_along(found, "discount_rate", JA),
        settings_along(found, "discount_rate"),
    )
    exact = at(found, "discount_rate", settings[-1]).costs.offers
    values = [offer.totals.present_value_jpy for offer in exact if offer.bound.kind == "exact"]
    assert [
        one.amount
        for one, offer in zip(steps[-1], exact, strict=True)
        if offer.bound.kind == "exact"
    ] == values
    assert all(
        after < before
        for after, before in zip(
            [one.amount for one in steps[-1] if one.amount is not None],
            [one.amount for one in steps[0] if one.amount is not None],
            strict=True,
        )
    )


@pytest.mark.parametrize("key", EFFECTS_ALONG)
def test_an_effect_grows_in_proportion_to_what_an_hour_is_worth(key: str) -> None:
    found = sample_for(TAKAMATSU, GROUP)
    settings, steps = settings_along(found, key), figures_along(found, key, JA)
    now = at(found, key, settings[3]).benefits
    measure = found.along.effects(key).measure
    for index, one in enumerate(steps[3]):
        value = now.offers[index].measures[measure].discounted
        assert one.amount == (None if value is None else value / (now.months / 12))


def test_moving_an_assumption_does_not_make_its_own_steps_anew() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    moved = at(found, "fx_usd_jpy", 160.0)
    assert moved.along.costs("fx_usd_jpy") is found.along.costs("fx_usd_jpy")
    assert moved.along.costs("price_growth_rate") is not found.along.costs("price_growth_rate")


def test_the_slider_stands_at_the_value_in_force_and_tells_the_change_from_the_rounds_own() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    moved = slide_along(at(found, "fx_usd_jpy", 160.0), JA, "fx_usd_jpy")
    assert moved.words[moved.at] == "1ドル 160円"
    assert moved.standard == "1ドル 150円"
    still = slide_along(found, JA, "fx_usd_jpy")
    assert moved.changes == still.changes
    assert {change.strip("0.") for change in still.changes[still.at]} <= {""}
    assert len(set(still.amounts)) >= 10


@pytest.mark.parametrize("key", [*COSTS_ALONG, *EFFECTS_ALONG])
@pytest.mark.parametrize("moved", [None, 1.07])
def test_a_slider_that_nobody_touched_shows_the_figures_of_the_page(
    key: str, moved: float | None
) -> None:
    found = sample_for(TAKAMATSU, GROUP)
    own = float(found.answers.assumptions.number(key))
    here = found if moved is None else at(found, key, own * moved or 0.0123)
    value = float(here.conditions.assumptions.number(key))
    index = slide_along(here, JA, key).at
    assert settings_along(here, key)[index] == value
    shown = [one.amount for one in figures_along(here, key, JA)[index]]
    if key in EFFECTS_ALONG:
        measure = here.along.effects(key).measure
        exact = [offer.measures[measure].discounted for offer in here.benefits.offers]
        years = here.benefits.months / 12
        assert shown == [None if one is None else one / years for one in exact]
    elif key != "discount_rate":
        assert shown == [known_total_of(offer, JA) for offer in here.costs.offers]
    else:
        values = [offer.totals.present_value_jpy for offer in here.costs.offers]
        is_exact = [offer.bound.kind == "exact" for offer in here.costs.offers]
        assert any(is_exact)
        for one, present, held in zip(shown, values, is_exact, strict=True):
            assert one == present or not held


def test_a_change_is_told_from_the_rounds_own_value_though_it_lies_between_the_steps() -> None:
    moved = at(sample_for(TAKAMATSU, GROUP), "resident_hour_jpy", 2_600.0)
    slide = slide_along(moved, JA, "resident_hour_jpy")
    own = slide.words.index(slide.standard)
    assert slide.standard == "1時間 2,543円"
    assert {change.strip("0.") for change in slide.changes[own]} <= {""}
    assert slide.values == tuple(sorted(slide.values))


def test_an_offer_without_a_figure_says_why_in_words_and_without_a_unit() -> None:
    slide = slide_along(sample_for(TAKAMATSU, GROUP), JA, "fx_usd_jpy")
    assert slide.amounts[slide.at][-1] == "推計不可"
    assert slide.units[slide.at] == (*["億円"] * 5, "")


@pytest.mark.parametrize("key", ["fx_usd_jpy", "discount_rate"])
def test_the_bar_of_an_amount_with_holes_has_no_end_at_any_step(key: str) -> None:
    found = sample_for(TAKAMATSU, GROUP)
    slide = slide_along(found, JA, key)
    assert "rfi-along-open" in slide.html
    for amounts, opens in zip(slide.amounts, slide.open, strict=True):
        assert opens == tuple(one.startswith(("≧", "※")) for one in amounts)
        assert True in opens
        assert False in opens


def test_a_table_holds_a_row_a_step_and_says_its_unit() -> None:
    table = view_along(sample_for(TAKAMATSU, GROUP), JA, "fx_usd_jpy")
    assert [row.heading for row in table.rows][::8] == [
        "1ドル 100円",
        "1ドル 140円",
        "1ドル 180円",
    ]
    assert "税抜" in table.caption


def test_nothing_that_moves_nothing_is_offered() -> None:
    alone = evaluated(holey())
    assert "sharing_equal_ratio" not in moved_keys(alone)
    assert set(moved_keys(sample_for(TAKAMATSU, GROUP))) == {*COSTS_ALONG, *EFFECTS_ALONG}
    assert moved_keys(evaluated(collect(questionnaire()))) == []
