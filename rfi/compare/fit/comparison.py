"""適合: requirements × offers, what is met, what the gaps come from and what they cost."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.compare.fit.failures import Failures, failures_of
from rfi.compare.fit.gaps import GapTerms, OfferGaps, offer_gaps
from rfi.compare.fit.homes import is_home_priced
from rfi.compare.fit.rates import CLASSES, COUNTED_CLASSES, FitRate, count_codes, rate_of
from rfi.compare.fit.requirements import Requirement, places_in_scope, requirements_of
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import Window, annuity, window_of
from rfi.normalize.fit.gap_costs import GapCosts, normalize_gap_costs, workaround_hours
from rfi.normalize.fit.levels import NONE, FitLevels, days_of, prepare_fit
from rfi.normalize.months import months_of_dates
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FitBasis:
    """What the effort and the money of gaps rest on.

    Attributes:
        staff_hour_jpy: Yen a staff hour.
        is_own_staff_hour: Whether it is the city's own figure; else it is the assumption.
        size_factor: Residents of the city shown over those of the questionnaire's default
            scenario, for which cases are quoted; 1 without a city, NaN where unknown.
        is_estimated: Whether cases are scaled (推計).
    """

    staff_hour_jpy: float
    is_own_staff_hour: bool
    size_factor: float
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class OfferFit:
    """One offer.

    Attributes:
        offer_key, offer_id, vendor, title: As in ``OfferFigures``.
        go_live_on: ISO date.
        window: Months compared.
        gaps: What its gaps cost.
        failures: What it fails.
        is_beyond_term: Whether monthly amounts are let run on beyond the contract.
    """

    offer_key: str
    offer_id: str
    vendor: str
    title: str
    go_live_on: str
    window: Window
    gaps: OfferGaps
    failures: Failures
    is_beyond_term: bool


@dataclass(frozen=True)
class FitComparison:
    """All offers' fit under one set of conditions.

    Attributes:
        conditions: What decides the figures.
        requirements: Asked and in scope, in the order asked.
        offers: In the order of the round.
        levels: Answers over offer × requirement.
        costs: Their money.
        hours_per_year: Staff hours of workarounds, over offer × requirement; NaN where not said.
        counts: Number of requirements over offer × business × class × code.
        businesses: Names along the business axis, those with a requirement in scope.
        basis: What effort and money rest on.
        items: Cost items of the questionnaire: what ``levels.cost_item`` points to.
        homes: Whether the cost item that an answer names has a price, over offer × requirement.
        remarks: The ``note`` column of the ``fit_answers`` table.
    """

    conditions: Conditions
    requirements: tuple[Requirement, ...]
    offers: tuple[OfferFit, ...]
    levels: FitLevels
    costs: GapCosts
    hours_per_year: FloatArray
    counts: IntArray
    businesses: tuple[str, ...]
    basis: FitBasis
    items: tuple[str, ...]
    homes: npt.NDArray[np.bool_]
    remarks: pd.Series

    def note(self, offer: int, requirement: int) -> str:
        """Return the vendor's own remark on one answer, "" for none."""
        row = self.levels.row[offer, requirement]
        remark = None if row == NONE else self.remarks.iloc[row]
        return remark if isinstance(remark, str) else ""

    def rate(
        self, offer: int, business: str | None = None, requirement_class: str | None = None
    ) -> FitRate:
        """Return the rate of one offer.

        Args:
            offer: Place of the offer.
            business: None is every business.
            requirement_class: None is 実装必須 and 標準オプション; 実装不可 is judged apart.
        """
        counts = self.counts[offer]
        if business is not None:
            place = self.businesses.index(business)
            counts = counts[place : place + 1]
        classes = (
            COUNTED_CLASSES if requirement_class is None else (CLASSES.index(requirement_class),)
        )
        return rate_of(counts, classes)

    @cached_property
    def differs(self) -> npt.NDArray[np.bool_]:
        """Whether the offers answer a requirement differently, by requirement."""
        code = self.levels.code
        if not len(code):
            return np.zeros(len(self.requirements), dtype=np.bool_)
        return np.asarray((code != code[:1]).any(axis=0))


