"""適合: requirements × offers, and what is met."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.compare.fit.failures import Failures, failures_of
from rfi.compare.fit.rates import CLASSES, COUNTED_CLASSES, FitRate, count_codes, rate_of
from rfi.compare.fit.requirements import Requirement, indexes_in_scope, requirements_of
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.normalize.fit.levels import NONE, FitLevels, days_of, prepare_fit

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OfferFit:
    """One offer.

    Attributes:
        offer_key, place, offer_id, vendor, title: As in ``OfferFigures``.
        go_live_on: ISO date.
        failures: What it fails.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    go_live_on: str
    failures: Failures


@dataclass(frozen=True)
class FitComparison:
    """All offers' fit under one set of conditions.

    Attributes:
        conditions: What decides the figures.
        requirements: Asked and in scope, in the order asked.
        offers: In the order of their places.
        levels: Answers over offer × requirement.
        counts: Number of requirements over offer × business × class × code.
        rates: By offer, of every business, 実装不可 judged apart; pages ask for them often.
        businesses: Names along the business axis, those with a requirement in scope.
        items: Cost items of the questionnaire: what ``levels.cost_item`` points to.
        remarks: The ``note`` column of the ``fit_answers`` table.
    """

    conditions: Conditions
    requirements: tuple[Requirement, ...]
    offers: tuple[OfferFit, ...]
    levels: FitLevels
    counts: IntArray
    rates: tuple[FitRate, ...]
    businesses: tuple[str, ...]
    items: tuple[str, ...]
    remarks: pd.Series

    def note(self, offer: int, requirement: int) -> str:
        """Return the vendor's own remark on one answer, "" for none."""
        row = self.levels.row[offer, requirement]
        return "" if row == NONE else self._remarks[row]

    @cached_property
    def _remarks(self) -> list[str]:
        """The remarks by row, "" for none: a table of all answers asks for each of thousands."""
        return [one if isinstance(one, str) else "" for one in self.remarks.tolist()]

    def rate(
        self, offer: int, business: str | None = None, requirement_class: str | None = None
    ) -> FitRate:
        """Return the rate of one offer.

        Args:
            offer: Index of the offer.
            business: None is every business.
            requirement_class: None is 実装必須 and 標準オプション; 実装不可 is judged apart.
        """
        if business is None and requirement_class is None:
            return self.rates[offer]
        counts = self.counts[offer]
        if business is not None:
            index = self.businesses.index(business)
            counts = counts[index : index + 1]
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


def _only(levels: FitLevels, indexes: IntArray) -> FitLevels:
    """Return the answers to the requirements at ``indexes``."""
    if len(indexes) == len(levels.requirement_ids):
        return levels
    arrays = {
        found.name: getattr(levels, found.name)[:, indexes]
        for found in fields(levels)
        if found.name not in {"requirement_ids", "offers"}
    }
    ids = tuple(levels.requirement_ids[index] for index in indexes)
    return replace(levels, requirement_ids=ids, **arrays)


def compare_fit(answers: AnswerSet, conditions: Conditions) -> FitComparison:
    """Compare the fit answers of all offers; what their gaps cost is ``compare_gaps``.

    A requirement counts when its business has any item in scope.
    """
    questionnaire, offers = answers.questionnaire, answers.tables["offers"]
    asked = requirements_of(questionnaire)
    indexes = indexes_in_scope(asked, conditions.scope)
    requirements = tuple(asked[index] for index in indexes)
    levels = _only(prepare_fit(answers.tables, questionnaire), indexes)
    held = {found.business for found in requirements}
    businesses = tuple(name for name in questionnaire.businesses if name in held)
    # A requirement may belong to a business that the questionnaire does not price.
    businesses += tuple(sorted(held - set(businesses)))
    index_of = {name: position for position, name in enumerate(businesses)}
    business = np.array([index_of[found.business] for found in requirements], dtype=np.int64)
    classes = np.array(
        [CLASSES.index(found.requirement_class) for found in requirements], dtype=np.int64
    )
    counts = count_codes(levels.code, business, classes, len(businesses))
    days = days_of(offers["go_live_on"])
    names = ["offer_key", "offer_id", "vendor", "title", "go_live_on"]
    return FitComparison(
        conditions=conditions,
        requirements=requirements,
        offers=tuple(
            OfferFit(
                **{str(name): str(value) for name, value in record.items()},
                place=place,
                failures=failures_of(levels, classes, offer_index, days[offer_index]),
            )
            for offer_index, (record, place) in enumerate(
                zip(offers[names].to_dict("records"), offers["place"].tolist(), strict=True)
            )
        ),
        levels=levels,
        counts=counts,
        rates=tuple(rate_of(one, COUNTED_CLASSES) for one in counts),
        businesses=businesses,
        items=tuple(questionnaire.items),
        remarks=answers.tables["fit_answers"]["note"],
    )
