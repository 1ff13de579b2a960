"""What goes out of joint use; yen are nominal and tax-excluded unless a name says ``incl_tax``."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.joint.joiners import Joiners
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.joint.number_effect import NumberEffect
from rfi.compare.joint.size_curves import Crossover
from rfi.export.record.cost_records import under
from rfi.export.record.encoder import Records, Source


@dataclass(frozen=True, slots=True)
class Sharing:
    """The shares of a group under every offer."""

    costs: Comparison
    joint: JointUse
    joiners: Joiners


@dataclass(frozen=True, slots=True)
class SharingMember:
    """One member of the group at its index."""

    joint: JointUse
    index: int


@dataclass(frozen=True, slots=True)
class SharedOffer:
    """One offer to the group at its index."""

    offer: OfferFigures
    joint: JointUse
    joiners: Joiners
    index: int

    @property
    def is_estimable(self) -> bool:
        """Whether the offer prices groups at all; else nothing of it is known."""
        return bool(self.joint.is_estimable[self.index])

    def known(self, name: str) -> object:
        """Return the offer's entry of a column; None where the offer prices no group."""
        return getattr(self.joint, name)[self.index] if self.is_estimable else None

    @property
    def is_lower_bound(self) -> bool | None:
        """Whether the group pays at least what is shown (≧)."""
        is_open = self.known("is_open")
        return None if is_open is None else bool(is_open) and self.offer.hole_kind == "at_least"

    @property
    def members(self) -> tuple["MemberShare", ...]:
        """Every member's part; none where the offer prices no group."""
        count = len(self.joint.members) if self.is_estimable else 0
        return tuple(MemberShare(self, member) for member in range(count))


@dataclass(frozen=True, slots=True)
class MemberShare:
    """What one member bears under one offer."""

    of: SharedOffer
    member: int

    def entry(self, name: str) -> object:
        """Return the entry of a column over member × offer."""
        return getattr(self.of.joint, name)[self.member, self.of.index]

    @property
    def marginal_jpy(self) -> float:
        """What the group pays more because the member joined."""
        return float(self.of.joiners.marginal_jpy[self.member, self.of.index])

    @property
    def paid(self) -> Mapping[int, int]:
        """Fiscal year → whole tax-included yen, of the years in which any are paid.

        Those of all members sum to the group's amount of that year to the yen.
        """
        joint = self.of.joint
        found = zip(joint.fiscal_years, joint.paid[self.member, self.of.index], strict=True)
        return {year: int(amount) for year, amount in found if amount}


@dataclass(frozen=True, slots=True)
class NumberEffects:
    """The price a city by number of sharing cities, under every offer."""

    costs: Comparison
    effect: NumberEffect


@dataclass(frozen=True, slots=True)
class SharedCount:
    """The price a city when so many of one size share, at its index."""

    costs: Comparison
    effect: NumberEffect
    row: int

    @property
    def offers(self) -> tuple[Mapping[str, object], ...]:
        """The price under each offer."""
        effect, row = self.effect, self.row
        return tuple(
            {
                "offer_key": offer.offer_key,
                "per_city_jpy": effect.per_city_jpy[row, index],
                "is_quoted": effect.is_quoted[row, index],
                "is_lower_bound": bool(effect.is_open[row, index])
                and offer.open_kind == "at_least",
            }
            for index, offer in enumerate(self.costs.offers)
        )


@dataclass(frozen=True, slots=True)
class Crossing:
    """A size at which two offers cost the same when a city goes alone."""

    crossover: Crossover
    offer_keys: tuple[str, ...]

    @property
    def offers(self) -> tuple[str, str]:
        """The two offers."""
        return self.offer_keys[self.crossover.first], self.offer_keys[self.crossover.second]


def _entry(name: str) -> Source:
    return lambda share: share.entry(name)


def _known(name: str) -> Source:
    return lambda of: of.known(name)


JOINT_RECORDS: Records = {
    Sharing: {
        "method": lambda of: of.costs.conditions.assumptions.choice("sharing_method"),
        "equal_ratio": lambda of: of.costs.conditions.assumptions.number("sharing_equal_ratio"),
        "members": lambda of: [
            SharingMember(of.joint, index) for index in range(len(of.joint.members))
        ],
        "offers": lambda of: [
            SharedOffer(offer, of.joint, of.joiners, index)
            for index, offer in enumerate(of.costs.offers)
        ],
    },
    SharingMember: {
        "code": lambda of: of.joint.members[of.index].code,
        "name": lambda of: of.joint.members[of.index].name,
        "population": lambda of: of.joint.members[of.index].population,
        "share": lambda of: of.joint.shares[of.index],
    },
    SharedOffer: {
        **under("offer", "offer_key"),
        "is_estimable": "is_estimable",
        **{name: _known(name) for name in ("group_jpy", "individual_jpy", "levelled_jpy")},
        "is_lower_bound": "is_lower_bound",
        "members": "members",
    },
    MemberShare: {
        "code": lambda share: share.of.joint.members[share.member].code,
        "share_jpy": _entry("share_jpy"),
        "alone_jpy": _entry("alone_jpy"),
        "is_alone_extrapolated": _entry("is_alone_outside"),
        "is_alone_lower_bound": lambda share: (
            bool(share.entry("is_alone_open"))
            and not share.entry("alone_levelled_jpy")
            and share.of.offer.open_kind == "at_least"
        ),
        "alone_levelled_jpy": _entry("alone_levelled_jpy"),
        "difference_jpy": _entry("difference_jpy"),
        "is_difference_exact": _entry("is_difference_exact"),
        "marginal_jpy": "marginal_jpy",
        "paid_incl_tax_jpy": "paid",
        "paid_total_incl_tax_jpy": _entry("paid_total"),
    },
    NumberEffects: {
        "population": "effect.population",
        "counts": lambda of: [
            SharedCount(of.costs, of.effect, row) for row in range(len(of.effect.counts))
        ],
    },
    SharedCount: {
        "cities": lambda of: of.effect.counts[of.row],
        "offers": "offers",
    },
    Crossing: {
        "offers": "offers",
        **under("crossover", "population", "total_jpy"),
        "lower_below": lambda of: of.offer_keys[of.crossover.cheaper_below],
        **under("crossover", "is_certain"),
    },
}
