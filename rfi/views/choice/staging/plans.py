"""Two plans under one offer over the same months, and how their cells are printed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.analysis.staging.cash import StagedCash
from rfi.analysis.staging.period import Period, period_of
from rfi.analysis.staging.plan import Plan
from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.look.captions import group_words
from rfi.views.look.needed import needed
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import TableCell

# What a reader sets up; None stands for the plan to begin with.
Plans = tuple[Plan | None, Plan | None]
NO_PLANS: Plans = (None, None)


@dataclass(frozen=True, slots=True)
class TwoPlans:
    """Two plans of one offer.

    Attributes:
        offer: Whose prices they have.
        plans: Both.
        period: Months that both are counted for.
        cash: Of both.
        unknown_today: Codes of cities of which today's cost is not known whole.
    """

    offer: OfferFigures
    plans: tuple[Plan, Plan]
    period: Period
    cash: tuple[StagedCash, StagedCash]
    unknown_today: tuple[str, ...]

    def is_open(self, number: int) -> npt.NDArray[np.bool_]:
        """Return fiscal year × city: whether a cost of today that is not known belongs there."""
        cash = self.cash[number]
        is_unknown = np.array([code in self.unknown_today for code in cash.cities], dtype=np.bool_)
        return np.asarray((cash.today_months > 0) & is_unknown)


def two_plans(evaluation: Evaluation, index: int, plans: Plans) -> TwoPlans:
    """Return the plans of a reader, those to begin with in place of what was not set up.

    Raises:
        LookupError: the offer cannot be estimated; ``estimable_offers`` names those that can.
    """
    staging = needed(evaluation.choices.staging)
    first, second = plans
    both = (first or staging.at_once(index), second or staging.in_turn(index))
    period = period_of(both, staging.horizon_months)
    cash = tuple(needed(staging.cash(index, plan, period)) for plan in both)
    offer = evaluation.costs.offers[index]
    return TwoPlans(offer, both, period, (cash[0], cash[1]), staging.unknown_today)


def estimable_offers(evaluation: Evaluation) -> list[int]:
    """Return the offers of which a plan can be made."""
    staging = evaluation.choices.staging
    prices = staging.prices if staging else ()
    return [at for at, one in enumerate(prices) if one is not None]


def plan_name(number: int, lang: Lang) -> str:
    """Return the name of one of the two plans."""
    return text(f"choice.plan.{('first', 'second')[number]}", lang)


def sign_of(offer: OfferFigures, *, is_open: bool, holds_offer: bool = True) -> str:
    """Return the sign of an amount: ≧ beside an unknown cost of today or under a lower bound.

    Args:
        offer: Whose prices it may hold.
        is_open: Whether a cost of today that is not known belongs in it.
        holds_offer: Whether it holds prices of the offer; one that is no bound (※) stays so.
    """
    kind = offer.bound.kind if holds_offer else "exact"
    if kind == "unknown":
        return offer.bound.sign
    return SIGNS["at_least"] if is_open or kind == "at_least" else ""


def difference_cell(totals: Sequence[TableCell], lang: Lang) -> TableCell:
    """Return the second of two totals − the first; words where one of them is no exact figure."""
    first, second = totals
    if first.value is None or second.value is None or first.sign or second.sign:
        return TableCell(text=text("choice.plan.unsaid", lang))
    return TableCell(second.value - first.value, is_difference=True)


def plan_caption(evaluation: Evaluation, reading: Reading, period: Period) -> str:
    """Return whose cash it is, unit, tax and years."""
    years = period.fiscal_years
    return text(
        "choice.plan.caption",
        reading.lang,
        whose=group_words(evaluation.costs, reading.lang),
        unit=unit_title(reading),
        first=format_fiscal_year(years[0], reading.lang),
        last=format_fiscal_year(years[-1], reading.lang),
    )
