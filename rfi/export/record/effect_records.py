"""What goes out of effects: favourable is positive; yen are nominal and have no tax basis.

Ledgers are never added to each other, and possible double counts are not subtracted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rfi.compare.benefit.body import BenefitBody, RateUsed
from rfi.compare.benefit.comparison import BenefitComparison, KpiCoverage, OfferBenefits
from rfi.compare.benefit.figures import Effect, MeasureFigure, Measures
from rfi.compare.benefit.lines import LineFigure
from rfi.compare.benefit.overlap import Overlap
from rfi.export.record.cost_records import OFFER, same, under
from rfi.export.record.encoder import Records
from rfi.normalize.benefit.ledgers import COUNTS, MEASURES
from rfi.views.benefit.procedures import PROCEDURE_MEASURES
from rfi.views.look.offers import look_of


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure over the window of so many years; nothing but its holes where not known."""

    figure: MeasureFigure
    years: float

    def known(self, name: str) -> float | None:
        """Return a part of the total; None where nothing is known."""
        return getattr(self.figure.total, name) if self.figure.is_known else None

    @property
    def per_year(self) -> Effect | None:
        """The mean of a year."""
        total, years = self.figure.total, self.years
        if not self.figure.is_known:
            return None
        return Effect(total.gain / years, total.loss / years, total.discounted_gain / years)


def _ledgers(offer: OfferBenefits) -> Mapping[str, Mapping[str, Measured]]:
    """Return ledger → measure → figure; counts of different KPIs are no sum and stay out."""
    found: dict[str, dict[str, Measured]] = {}
    for measure, ledger in MEASURES.items():
        if measure != COUNTS:
            figure = offer.measures[measure]
            found.setdefault(ledger, {})[measure] = Measured(figure, offer.years)
    return found


def _totals(measures: Measures, names: Iterable[str]) -> Mapping[str, Effect]:
    """Return measure → total of those that are known."""
    return {name: measures[name].total for name in names if measures[name].is_known}


EFFECT_RECORDS: Records = {
    BenefitComparison: {"body": "body", "rates": "body.rates_used", "offers": "offers"},
    BenefitBody: {"kind": "kind", "codes": "bodies.codes", "names": "names"},
    RateUsed: same("key", "value", "source", "city"),
    OfferBenefits: {
        **same(*OFFER),
        "letter": lambda offer: look_of(offer).letter,
        "window": lambda offer: {"first_month": offer.first_month, "months": offer.months},
        "ledgers": _ledgers,
        "fte": lambda offer: {
            "claimed": offer.fte(is_discounted=False),
            "discounted": offer.fte(is_discounted=True),
        },
        "by_procedure": lambda offer: {
            procedure: _totals(measures, PROCEDURE_MEASURES)
            for procedure, measures in offer.by_procedure().items()
        },
        **same("coverage", "lines"),
        "double_counts": "overlaps",
    },
    Effect: same("claimed", "discounted"),
    Measured: {
        **under("figure", "claimed", "discounted"),
        "gain": lambda of: of.known("gain"),
        "loss": lambda of: of.known("loss"),
        "per_year": "per_year",
        "by_fiscal_year": lambda of: of.figure.by_year if of.figure.is_known else None,
        "holes": "figure.holes",
    },
    KpiCoverage: {
        "asked": lambda of: len(of.statuses),
        "answered": lambda of: of.count("answered"),
        "incomplete": lambda of: of.count("incomplete"),
        "unanswered": lambda of: of.count("unanswered"),
        **same("unanswered_share"),
    },
    LineFigure: {
        **same("benefit_id", "document", "pointer", "origin"),
        "kpi_id": "kpi.kpi_id",
        **same("business", "procedure_id"),
        **under("kpi", "beneficiary", "unit"),
        **same("status"),
        "before_after": "pairs",
        **same("volume", "scale", "capacity"),
        "cash_releasing": "is_cash",
        "evidence": "grade",
        **same("evidence_body", "start_month", "marks"),
        "effects": lambda line: _totals(line.measures, MEASURES),
    },
    Overlap: {
        **same("kind", "where", "measure", "lines"),
        # The unit is that of the measure, so its name stands around the amount.
        "at_stake": lambda overlap: {overlap.measure: overlap.at_stake},
        **same("at_stake_jpy"),
    },
}
