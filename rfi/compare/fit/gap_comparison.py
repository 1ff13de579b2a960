"""What the gaps of all offers come from and what they cost, side by side (method §7)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.gaps import GapTerms, OfferGaps, offer_gaps
from rfi.compare.fit.homes import is_home_priced
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import annuity, window_of
from rfi.normalize.fit.gap_costs import GapCosts, normalize_gap_costs, workaround_hours
from rfi.normalize.months import months_of_dates
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class GapBasis:
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
class GapOffer:
    """One offer.

    Attributes:
        offer_key, place, offer_id, vendor, title: As in ``OfferFigures``.
        gaps: What its gaps cost.
        is_beyond_term: Whether monthly amounts are let run on beyond the contract.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    gaps: OfferGaps
    is_beyond_term: bool


@dataclass(frozen=True, slots=True)
class GapComparison:
    """All offers' gaps under one set of conditions.

    Attributes:
        conditions: What decides the figures.
        fit: The answers that leave the gaps.
        offers: In the order of their places.
        costs: Their money, over offer × requirement.
        hours_per_year: Staff hours of workarounds, over offer × requirement; NaN where not said.
        homes: Whether the cost item that an answer names has a price, over offer × requirement.
        basis: What effort and money rest on.
    """

    conditions: Conditions
    fit: FitComparison
    offers: tuple[GapOffer, ...]
    costs: GapCosts
    hours_per_year: FloatArray
    homes: npt.NDArray[np.bool_]
    basis: GapBasis


def _basis(questionnaire: Questionnaire, conditions: Conditions) -> GapBasis:
    assumed = conditions.assumptions.number("staff_hour_jpy")
    city = conditions.city
    if city is None:
        return GapBasis(assumed, is_own_staff_hour=False, size_factor=1.0, is_estimated=False)
    own = city.number("staff_hour_jpy")
    quoted = questionnaire.scenarios[questionnaire.default_scenario_id]
    residents = quoted.population * quoted.cities if quoted.population else None
    return GapBasis(
        staff_hour_jpy=assumed if own is None else own,
        is_own_staff_hour=own is not None,
        size_factor=city.population / residents if residents else np.nan,
        is_estimated=True,
    )


def compare_gaps(answers: AnswerSet, conditions: Conditions, fit: FitComparison) -> GapComparison:
    """Compare what the gaps of all offers cost.

    Money of gaps is as quoted; cases of workarounds are scaled to the city where one is chosen.

    Args:
        answers: The round.
        conditions: City, horizon, and what the steps of a cost line read.
        fit: Of the same answers and scope.
    """
    questionnaire, offers = answers.questionnaire, answers.tables["offers"]
    go_live = months_of_dates(offers["go_live_on"])
    costs = normalize_gap_costs(fit.levels, go_live, conditions.assumptions)
    basis = _basis(questionnaire, conditions)
    hours = workaround_hours(fit.levels, basis.size_factor)
    businesses = [one.business for one in fit.requirements]
    homes = answers.kept.get(
        "homes",
        conditions.scope,
        lambda: is_home_priced(answers.tables, questionnaire, fit.levels, businesses),
    )
    found = []
    for index, (offer, months) in enumerate(
        zip(fit.offers, offers["contract_months"].tolist(), strict=True)
    ):
        window = window_of(int(go_live[index]), conditions)
        terms = GapTerms(window.months, annuity(window, conditions), basis.staff_hour_jpy)
        gaps = offer_gaps(fit.levels, costs, hours, homes, index, items=fit.items, terms=terms)
        is_short = window.months > months
        found.append(
            GapOffer(
                offer.offer_key,
                offer.place,
                offer.offer_id,
                offer.vendor,
                offer.title,
                gaps=gaps,
                is_beyond_term=bool(is_short and gaps.total.monthly_jpy),
            )
        )
    return GapComparison(conditions, fit, tuple(found), costs, hours, homes, basis)
