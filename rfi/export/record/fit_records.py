"""What goes out of fit; yen are tax-excluded unless a name says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.fit.comparison import FitComparison, OfferFit
from rfi.compare.fit.failures import Failures
from rfi.compare.fit.gap_comparison import GapComparison, GapOffer
from rfi.compare.fit.gaps import GapSum, WorkaroundSum
from rfi.compare.fit.rates import CLASSES, FitRate
from rfi.export.record.cost_records import OFFER, same, under
from rfi.export.record.encoder import Records
from rfi.normalize.fit.levels import FIT_CODES, GAP_CAUSES, MONEY_STATES, NONE
from rfi.views.look.offers import look_of


@dataclass(frozen=True, slots=True)
class FitOffer:
    """One offer's fit at its index."""

    gaps: GapComparison
    index: int

    @property
    def fit(self) -> FitComparison:
        """All answers."""
        return self.gaps.fit

    @property
    def offer(self) -> OfferFit:
        """What is not counted by requirement."""
        return self.fit.offers[self.index]

    @property
    def gap_offer(self) -> GapOffer:
        """What its gaps cost."""
        return self.gaps.offers[self.index]

    def by_class(self, business: str | None = None) -> Mapping[str, FitRate]:
        """Return class of requirements → rate."""
        return {code: self.fit.rate(self.index, business, code) for code in CLASSES}


@dataclass(frozen=True, slots=True)
class AskedRequirement:
    """One requirement at its index, with every offer's answer."""

    gaps: GapComparison
    index: int

    @property
    def fit(self) -> FitComparison:
        """All answers."""
        return self.gaps.fit

    @property
    def answers(self) -> Mapping[str, "FitAnswer"]:
        """Offer → answer."""
        offers = enumerate(self.fit.offers)
        return {one.offer_key: FitAnswer(self.gaps, offer, self.index) for offer, one in offers}


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """The answer of one offer to one requirement, at their indexes."""

    gaps: GapComparison
    offer: int
    index: int

    @property
    def fit(self) -> FitComparison:
        """All answers."""
        return self.gaps.fit

    def level(self, name: str) -> int:
        """Return the entry of a column of codes."""
        return int(getattr(self.fit.levels, name)[self.offer, self.index])

    def entry(self, values: Mapping[tuple[int, int], object]) -> object:
        """Return the entry of a column."""
        return values[self.offer, self.index]

    def code(self, name: str, codes: tuple[str, ...]) -> str | None:
        """Return the code that a column names; None where it names none."""
        found = self.level(name)
        return None if found == NONE else codes[found]


def _known(of: GapSum, name: str) -> float | None:
    """Return known yen; None where a price is missing altogether."""
    return getattr(of, name) if of.priced or not of.unpriced else None


FIT_RECORDS: Records = {
    GapComparison: {
        "basis": lambda gaps: {
            "rate": "standard_or_parameter_over_asked",
            "not_to_implement": "judged_apart",
            "tax_basis": "excluded",
            "horizon_months": int(gaps.conditions.assumptions.number("horizon_months")),
            "staff_jpy_per_hour": gaps.basis.staff_hour_jpy,
            "is_own_staff_hour": gaps.basis.is_own_staff_hour,
            "workaround_size_factor": gaps.basis.size_factor,
            "is_estimated": gaps.basis.is_estimated,
        },
        "offers": lambda gaps: [FitOffer(gaps, index) for index in range(len(gaps.offers))],
        "requirements": lambda gaps: [
            AskedRequirement(gaps, index) for index in range(len(gaps.fit.requirements))
        ],
    },
    FitOffer: {
        **under("offer", *OFFER),
        "letter": lambda of: look_of(of.offer).letter,
        **under("offer", "go_live_on"),
        "rate": lambda of: of.fit.rate(of.index),
        "by_class": lambda of: of.by_class(),
        "by_business": lambda of: {
            name: {"counted": of.fit.rate(of.index, name), **of.by_class(name)}
            for name in of.fit.businesses
        },
        "gaps": lambda of: {
            "are_part_of_cost_lines": "where_cost_item_is_priced",
            "total": of.gap_offer.gaps.total,
            "by_code": of.gap_offer.gaps.by_code,
            "by_cause": of.gap_offer.gaps.by_cause,
            "by_cost_item": of.gap_offer.gaps.by_item,
            "cost_item_without_price": of.gap_offer.gaps.unbacked,
            "annuity_years": of.gap_offer.gaps.total.annuity_years,
            "is_beyond_term": of.gap_offer.is_beyond_term,
        },
        "workaround": "gap_offer.gaps.workaround",
        "failures": "offer.failures",
    },
    FitRate: {
        **same("asked", "met", "unanswered", "rate", "unanswered_share"),
        "counts": lambda rate: dict(zip(FIT_CODES, rate.counts, strict=True)),
    },
    GapSum: {
        **same("count", "priced", "partial", "unpriced", "is_lower_bound"),
        "once_jpy": lambda of: _known(of, "once_jpy"),
        "monthly_jpy": lambda of: _known(of, "monthly_jpy"),
        "window_jpy": lambda of: of.window_jpy(),
        "window_incl_tax_jpy": lambda of: of.window_jpy(with_tax=True),
        "present_value_jpy": lambda of: of.present_value_jpy(),
        "present_value_incl_tax_jpy": lambda of: of.present_value_jpy(with_tax=True),
    },
    WorkaroundSum: {
        **same("count", "unknown"),
        "is_lower_bound": lambda of: bool(of.unknown),
        "hours_per_year": lambda of: of.hours_per_year if of.is_known else None,
        **same("window_hours", "window_jpy", "present_value_jpy"),
    },
    Failures: same(
        "asked",
        "is_failed",
        "failed",
        "late",
        "undated",
        "unanswered",
        "not_kept",
        "not_kept_unanswered",
    ),
    AskedRequirement: {
        "requirement_id": lambda of: of.fit.requirements[of.index].requirement_id,
        "business": lambda of: of.fit.requirements[of.index].business,
        "class": lambda of: of.fit.requirements[of.index].requirement_class,
        "category": lambda of: of.fit.requirements[of.index].category,
        "text": lambda of: of.fit.requirements[of.index].text,
        "answers": "answers",
    },
    FitAnswer: {
        "fit": lambda of: of.code("code", FIT_CODES),
        "cause": lambda of: of.code("cause", GAP_CAUSES),
        "cost_item": lambda of: of.code("cost_item", of.fit.items),
        "is_cost_item_priced": lambda of: (
            None if of.level("cost_item") == NONE else of.entry(of.gaps.homes)
        ),
        "cost_state": lambda of: of.code("money_state", MONEY_STATES),
        "once_jpy": lambda of: of.entry(of.gaps.costs.once_jpy),
        "monthly_jpy": lambda of: of.entry(of.gaps.costs.monthly_jpy),
        "hours_per_year": lambda of: of.entry(of.gaps.hours_per_year),
        "available_on": lambda of: of.entry(of.fit.levels.available_on),
        "note": lambda of: of.fit.note(of.offer, of.index),
    },
}
