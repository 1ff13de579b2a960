"""The spread of the offers as one JSON object, rounded once, half-up to the yen."""

from collections.abc import Mapping
from typing import Any, get_args

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.item_statistics import Spread, cost_statistics
from rfi.compare.cost.row_states import FigureState
from rfi.compare.round.basis import CostBasis
from rfi.text.numbers import round_half_up

_RATIO_DIGITS = 4


def _yen(value: float | None) -> int | None:
    return None if value is None else int(round_half_up(value))


def spread_record(spread: Spread, offer_keys: tuple[str, ...]) -> dict[str, Any]:
    """Return one row; the statistics are over the ``n`` exact figures alone."""
    ratio = spread.ratio
    return {
        "n": spread.n,
        "minimum_jpy": _yen(spread.least),
        "median_jpy": _yen(spread.median),
        "mean_jpy": _yen(spread.mean),
        "maximum_jpy": _yen(spread.most),
        "difference_jpy": _yen(spread.difference),
        "ratio": None if ratio is None else round_half_up(ratio, _RATIO_DIGITS),
        "counts": {state: spread.count(state) for state in get_args(FigureState)},
        "offers": {
            key: {"state": state, "nominal_jpy": _yen(amount)}
            for key, state, amount in zip(offer_keys, spread.states, spread.amounts, strict=True)
        },
    }


def statistics_record(comparison: Comparison, basis: CostBasis) -> dict[str, Any]:
    """Return ``{"tax_basis", "by_item", "by_business", "by_phase", "total"}``.

    Yen are nominal and tax-excluded over the window, whole. A phase holds the items of that phase.
    """
    found = cost_statistics(comparison, basis)
    keys = tuple(offer.offer_key for offer in comparison.offers)

    def records(spreads: Mapping[str, Spread]) -> dict[str, Any]:
        return {key: spread_record(spread, keys) for key, spread in spreads.items()}

    return {
        "tax_basis": "excluded",
        "by_item": records(found.items),
        "by_business": records(found.businesses),
        "by_phase": records(found.phases),
        "total": spread_record(found.total, keys),
    }
