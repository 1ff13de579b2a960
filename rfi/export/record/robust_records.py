"""What goes out of robustness; yen are tax-excluded, nominal."""

from dataclasses import dataclass

from rfi.analysis.robust.flip_points import FlipPoint
from rfi.analysis.robust.robustness import OrderTurns, Robustness
from rfi.export.record.encoder import Records


@dataclass(frozen=True, slots=True)
class Sureness:
    """Robustness with the offers that it speaks of."""

    robust: Robustness
    offer_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of one pair, with the offers that it speaks of."""

    turns: OrderTurns
    offer_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, with the pair that turns."""

    point: FlipPoint
    offer_keys: tuple[str, str]


ROBUST_RECORDS: Records = {
    Sureness: {
        "assumption": lambda _: "fx_usd_jpy",
        "low_rate": "robust.low",
        "high_rate": "robust.high",
        "turns": lambda of: [Turns(one, of.offer_keys) for one in of.robust.turns],
        "price_spread_share": "robust.spread",
        "correlation_factor": "robust.uncertain.correlation",
        "seed": "robust.uncertain.seed",
        "offers": lambda of: [
            {
                "offer_key": key,
                "p50_jpy": of.robust.uncertain.p50[index],
                "p80_jpy": of.robust.uncertain.p80[index],
                "cheapest_share": of.robust.uncertain.cheapest_share[index],
            }
            for index, key in enumerate(of.offer_keys)
        ],
    },
    Turns: {
        "offers": lambda of: [of.offer_keys[of.turns.first], of.offer_keys[of.turns.second]],
        "points": lambda of: [
            Turn(point, (of.offer_keys[of.turns.first], of.offer_keys[of.turns.second]))
            for point in of.turns.points
        ],
    },
    Turn: {
        "rate": "point.value",
        "lower_below": lambda of: of.offer_keys[of.point.cheaper_below],
        "method": "point.method",
    },
}
