"""From one choice to another, one condition at a time."""

from hypothesis import given
from hypothesis import strategies as st

from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.chosen_steps import PLACE, SCOPE, chosen_steps, taken_back
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice

KEYS = ("discount_rate", "fx_usd_jpy", "horizon_months")


@st.composite
def choices(draw: st.DrawFn) -> Chosen:
    city = draw(st.sampled_from([None, ChosenCity("372013"), ChosenCity("382019")]))
    group = draw(st.sampled_from([(), ("372013", "382019")]))
    scope = draw(st.sampled_from([EVERYTHING, ScopeChoice(businesses=("B01",))]))
    options = draw(st.sampled_from([(), ("O1",)]))
    chosen = Chosen(city=city, group=group, scope=scope, options=options)
    for key in KEYS:
        value = draw(st.sampled_from([None, 1.0, 2.0]))
        if value is not None:
            chosen = chosen.with_assumption(key, Assumption(key, value, "", "試験", ""))
    return chosen


@given(choices(), choices())
def test_the_steps_lead_from_the_one_to_the_other(base: Chosen, now: Chosen) -> None:
    here = base
    for step in chosen_steps(base, now):
        assert step.before == here
        assert step.after != here
        here = step.after
    assert list(chosen_steps(here, now)) == []


@given(choices(), choices())
def test_taking_every_step_back_gives_the_baseline_in_any_order(base: Chosen, now: Chosen) -> None:
    here = now
    for step in reversed(tuple(chosen_steps(base, now))):
        here = taken_back(base, here, step.key)
    assert here == base


def test_city_and_partners_are_one_step_and_stand_first() -> None:
    now = Chosen(
        city=ChosenCity("372013"),
        group=("372013", "382019"),
        scope=ScopeChoice(businesses=("B01",)),
        assumptions=(Assumption("fx_usd_jpy", 160.0, "", "試験", ""),),
    )
    assert [step.key for step in chosen_steps(NOTHING_CHOSEN, now)] == [
        PLACE,
        SCOPE,
        "fx_usd_jpy",
    ]


def test_of_the_same_choice_there_is_no_step() -> None:
    assert list(chosen_steps(NOTHING_CHOSEN, NOTHING_CHOSEN)) == []


def test_who_set_a_value_is_no_step() -> None:
    one, other = (
        NOTHING_CHOSEN.with_assumption(
            "fx_usd_jpy", Assumption("fx_usd_jpy", 160.0, "", source, note)
        )
        for source, note in (("画面での指定", ""), ("chosen on screen", "会議で"))
    )
    assert list(chosen_steps(one, other)) == []


@given(choices(), st.sampled_from([100.0, 155.5]))
def test_moving_the_rate_changes_no_choice_before_its_own_step(base: Chosen, rate: float) -> None:
    levelled = base.with_assumption("levelling", Assumption("levelling", "median", "", "試験", ""))
    shared = levelled.with_assumption(
        "sharing_equal_ratio", Assumption("sharing_equal_ratio", 0.75, "", "試験", "")
    )

    def before(fx: float) -> list[Chosen]:
        moved = Assumption("fx_usd_jpy", fx, "", "試験", "")
        now = shared.with_assumption("fx_usd_jpy", moved)
        return [step.before for step in chosen_steps(NOTHING_CHOSEN, now)]

    assert before(rate) == before(rate + 1)
