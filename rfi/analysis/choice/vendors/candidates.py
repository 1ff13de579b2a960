"""What plans of offers for businesses are made of, what limits them, and a plan itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from rfi.normalize.step import FloatArray

Kind = Literal["most_offers", "most_share", "fixed", "apart", "at_least_one"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One price for several businesses of an offer: whole or not at all."""

    offer: int
    businesses: tuple[int, ...]
    cost_jpy: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Discount:
    """What an offer takes off where it gets all of some businesses (一括採用値引); yen, above 0."""

    offer: int
    businesses: tuple[int, ...]
    amount_jpy: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """What plans are made of; yen of the window.

    Attributes:
        cost_jpy: Business × offer; NaN where the offer does not cover the business by itself.
        is_open: Business × offer: whether a cell of it holds no price (≧).
        common_jpy: By offer: its 共通 cells, paid once.
        is_common_open: By offer, likewise.
        bundles: Prices over several businesses.
        discounts: Of all other prices none is taken off: they count where their condition is met.
        pairs: Businesses that exchange data.
        interface_jpy: For each of them between two offers.
        coordination_jpy: For each offer beyond the first.
    """

    cost_jpy: FloatArray
    is_open: npt.NDArray[np.bool_]
    common_jpy: FloatArray
    is_common_open: npt.NDArray[np.bool_]
    bundles: tuple[Bundle, ...] = ()
    discounts: tuple[Discount, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()
    interface_jpy: float = 0.0
    coordination_jpy: float = 0.0


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        kind: ``most_offers`` (at most ``value``), ``most_share`` (no offer more than ``value`` of
            the money), ``fixed`` (``offer`` for ``business``), ``apart`` (never one offer for
            ``business`` and ``other``), ``at_least_one`` (``offer`` for one business at least).
        value: A number of offers, or a share.
        business, other, offer: Indexes.
    """

    kind: Kind
    value: float = 0.0
    business: int = 0
    other: int = 0
    offer: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Which offer for which business; yen of the window.

    Attributes:
        offers: By business, the index of its offer.
        paid_jpy: By offer: chosen cells and 共通, less the discounts whose condition is met.
        discount_jpy: What those discounts take off, in all.
        interfaces: Number of pairs that have different offers.
        interface_jpy, coordination_jpy: What stands beside the offers' own prices.
        is_open: Whether a chosen cell holds no price (≧).
        is_proven: Whether no plan of the same offers costs less.
    """

    offers: tuple[int, ...]
    paid_jpy: tuple[float, ...]
    discount_jpy: float
    interfaces: int
    interface_jpy: float
    coordination_jpy: float
    is_open: bool
    is_proven: bool

    @property
    def total_jpy(self) -> float:
        """What is paid in all."""
        return sum(self.paid_jpy) + self.interface_jpy + self.coordination_jpy

    @property
    def chosen(self) -> tuple[int, ...]:
        """The offers that have any business, in their order."""
        return tuple(sorted(set(self.offers)))

    @property
    def concentration(self) -> float:
        """Herfindahl–Hirschman index of the money that offers get, 0 to 1; NaN of nothing."""
        paid = sum(self.paid_jpy)
        if not paid:
            return float("nan")
        return sum((one / paid) ** 2 for one in self.paid_jpy)


def able_offers(candidates: Candidates) -> tuple[int, ...]:
    """Return the offers that can have any business at all."""
    bundled = {one.offer for one in candidates.bundles}
    priced = set(np.argwhere(~np.isnan(candidates.cost_jpy))[:, 1].tolist())
    return tuple(sorted(bundled | priced))


def among(candidates: Candidates, offers: Sequence[int]) -> Candidates:
    """Return the candidates of some offers, which then have places of their own."""
    kept = list(offers)
    home = {offer: index for index, offer in enumerate(kept)}
    return replace(
        candidates,
        cost_jpy=candidates.cost_jpy[:, kept],
        is_open=candidates.is_open[:, kept],
        common_jpy=candidates.common_jpy[kept],
        is_common_open=candidates.is_common_open[kept],
        bundles=tuple(
            replace(one, offer=home[one.offer]) for one in candidates.bundles if one.offer in home
        ),
        discounts=tuple(
            replace(one, offer=home[one.offer]) for one in candidates.discounts if one.offer in home
        ),
    )
