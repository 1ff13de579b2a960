"""共同利用の成立条件: one offer's price of a group divided by every rule, and who would leave.

Keys (equal, by residents, mixed, HARP, in proportion to going alone, own weights) divide what is
shared; what members bear for themselves stands apart (method §4). Shapley and the nucleolus (up to
8 cities) divide the whole price.
Where anything is known from below only (≧), keys still divide what is quoted, marked; nothing is
then said of who would leave, since a lower bound never enters a core as if it were exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from rfi.analysis.choice.coalitions import (
    Coalitions,
    CoreCheck,
    KeyInterval,
    check_core,
    coalitions_of,
    mixed_key_interval,
)
from rfi.analysis.choice.constants import NUCLEOLUS_MEMBERS, SHAPLEY_SEED
from rfi.analysis.choice.nucleolus import nucleolus
from rfi.analysis.choice.shapley import shapley_shares
from rfi.compare.joint.coalition_prices import CoalitionPrices
from rfi.compare.round.sharing import SharingKey, shares_of
from rfi.normalize.step import FloatArray

Rule = Literal["equal", "residents", "mixed", "harp", "alone", "own", "shapley", "nucleolus"]
# How far an offer can be judged: wholly, from below only, or not at all.
State = Literal["exact", "open", "not_estimable"]


@dataclass(frozen=True, slots=True)
class RuleShares:
    """What each member bears by one rule.

    Attributes:
        rule: Which one.
        share_jpy: By member, exact yen of the window; they sum to the price of the group.
        standard_error_jpy: Of a sampled share; 0 where it is exact.
        core: Who would rather leave; None where the offer is not exact.
    """

    rule: Rule
    share_jpy: FloatArray
    standard_error_jpy: FloatArray
    core: CoreCheck | None


@dataclass(frozen=True, slots=True)
class OfferJoining:
    """The group under one offer.

    Attributes:
        state: How far it can be judged.
        total_jpy: c(N), yen of the window; what is quoted of it where it is open.
        alone_jpy: By member: c({i}), likewise.
        rules: Every rule that can be worked out; none where the offer is not estimable.
        interval: α of the mixed key that keeps everybody in; None where it is not exact.
    """

    state: State
    total_jpy: float
    alone_jpy: FloatArray
    rules: tuple[RuleShares, ...]
    interval: KeyInterval | None

    def rule(self, name: Rule) -> RuleShares:
        """Return the shares by one rule.

        Raises:
            StopIteration: the rule was not worked out.
        """
        return next(one for one in self.rules if one.rule == name)


@dataclass(frozen=True, slots=True)
class Joining:
    """A group under every offer.

    Attributes:
        prices: Of every coalition of its members.
        equal_ratio: α in force.
        offers: In the order of their places.
    """

    prices: CoalitionPrices
    equal_ratio: float
    offers: tuple[OfferJoining, ...]


def _parts(
    prices: CoalitionPrices, key: SharingKey, alone: FloatArray
) -> Iterator[tuple[Rule, FloatArray]]:
    """Yield every key with the part of the shared cost that each member bears."""
    codes = [city.code for city in prices.cities]
    keys: Mapping[Rule, SharingKey] = {
        "equal": SharingKey("mixed", 1.0, {}),
        "residents": SharingKey("mixed", 0.0, {}),
        "mixed": SharingKey("mixed", key.equal_ratio, {}),
        "harp": SharingKey("harp", key.equal_ratio, {}),
    }
    for rule, one in keys.items():
        yield rule, shares_of(one, codes, prices.residents)
    if alone.sum() > 0:
        yield "alone", alone / alone.sum()
    if any(key.own_weights.get(code) for code in codes):
        own = SharingKey("own", key.equal_ratio, key.own_weights)
        yield "own", shares_of(own, codes, prices.residents)


def _judged(
    prices: CoalitionPrices, key: SharingKey, offer: int, coalitions: Coalitions | None
) -> OfferJoining:
    alone, own = prices.alone_jpy[:, offer], prices.individual_jpy[:, offer]
    total = float(prices.total_jpy[offer])
    shared, nothing = total - own.sum(), np.zeros(len(alone))

    def core(share: FloatArray) -> CoreCheck | None:
        return check_core(coalitions, share, total) if coalitions else None

    by_key = {rule: part * shared + own for rule, part in _parts(prices, key, alone)}
    rules = [RuleShares(rule, share, nothing, core(share)) for rule, share in by_key.items()]
    interval = None
    if coalitions:
        generator = np.random.default_rng(SHAPLEY_SEED)
        found = shapley_shares(partial(prices.cost_of, offer=offer), len(alone), generator)
        if not np.isnan(found.share).any():
            # Whole orders are drawn: what rounding leaves goes by what each bears.
            share = found.share * (total / found.share.sum())
            rules.append(RuleShares("shapley", share, found.standard_error, core(share)))
        if len(alone) <= NUCLEOLUS_MEMBERS:
            least = nucleolus(partial(prices.cost_of, offer=offer), len(alone))
            if least is not None:
                # The solver's last digits go by what each bears, so that the shares sum exactly.
                exact = least * (total / least.sum())
                rules.append(RuleShares("nucleolus", exact, nothing, core(exact)))
        interval = mixed_key_interval(coalitions, by_key["residents"], by_key["equal"])
    state: State = "exact" if coalitions else "open"
    return OfferJoining(state, total, alone, tuple(rules), interval)


def joining_of(prices: CoalitionPrices, key: SharingKey, is_exact: tuple[bool, ...]) -> Joining:
    """Return what every rule asks of each member under every offer, and who would leave.

    Args:
        prices: Of the coalitions of the group.
        key: α and own weights in force.
        is_exact: By offer: whether its totals are known exactly (no range, bundle or hole).

    Raises:
        ValueError: own weights are below 0 or sum to 0.
    """
    found = []
    everybody = np.ones((1, len(prices.cities)), dtype=np.bool_)
    for offer, exact in enumerate(is_exact):
        if not prices.is_estimable[offer]:
            alone = prices.alone_jpy[:, offer]
            found.append(OfferJoining("not_estimable", np.nan, alone, (), None))
            continue
        known = exact and not np.isnan(prices.cost_of(everybody, offer)[0])
        coalitions = None
        if known:
            coalitions = coalitions_of(partial(prices.cost_of, offer=offer), prices.residents)
        found.append(_judged(prices, key, offer, coalitions))
    return Joining(prices, key.equal_ratio, tuple(found))
