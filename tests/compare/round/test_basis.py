"""What is kept from one evaluation to the next changes nothing."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.city.known_cities import KnownCities
from tests.compare.sized_rounds import asked_of_every_kind, city, lines_of_every_kind, round_of
from tests.evaluations import CityChoice, evaluated

CITIES = [city("a", 350_000), city("b", 61_000), city("c", 420_000), city("d", 700_000)]
PART = Scope.of((business, item) for business in ("B01",) for item in ("I03", "R01", "R13"))


@st.composite
def looks(draw: st.DrawFn) -> tuple[CityChoice, Scope, dict[str, AssumptionValue]]:
    """Return whose cost is looked at, in what scope and under which assumptions."""
    group = tuple(draw(st.lists(st.sampled_from(CITIES), max_size=3, unique_by=id)))
    shown = draw(st.sampled_from([None, *group] if group else [None, *CITIES]))
    changes: dict[str, AssumptionValue] = {
        "levelling": draw(st.sampled_from(["off", "median", "min"])),
        "levelling_donors": draw(st.integers(1, 2)),
        "horizon_months": draw(st.sampled_from([48, 60, 120])),
        "fx_usd_jpy": draw(st.integers(100, 180)),
    }
    return CityChoice(shown, group), draw(st.sampled_from([FULL_SCOPE, PART])), changes


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.lists(looks(), min_size=2, max_size=5))
def test_an_evaluation_after_others_is_that_of_a_round_read_afresh(
    seed: int, given_looks: list[tuple[CityChoice, Scope, dict[str, AssumptionValue]]]
) -> None:
    chance = Random(seed)  # noqa: S311 - prices, not secrets
    offers = [lines_of_every_kind(chance) for _ in range(3)]
    read = round_of(asked_of_every_kind(), *offers)
    known = KnownCities({one.code: one for one in CITIES})
    used = replace(read, cities=known)
    for cities, scope, changes in given_looks:
        first, second = (
            evaluated(answers, changes=changes, cities=cities, scope=scope).costs.offers
            # What is kept stays behind when an answer set is copied.
            for answers in (used, replace(used))
        )
        # As text, since a hole that stays has no level and NaN is not equal to itself.
        assert repr(first) == repr(second)
    assert len(used.kept) > 0
