"""How many times today's running cost: the ratio of each city, and what may be said of them all.

The mean of the ratios weighs every city alike, the ratio of the sums every yen alike; both always
stand together (method §6). A ratio that is only known from one side is no ratio here: it is
counted among the open ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rfi.compare.round.constants import (
    PUBLISHED_ANSWERED,
    PUBLISHED_ASKED,
    PUBLISHED_DOUBLED_ABOVE,
    PUBLISHED_LOWER,
    PUBLISHED_MAXIMUM,
    PUBLISHED_MEAN,
)
from rfi.compare.today.pair import Tax
from rfi.compare.today.today_rows import BoolArray
from rfi.compare.today.todays_cost import todays_of
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.city import City

DOUBLE = 2


@dataclass(frozen=True, slots=True)
class PublishedSurvey:
    """What was published of the survey of January 2025; never mixed with anything computed."""

    answered: int = PUBLISHED_ANSWERED
    asked: int = PUBLISHED_ASKED
    mean: float = PUBLISHED_MEAN
    maximum: float = PUBLISHED_MAXIMUM
    lower: int = PUBLISHED_LOWER
    doubled_above: float = PUBLISHED_DOUBLED_ABOVE


PUBLISHED = PublishedSurvey()


@dataclass(frozen=True)
class RatioSurvey:
    """Running cost before and after of many cities, for one offer or as the cities reported it.

    Attributes:
        codes, names: Of the cities, along the first axis.
        before: Yen a year before, one entry a city; NaN where not known.
        after: Yen a year after; NaN where not known.
        is_before_exact, is_after_exact: Whether the figure is the whole one; one known only from
            one side (≧) gives no exact ratio.
        asked: Cities asked, those without any answer too.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    before: FloatArray
    after: FloatArray
    is_before_exact: BoolArray
    is_after_exact: BoolArray
    asked: int

    @cached_property
    def is_answered(self) -> BoolArray:
        """Cities with an exact figure on both sides and a before above 0."""
        known = ~np.isnan(self.before) & ~np.isnan(self.after)
        exact = self.is_before_exact & self.is_after_exact
        positive = np.greater(self.before, 0, where=known, out=np.zeros_like(known))
        return np.asarray(known & exact & positive)

    @cached_property
    def ratios(self) -> FloatArray:
        """After / before, one entry a city; NaN where there is no exact ratio."""
        found = np.full(len(self.before), np.nan)
        np.divide(self.after, self.before, out=found, where=self.is_answered)
        return found

    @cached_property
    def known(self) -> FloatArray:
        """The ratios there are, ascending, so that the order of the cities is of no matter."""
        return np.sort(self.ratios[self.is_answered])

    @property
    def answered(self) -> int:
        """Number of cities with a ratio."""
        return len(self.known)

    @property
    def mean(self) -> float | None:
        """Mean of the ratios: every city counts alike."""
        return float(np.mean(self.known)) if self.answered else None

    @property
    def ratio_of_sums(self) -> float | None:
        """Ratio of the sums: every yen counts alike."""
        if not self.answered:
            return None
        before, after = (
            np.sort(column[self.is_answered]).sum() for column in (self.before, self.after)
        )
        return float(after / before)

    @property
    def median(self) -> float | None:
        """Middle of the ratios."""
        return float(np.median(self.known)) if self.answered else None

    @property
    def doubled(self) -> int:
        """Number of cities whose cost at least doubles."""
        return int((self.known >= DOUBLE).sum())

    @property
    def doubled_share(self) -> float | None:
        """Share of the answered cities whose cost at least doubles."""
        return self.doubled / self.answered if self.answered else None

    @property
    def falling(self) -> tuple[int, ...]:
        """Indexes of the cities whose cost falls, by code."""
        return self._sorted(np.flatnonzero(self.is_answered & (self.ratios < 1)))

    @property
    def largest(self) -> tuple[int, ...]:
        """Indexes of the cities with the largest ratio, by code; several when they tie."""
        if not self.answered:
            return ()
        return self._sorted(np.flatnonzero(self.is_answered & (self.ratios == self.known[-1])))

    @property
    def open_indexes(self) -> tuple[int, ...]:
        """Indexes of the cities without an exact ratio, by code."""
        return self._sorted(np.flatnonzero(~self.is_answered))

    def _sorted(self, indexes: np.ndarray) -> tuple[int, ...]:
        return tuple(sorted(indexes.tolist(), key=lambda index: self.codes[index]))


@dataclass(frozen=True, slots=True)
class ReportedPair:
    """What one city reported: yen a year on one tax basis; None where it gave no figure."""

    code: str
    name: str
    before_jpy: float | None
    after_jpy: float | None


def survey_of_pairs(pairs: Sequence[ReportedPair], asked: int | None = None) -> RatioSurvey:
    """Return the survey of pairs as cities reported them.

    Args:
        pairs: One a city, both figures on the same tax basis.
        asked: Cities asked; None is those that stand in ``pairs``.
    """
    columns = [
        np.array([np.nan if value is None else value for value in column], dtype=np.float64)
        for column in ([one.before_jpy for one in pairs], [one.after_jpy for one in pairs])
    ]
    whole = np.ones(len(pairs), dtype=np.bool_)
    return RatioSurvey(
        codes=tuple(one.code for one in pairs),
        names=tuple(one.name for one in pairs),
        before=columns[0],
        after=columns[1],
        is_before_exact=whole,
        is_after_exact=whole,
        asked=max(asked or 0, len(pairs)),
    )


def running_before(
    cities: Sequence[City], assumptions: AssumptionSet, tax: Tax
) -> tuple[FloatArray, BoolArray]:
    """Return (yen a year, whether exact) of today's running cost of each city's latest year.

    NaN where the city gives no amount.
    """
    amounts, exact = np.full(len(cities), np.nan), np.zeros(len(cities), dtype=np.bool_)
    for index, today in enumerate(todays_of(cities, assumptions)):
        if today is None or not today.is_running.any():
            continue
        yen = today.excl_tax_jpy if tax == "excluded" else today.incl_tax_jpy
        running = yen[today.is_running]
        amounts[index] = np.nansum(running)
        exact[index] = today.is_year_complete and not today.unread and not np.isnan(running).any()
    return amounts, exact


def survey_of_columns(
    cities: Sequence[City],
    before: tuple[FloatArray, BoolArray],
    offered: FloatArray,
    is_exact: BoolArray,
) -> tuple[RatioSurvey, ...]:
    """Return one survey an offer from whole arrays.

    Args:
        cities: Along the first axis.
        before: From ``running_before``.
        offered: City × offer, yen a year; NaN where an offer has no price.
        is_exact: City × offer: whether that figure is the whole one.
    """
    return tuple(
        RatioSurvey(
            codes=tuple(city.code for city in cities),
            names=tuple(city.name for city in cities),
            before=before[0],
            after=offered[:, index],
            is_before_exact=before[1],
            is_after_exact=is_exact[:, index],
            asked=len(cities),
        )
        for index in range(offered.shape[1])
    )
