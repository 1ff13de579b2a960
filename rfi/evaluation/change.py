"""The change of every total since the last round, by its causes: one comparison a cause."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.rounds import Side, followed_offers, mixed_side
from rfi.analysis.change.split import TotalChange, split_change
from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import evaluate


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What changed since the last round.

    Attributes:
        before, after: The comparisons, without levelling.
        follows: Key of an offer of this round → of the last one that it follows.
        changes: Of the offers that are priced in both, in the order of this round.
    """

    before: Comparison
    after: Comparison
    follows: Mapping[str, str]
    changes: tuple[TotalChange, ...]

    @property
    def new(self) -> tuple[str, ...]:
        """Keys of offers that follow none of the last round."""
        return tuple(
            offer.offer_key for offer in self.after.offers if offer.offer_key not in self.follows
        )

    @property
    def gone(self) -> tuple[str, ...]:
        """Keys of offers of the last round that none follows."""
        followed = set(self.follows.values())
        return tuple(
            offer.offer_key for offer in self.before.offers if offer.offer_key not in followed
        )


def _totals(compared: Comparison) -> Mapping[str, float | None]:
    return {offer.offer_key: offer.totals.nominal_jpy for offer in compared.offers}


def _quoted(side: Side) -> Mapping[str, float]:
    """Return the total of every offer of a round on its way, whatever is open in it."""
    found = evaluate(side.answers, side.chosen)
    keys = (record.offer_key for record in found.basis.offers)
    return dict(zip(keys, found.borne.quoted_jpy, strict=True))


def change_since(before: Side, after: Side) -> RoundChange:
    """Return what changed between two rounds, or two versions of an answer in one.

    Args:
        before: The last round and what is chosen in it.
        after: This round and what is chosen in it.
    """
    old, new = before.unfilled, after.unfilled
    first = evaluate(old.answers, old.chosen).costs
    last = evaluate(new.answers, new.chosen).costs
    follows = followed_offers(old.answers, new.answers)
    was, now = _totals(first), _totals(last)
    priced = {
        key: (start, total)
        for key, total in now.items()
        if total is not None and (start := was.get(follows.get(key, ""))) is not None
    }
    moved = {key for key, (start, total) in priced.items() if start != total}
    way: list[Mapping[str, float]] = []
    sides: list[Side] = []
    for cause in CAUSES[:-1] if moved else ():
        sides.append(mixed_side(old, new, cause, moved))
        is_new = len(sides) == 1 or not sides[-1].is_like(sides[-2])
        way.append(_quoted(sides[-1]) if is_new else way[-1])
    changes = (
        split_change(key, [start, *(one.get(key, start) for one in way), total])
        if key in moved
        else split_change(key, [start] * (len(CAUSES) + 1))
        for key, (start, total) in priced.items()
    )
    return RoundChange(first, last, follows, tuple(changes))
