"""What the gaps of one offer cost over its window, as far as it is quoted.

The sums are a breakdown: where a gap names its cost item, its money stands in that cost line
already and must not be added to a total again.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.fit.gap_costs import GapCosts
from rfi.normalize.fit.levels import (
    COMPLETE,
    CUSTOMIZE,
    EXTERNAL,
    FIT_CODES,
    GAP_CAUSES,
    GAPS,
    NONE,
    OPTION,
    PARTIAL,
    WORKAROUND,
    FitLevels,
)
from rfi.normalize.step import FloatArray

BoolArray = npt.NDArray[np.bool_]

# Answers that a price belongs to (domain §5; an option is priced by its nature).
PRICED_CODES = (OPTION, CUSTOMIZE, EXTERNAL)


@dataclass(frozen=True, slots=True)
class GapSum:
    """The money of some answers of one offer.

    Attributes:
        count: Number of answers.
        priced: Number with an amount, ``partial`` ones among them.
        partial: Number that say only once or only monthly.
        unpriced: Number that a price belongs to (``PRICED_CODES``) and that have none.
        once_jpy, monthly_jpy: Known yen, tax-excluded.
        once_incl_tax_jpy, monthly_incl_tax_jpy: The same with tax.
        months: Months of the window.
        annuity_years: A = Σ (m_t/12)(1 + d)^−τ of the window, in years.
    """

    count: int
    priced: int
    partial: int
    unpriced: int
    once_jpy: float
    monthly_jpy: float
    once_incl_tax_jpy: float
    monthly_incl_tax_jpy: float
    months: int
    annuity_years: float

    @property
    def is_lower_bound(self) -> bool:
        """Whether more may be hidden behind what is not quoted (≧)."""
        return bool(self.unpriced or self.partial)

    def window_jpy(self, *, with_tax: bool = False) -> float | None:
        """Return once + monthly × months, nominal yen; None where a price is missing altogether."""
        return self._over(self.months, with_tax=with_tax)

    def present_value_jpy(self, *, with_tax: bool = False) -> float | None:
        """Return F + m·A, yen at the base of the window; what is paid once stands at the base."""
        return self._over(self.annuity_years * 12, with_tax=with_tax)

    def _over(self, months: float, *, with_tax: bool) -> float | None:
        if not self.priced:
            return None if self.unpriced else 0.0
        if with_tax:
            return self.once_incl_tax_jpy + self.monthly_incl_tax_jpy * months
        return self.once_jpy + self.monthly_jpy * months


@dataclass(frozen=True, slots=True)
class WorkaroundSum:
    """The staff time that workarounds take.

    Attributes:
        count: Number of answers that are a workaround or state one's effort.
        unknown: Number of them without minutes or cases.
        hours_per_year: Known staff hours a year.
        months: Months of the window.
        annuity_years: A of the window, in years.
        staff_hour_jpy: Yen a staff hour; wages bear no tax.
    """

    count: int
    unknown: int
    hours_per_year: float
    months: int
    annuity_years: float
    staff_hour_jpy: float

    @property
    def is_known(self) -> bool:
        """Whether any effort is known, or there is none to know."""
        return self.unknown < self.count or not self.count

    @property
    def window_hours(self) -> float | None:
        """Hours over the window; None where no effort is known."""
        return self.hours_per_year * self.months / 12 if self.is_known else None

    @property
    def window_jpy(self) -> float | None:
        """Yen over the window, nominal; None where no effort is known."""
        hours = self.window_hours
        return None if hours is None else hours * self.staff_hour_jpy

    @property
    def present_value_jpy(self) -> float | None:
        """h/60·v·N·w·A, yen; None where no effort is known."""
        if not self.is_known:
            return None
        return self.hours_per_year * self.staff_hour_jpy * self.annuity_years


@dataclass(frozen=True, slots=True)
class OfferGaps:
    """The gaps of one offer.

    Attributes:
        total: All answers with a price or that a price belongs to.
        by_code: Fit code → its answers; codes without gap and without money are left out.
        by_cause: Cause → gaps; "" holds those without a stated cause, options not among them.
        by_item: Cost item → answers with money or that money belongs to; "" for none named.
        unbacked: Answers that name a cost item which holds no price: not in any total.
        workaround: Staff time.
    """

    total: GapSum
    by_code: Mapping[str, GapSum]
    by_cause: Mapping[str, GapSum]
    by_item: Mapping[str, GapSum]
    unbacked: GapSum
    workaround: WorkaroundSum


@dataclass(frozen=True, slots=True)
class GapTerms:
    """Over what the gaps of one offer are summed: months and A of its window, yen an hour."""

    months: int
    annuity_years: float
    staff_hour_jpy: float


def _known(values: FloatArray) -> float:
    return math.fsum(values[~np.isnan(values)].tolist())


def gap_sum(
    levels: FitLevels, costs: GapCosts, offer: int, chosen: BoolArray, terms: GapTerms
) -> GapSum:
    """Return the sum over the ``chosen`` requirements of one offer."""
    indexes = np.flatnonzero(chosen)
    state = levels.money_state[offer, indexes]
    is_priced = (state == COMPLETE) | (state == PARTIAL)
    belongs = np.isin(levels.code[offer, indexes], PRICED_CODES)
    return GapSum(
        count=len(indexes),
        priced=int(is_priced.sum()),
        partial=int((state == PARTIAL).sum()),
        unpriced=int((belongs & ~is_priced).sum()),
        once_jpy=_known(costs.once_jpy[offer, indexes]),
        monthly_jpy=_known(costs.monthly_jpy[offer, indexes]),
        once_incl_tax_jpy=_known(costs.once_incl_tax_jpy[offer, indexes]),
        monthly_incl_tax_jpy=_known(costs.monthly_incl_tax_jpy[offer, indexes]),
        months=terms.months,
        annuity_years=terms.annuity_years,
    )


def _workaround(levels: FitLevels, hours: FloatArray, offer: int, terms: GapTerms) -> WorkaroundSum:
    said = ~np.isnan(levels.minutes[offer]) | ~np.isnan(levels.cases[offer])
    counted = (levels.code[offer] == WORKAROUND) | said
    found = hours[offer, counted]
    return WorkaroundSum(
        count=int(counted.sum()),
        unknown=int(np.isnan(found).sum()),
        hours_per_year=_known(found),
        months=terms.months,
        annuity_years=terms.annuity_years,
        staff_hour_jpy=terms.staff_hour_jpy,
    )


def offer_gaps(
    levels: FitLevels,
    costs: GapCosts,
    hours: FloatArray,
    homes: BoolArray,
    offer: int,
    *,
    items: Sequence[str],
    terms: GapTerms,
) -> OfferGaps:
    """Return the gaps of one offer.

    Args:
        levels: Answers in scope.
        costs: Their money.
        hours: Hours a year of their workarounds, over offer × requirement.
        homes: Whether the named cost item has a price, from ``is_home_priced``.
        offer: Index of the offer.
        items: Cost items of the questionnaire, in its order.
        terms: Over what is summed.
    """
    code, cause, item = levels.code[offer], levels.cause[offer], levels.cost_item[offer]
    state = levels.money_state[offer]
    has_price = (state == COMPLETE) | (state == PARTIAL)
    is_gap = np.isin(code, GAPS)
    belongs = np.isin(code, PRICED_CODES)

    def summed(chosen: BoolArray) -> GapSum:
        return gap_sum(levels, costs, offer, chosen, terms)

    by_code = {
        name: summed(code == index)
        for index, name in enumerate(FIT_CODES)
        if index in GAPS or (has_price & (code == index)).any()
    }
    # An option is a choice of the package; it needs no cause.
    is_open = is_gap & ((code != OPTION) | (cause != NONE))
    causes = [*enumerate(GAP_CAUSES), (NONE, "")]
    costing = has_price | belongs
    item_names = [*enumerate(items), (NONE, "")]
    return OfferGaps(
        total=summed(costing),
        by_code=by_code,
        by_cause={name: summed(is_open & (cause == index)) for index, name in causes},
        by_item={
            name: summed(costing & (item == index))
            for index, name in item_names
            if (costing & (item == index)).any()
        },
        unbacked=summed(costing & (item != NONE) & ~homes[offer]),
        workaround=_workaround(levels, hours, offer, terms),
    )
