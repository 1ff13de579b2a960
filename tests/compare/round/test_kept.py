"""What a basis keeps from one evaluation to the next changes nothing and stays bounded."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.answers import AnswerSet, conditions_of, prepare_basis
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import CityChoice
from rfi.compare.round.constants import KEPT_ENTRIES
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from tests.compare.sized_rounds import asked_of_every_kind, city, lines_of_every_kind, round_of

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


def seen(
    answers: AnswerSet,
    basis: CostBasis,
    look: tuple[CityChoice, Scope, dict[str, AssumptionValue]],
) -> Evaluation:
    cities, scope, changes = look
    conditions = conditions_of(answers, changes=changes, cities=cities, scope=scope)
    return Evaluation(answers, basis, conditions)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.lists(looks(), min_size=2, max_size=5))
def test_an_evaluation_after_others_is_that_of_a_fresh_basis(
    seed: int, given_looks: list[tuple[CityChoice, Scope, dict[str, AssumptionValue]]]
) -> None:
    chance = Random(seed)  # noqa: S311 - prices, not secrets
    offers = [lines_of_every_kind(chance) for _ in range(3)]
    answers = round_of(asked_of_every_kind(), *offers)
    used = prepare_basis(answers, conditions_of(answers))
    for look in given_looks:
        fresh = prepare_basis(answers, conditions_of(answers))
        first, second = seen(answers, used, look), seen(answers, fresh, look)
        # As text, since a hole that stays has no level and NaN is not equal to itself.
        assert repr(first.costs.offers) == repr(second.costs.offers)


def test_what_is_kept_is_made_once_and_forgotten_when_there_is_too_much() -> None:
    answers = round_of(asked_of_every_kind(), lines_of_every_kind(Random(1)))  # noqa: S311
    basis = prepare_basis(answers, conditions_of(answers))
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number + 1

    assert [basis.kept("first", lambda: make(0)) for _ in range(3)] == [1, 1, 1]
    assert made == [0]
    for number in range(KEPT_ENTRIES):
        basis.kept(number, lambda: make(1))
    assert basis.kept("first", lambda: make(2)) == 3
