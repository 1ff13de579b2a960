"""One assumption after the other moved over its range, everything else held (method §8, tornado).

What is compared is the present value of each offer: at a discount rate of 0 it is the total.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rfi.analysis.robust.constants import SWING_POINTS
from rfi.analysis.robust.robustness import exact_totals
from rfi.compare.cost.comparison import Comparison
from rfi.normalize.step import FloatArray

ValuesAt = Callable[[float], FloatArray]
# Range that is drawn, range in which turns are looked for.
Bounds = tuple[tuple[float, float], tuple[float, float]]
MEMBERS = "members"


def exact_values(comparison: Comparison) -> FloatArray:
    """Return present values by offer, tax-excluded yen; NaN where a total is not exact."""
    return exact_totals(comparison, "present_value_jpy")


@dataclass(frozen=True, slots=True)
class Swing:
    """One assumption over its range.

    Attributes:
        key: Assumption, or ``MEMBERS`` for how many cities share: the group, or one alone.
        low, high: Range that is drawn, in the unit of the assumption.
        settings: Values looked at, ascending; they reach over the range where turns are looked
            for further out.
        values: Setting × offer, present value in yen; NaN where a total is not exact.
    """

    key: str
    low: float
    high: float
    settings: FloatArray
    values: FloatArray

    def ends(self, first: int, second: int) -> tuple[float, float]:
        """Return second − first at either end of the range that is drawn, yen."""
        found = self.differences(first, second)
        at = [int(np.abs(self.settings - end).argmin()) for end in (self.low, self.high)]
        return float(found[at[0]]), float(found[at[1]])

    def differences(self, first: int, second: int) -> FloatArray:
        """Return second − first at each setting, yen."""
        return np.asarray(self.values[:, second] - self.values[:, first])

    def turns(self, first: int, second: int) -> tuple[float, ...]:
        """Return the settings at which the difference changes its sign, between two looked at.

        Between neighbouring settings the difference is taken as straight.
        """
        found = self.differences(first, second)
        turns = []
        for left in range(len(found) - 1):
            low, high = float(found[left]), float(found[left + 1])
            if low * high < 0:
                part = low / (low - high)
                step = float(self.settings[left + 1] - self.settings[left])
                turns.append(float(self.settings[left]) + part * step)
        return tuple(turns)


@dataclass(frozen=True, slots=True)
class ItemSwing:
    """The price of one cost item of one offer off by a spread.

    Attributes:
        offer: Index of the offer.
        item: Cost item.
        amount_jpy: Its present value, yen.
    """

    offer: int
    item: str
    amount_jpy: float

    def turn(self, difference: float, first: int) -> float | None:
        """Return by which part the price must move until the difference is 0; None for none.

        Args:
            difference: Second − first, yen.
            first: Index of the offer that is taken off.
        """
        sign = -1.0 if self.offer == first else 1.0
        return -difference / (sign * self.amount_jpy) if self.amount_jpy else None


@dataclass(frozen=True, slots=True)
class Swings:
    """How far each assumption moves the offers.

    Attributes:
        now: Present value by offer as things stand; NaN where not exact.
        by_assumption: One a moved assumption.
        items: Offer × item, present value in yen.
        item_codes: Names of the second axis of ``items``.
    """

    now: FloatArray
    by_assumption: tuple[Swing, ...]
    items: FloatArray
    item_codes: tuple[str, ...]

    def largest_items(self, offer: int, count: int) -> tuple[ItemSwing, ...]:
        """Return the items of an offer with the largest amounts, the largest first."""
        order = np.argsort(-np.abs(self.items[offer]), kind="stable")[:count].tolist()
        return tuple(
            ItemSwing(offer, self.item_codes[item], float(self.items[offer, item]))
            for item in order
            if self.items[offer, item]
        )


def settings_of(bounds: Bounds, now: float) -> FloatArray:
    """Return the values of an assumption that are looked at, ascending; as in ``swing_of``."""
    (low, high), (least, most) = bounds
    low, high = min(low, now), max(high, now)
    within = np.linspace(min(least, low), max(most, high), SWING_POINTS)
    return np.unique(np.append(within, (low, now, high)))


def swing_of(
    key: str, bounds: Bounds, now: float, values_now: FloatArray, values_at: ValuesAt
) -> Swing:
    """Return one assumption over a range, the setting that holds now among the looked-at.

    Args:
        key: Assumption.
        bounds: Range that is drawn, and range in which turns are looked for.
        now: Value that holds; it widens the range where it lies outside.
        values_now: Present values by offer as things stand.
        values_at: Value of the assumption → present values by offer.
    """
    (low, high), settings = bounds[0], settings_of(bounds, now)
    low, high = min(low, now), max(high, now)
    values = np.stack(
        [values_now if value == now else values_at(value) for value in settings.tolist()]
    )
    return Swing(key, low, high, settings, values)


def members_swing(count: int, alone: FloatArray, now: FloatArray) -> Swing:
    """Return going alone beside the group of ``count`` cities; present values by offer."""
    settings = np.array([1.0, float(count)])
    return Swing(MEMBERS, 1.0, float(count), settings, np.stack([alone, now]))


def swings_of(
    comparison: Comparison,
    moved: Mapping[str, tuple[Bounds, ValuesAt]],
    alone: FloatArray | None,
) -> Swings:
    """Return how far assumptions move the offers.

    Args:
        comparison: As things stand.
        moved: Assumption → its ranges, and what finds the present values at a value of it.
        alone: Present values of the city without its group; None where it has none.
    """
    values, now = comparison.conditions.assumptions, exact_values(comparison)
    swings = [
        swing_of(key, bounds, float(values.number(key)), now, values_at)
        for key, (bounds, values_at) in moved.items()
    ]
    if alone is not None:
        swings.append(members_swing(len(comparison.conditions.group), alone, now))
    flows = comparison.flows
    by_item = flows.values["present_value_jpy"].sum(axis=-1).sum(axis=1)
    return Swings(now, tuple(swings), by_item, tuple(flows.axes.items))