def _only(levels: FitLevels, places: IntArray) -> FitLevels:
    """Return the answers to the requirements at ``places``."""
    if len(places) == len(levels.requirement_ids):
        return levels
    arrays = {
        found.name: getattr(levels, found.name)[:, places]
        for found in fields(levels)
        if found.name not in {"requirement_ids", "offers"}
    }
    ids = tuple(levels.requirement_ids[place] for place in places)
    return replace(levels, requirement_ids=ids, **arrays)


def _basis(questionnaire: Questionnaire, conditions: Conditions) -> FitBasis:
    assumed = conditions.assumptions.number("staff_hour_jpy")
    city = conditions.city
    if city is None:
        return FitBasis(assumed, is_own_staff_hour=False, size_factor=1.0, is_estimated=False)
    own = city.number("staff_hour_jpy")
    quoted = questionnaire.scenarios[questionnaire.default_scenario_id]
    residents = quoted.population * quoted.cities if quoted.population else None
    return FitBasis(
        staff_hour_jpy=assumed if own is None else own,
        is_own_staff_hour=own is not None,
        size_factor=city.population / residents if residents else np.nan,
        is_estimated=True,
    )


def compare_fit(answers: AnswerSet, conditions: Conditions) -> FitComparison:
    """Compare the fit answers of all offers.

    A requirement counts when its business has any item in scope. Money of gaps is as quoted;
    cases of workarounds are scaled to the city where one is chosen.
    """
    questionnaire, offers = answers.questionnaire, answers.tables["offers"]
    asked = requirements_of(questionnaire)
    places = places_in_scope(asked, conditions.scope)
    requirements = tuple(asked[place] for place in places)
    levels = _only(prepare_fit(answers.tables, questionnaire), places)
    go_live = months_of_dates(offers["go_live_on"])
    costs = normalize_gap_costs(levels, go_live, conditions.assumptions)
    basis = _basis(questionnaire, conditions)
    hours = workaround_hours(levels, basis.size_factor)
    homes = is_home_priced(
        answers.tables, questionnaire, levels, [found.business for found in requirements]
    )

    held = {found.business for found in requirements}
    businesses = tuple(name for name in questionnaire.businesses if name in held)
    # A requirement may belong to a business that the questionnaire does not price.
    businesses += tuple(sorted(held - set(businesses)))
    index = {name: place for place, name in enumerate(businesses)}
    business = np.array([index[found.business] for found in requirements], dtype=np.int64)
    classes = np.array(
        [CLASSES.index(found.requirement_class) for found in requirements], dtype=np.int64
    )
    days, items = days_of(offers["go_live_on"]), tuple(questionnaire.items)
    names = ["offer_key", "offer_id", "vendor", "title", "go_live_on", "contract_months"]
    found = []
    for place, record in enumerate(offers[names].to_dict("records")):
        window = window_of(int(go_live[place]), conditions)
        terms = GapTerms(window.months, annuity(window, conditions), basis.staff_hour_jpy)
        gaps = offer_gaps(levels, costs, hours, homes, place, items=items, terms=terms)
        is_short = window.months > record.pop("contract_months")
        found.append(
            OfferFit(
                **{str(name): str(value) for name, value in record.items()},
                window=window,
                gaps=gaps,
                failures=failures_of(levels, classes, place, days[place]),
                is_beyond_term=bool(is_short and gaps.total.monthly_jpy),
            )
        )
    return FitComparison(
        conditions=conditions,
        requirements=requirements,
        offers=tuple(found),
        levels=levels,
        costs=costs,
        hours_per_year=hours,
        counts=count_codes(levels.code, business, classes, len(businesses)),
        businesses=businesses,
        basis=basis,
        items=items,
        homes=homes,
        remarks=answers.tables["fit_answers"]["note"],
    )
