"""What is kept of the prices of each body alone: what a rate does not move is not made again."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from rfi.compare.cost.answered import answered_of
from rfi.compare.cost.sizes import alone
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.cost.sizes.size import SizedPart, sized_part
from rfi.compare.cost.sizes.together import Together
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import QuotedPoints, Segment, segments_between
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.bodies import Bodies, bodies_of_cities
from rfi.normalize.cost.components import Components
from rfi.normalize.cost.drivers import FIRST_OWN
from rfi.normalize.step import FloatArray
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_answers, sample_for

IN_DOLLARS = "vendor-c:C1"


def fresh() -> Evaluation:
    """Return the sample round for the group as if nobody had looked at it before."""
    return sample_for(TAKAMATSU, GROUP, answers=replace(sample_answers()))


def estimate_of(found: Evaluation) -> Estimate:
    assert found.outlay.estimate is not None
    return found.outlay.estimate


@pytest.fixture
def offers_sized(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Return the offers of every segment whose weights are worked out from now on."""
    seen: list[set[str]] = []

    names = [one.offer_key for one in sample_for().costs.offers]

    def watched(
        totals: FloatArray, parts: Components, points: QuotedPoints, segment: Segment
    ) -> SizedPart:
        seen.append({names[offer] for offer in segment.offers.tolist()})
        return sized_part(totals, parts, points, segment)

    monkeypatch.setattr(alone, "sized_part", watched)
    return seen


def test_a_rate_sizes_the_offers_in_dollars_alone_anew(offers_sized: list[set[str]]) -> None:
    answers = replace(sample_answers())
    estimate_of(sample_for(TAKAMATSU, GROUP, answers=answers, fx_usd_jpy=150.0))
    assert set.union(*offers_sized) > {IN_DOLLARS}
    offers_sized.clear()
    estimate_of(sample_for(TAKAMATSU, GROUP, answers=answers, fx_usd_jpy=151.0))
    assert offers_sized
    assert set.union(*offers_sized) == {IN_DOLLARS}
    offers_sized.clear()
    estimate_of(sample_for(TAKAMATSU, GROUP, answers=answers, discount_rate=0.07))
    assert not offers_sized, "what is discounted changes no quoted sum"
    estimate_of(sample_for(TAKAMATSU, GROUP, answers=answers, price_growth_rate=0.03))
    assert set.union(*offers_sized) > {IN_DOLLARS}


def test_after_any_moves_an_estimate_is_what_it_is_at_first_sight() -> None:
    answers = replace(sample_answers())
    moves = ((150.0, 0.0, 60), (90.0, 0.0, 60), (187.25, 0.02, 84), (90.0, 0.02, 84))
    for rate, growth, months in (*moves, *reversed(moves)):
        found, first = (
            estimate_of(
                sample_for(
                    TAKAMATSU,
                    GROUP,
                    answers=given,
                    fx_usd_jpy=rate,
                    price_growth_rate=growth,
                    horizon_months=months,
                )
            )
            for given in (answers, replace(sample_answers()))
        )
        assert found.sizes == first.sizes
        for name in ("weights", "group_weights", "gaps", "ends", "near", "alone_gaps", "totals"):
            np.testing.assert_array_equal(getattr(found, name), getattr(first, name), name)


def test_what_stays_open_is_found_again_for_an_equal_coverage() -> None:
    one, other = fresh().costs.offers[4].coverage, fresh().costs.offers[4].coverage
    assert one is not other
    assert answered_of(one, frozenset()) is answered_of(other, frozenset())
    kind, cells = next((kind, cells) for kind, cells in one.holes.items() if cells)
    filled = answered_of(one, frozenset(cells[:1]))
    assert cells[0] not in filled.open_holes.get(kind, ())
    assert filled.of(cells).filled == 1
    assert filled.of(cells).holes.get(kind, 0) == len(cells) - 1
    assert answered_of(one, frozenset()).of(cells).holes[kind] == len(cells)


def priced(basis: CostBasis, bodies: Bodies) -> alone.Alone:
    return alone.alone_of(basis, estimate_of(fresh()).totals, bodies)


def same(found: alone.Alone, first: alone.Alone) -> bool:
    """Tell whether two of them say the same, figure by figure."""
    assert found.weights.keys() == first.weights.keys()
    for scenario, weights in first.weights.items():
        assert (found.weights[scenario] == weights).all()
    for name in ("any_gaps", "ends", "near", "is_outside"):
        assert (getattr(found, name) == getattr(first, name)).all(), name
    return lie_alike(found.together, first.together)


def lie_alike(found: Together | None, first: Together) -> bool:
    """Tell whether two of them say the same."""
    assert found is not None
    for name in ("gaps", "linear", "is_quoted"):
        assert (getattr(found, name) == getattr(first, name)).all(), name
    return found.kinds == first.kinds and found.used == first.used


# Cities below, between and above the quoted sizes, some of them in one stretch.
MEMBERS = ("322016", "352012", "332020", "372013", "382019", "142018", "282022")


def test_some_of_the_bodies_are_priced_as_if_nobody_else_had_been_looked_at() -> None:
    found = fresh()
    known = sample_answers().cities.known
    everyone = bodies_of_cities([known[code] for code in MEMBERS], found.basis.procedures)
    whole, totals = priced(found.basis, everyone), estimate_of(found).totals
    for count in (1, 2, len(MEMBERS) - 1, len(MEMBERS)):
        for chosen in itertools.combinations(range(len(MEMBERS)), count):
            rows = np.array(chosen, dtype=np.int64)
            mine = priced(found.basis, everyone.at(rows))
            assert lie_alike(whole.together_of(rows), mine.together)
            assert (whole.priced(totals)[rows] == mine.priced(totals)).all()


def test_where_a_quantity_is_not_known_some_of_a_stretch_are_priced_by_themselves() -> None:
    found = fresh()
    basis, known = found.basis, sample_answers().cities.known
    everyone = bodies_of_cities([known[code] for code in MEMBERS], basis.procedures)
    parts, totals = basis.cube.components, estimate_of(found).totals
    for segment in segments_between(parts, basis.points, basis.model.drivers, everyone):
        blind = replace(segment, ratios=np.full_like(segment.ratios, np.nan))
        follows = (parts.driver[segment.components] >= FIRST_OWN).any()
        assert sized_part(totals, parts, basis.points, segment).holds_for_each
        assert sized_part(totals, parts, basis.points, blind).holds_for_each != follows
    whole = priced(basis, everyone)
    blind_ones = tuple(replace(one, holds_for_each=False) for one in whole.stretches)
    unknown, rows = replace(whole, stretches=blind_ones), np.arange(len(MEMBERS))
    assert lie_alike(unknown.together_of(rows), whole.together)
    shared = next(one.bodies for one in blind_ones if len(one.bodies) > 1)
    assert unknown.together_of(shared[:1]) is None
