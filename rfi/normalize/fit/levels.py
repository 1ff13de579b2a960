"""The fit answers of all offers as columns: one entry an offer and requirement.

A requirement without an answer is ``unanswered``; nothing is filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.tidy.tables import Tables

IntArray = npt.NDArray[np.int64]
DateArray = npt.NDArray[np.datetime64]

FIT_CODES = load_codelist("fit_codes").codes
STANDARD = FIT_CODES.index("standard")
PARAMETER = FIT_CODES.index("parameter")
OPTION = FIT_CODES.index("option")
CUSTOMIZE = FIT_CODES.index("customize")
EXTERNAL = FIT_CODES.index("external")
WORKAROUND = FIT_CODES.index("workaround")
ROADMAP = FIT_CODES.index("roadmap")
NOT_POSSIBLE = FIT_CODES.index("not_possible")
UNANSWERED = FIT_CODES.index("unanswered")
MET = (STANDARD, PARAMETER)
GAPS = (OPTION, CUSTOMIZE, EXTERNAL, WORKAROUND, ROADMAP, NOT_POSSIBLE)

GAP_CAUSES = load_codelist("gap_causes").codes
NONE = -1

# What an answer says of its money. ``partial``: one of once and monthly is not said. A typed 0
# beside no other amount says neither free nor included, so it is no price (method §1, "State");
# an amount without a tax flag cannot be compared.
MONEY_STATES = ("none", "complete", "partial", "no_tax", "zero")
NO_MONEY, COMPLETE, PARTIAL, NO_TAX, ZERO = range(len(MONEY_STATES))


@dataclass(frozen=True, slots=True)
class FitLevels:
    """Fit answers as arrays over offer × requirement.

    Attributes:
        requirement_ids: In the order asked.
        offers: Offer keys, in the order of their places.
        code: Index into ``FIT_CODES``.
        cause: Index into ``GAP_CAUSES``; ``NONE`` where no cause is given.
        cost_item: Index into the questionnaire's cost items: the cost line that holds the money;
            ``NONE`` where none is named.
        row: Row number in the ``fit_answers`` table; ``NONE`` without an answer.
        money_state: Index into ``MONEY_STATES``.
        once, monthly: Amounts as quoted, in the unit of ``unit_factor``; NaN where not said or
            not comparable.
        unit_factor: Yen of one unit; NaN where there is none.
        is_tax_included, is_tax_exempt: 1 or 0.
        minutes, cases: Minutes a case and cases a year of a workaround; NaN where not said.
        available_on: Day of delivery; NaT where none is given.
    """

    requirement_ids: tuple[str, ...]
    offers: tuple[str, ...]
    code: IntArray
    cause: IntArray
    cost_item: IntArray
    row: IntArray
    money_state: IntArray
    once: FloatArray
    monthly: FloatArray
    unit_factor: FloatArray
    is_tax_included: FloatArray
    is_tax_exempt: FloatArray
    minutes: FloatArray
    cases: FloatArray
    available_on: DateArray


def _indexes(values: pd.Series, index_of: Mapping[str, int]) -> IntArray:
    """Return the index of each category; ``NONE`` for a missing or unknown one."""
    known = [index_of.get(name, NONE) for name in values.cat.categories]
    # Code −1 of a missing value takes the entry added at the end.
    return np.asarray(np.array([*known, NONE], dtype=np.int64)[values.cat.codes.to_numpy()])


def _numbered(names: Sequence[str]) -> Mapping[str, int]:
    return {name: index for index, name in enumerate(names)}


def _codes(frame: pd.DataFrame, fit_of_symbol: Mapping[str, str]) -> IntArray:
    """Return the fit code, by itself or through the questionnaire's own symbols."""
    index_of = _numbered(FIT_CODES)
    given = _indexes(frame["fit"], index_of)
    meaning = {symbol: index_of[fit] for symbol, fit in fit_of_symbol.items()}
    by_symbol = _indexes(frame["symbol"], meaning)
    code = np.where(given == NONE, by_symbol, given)
    return np.where(code == NONE, UNANSWERED, code)


def _money(frame: pd.DataFrame) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return (state, once, monthly) of each answer."""
    once, monthly = frame["cost_once"].to_numpy(), frame["cost_monthly"].to_numpy()
    known = (~np.isnan(once)).astype(np.int64) + ~np.isnan(monthly)
    state = np.where(known == 0, NO_MONEY, np.where(known == 1, PARTIAL, COMPLETE))
    is_zero = (known > 0) & (np.nan_to_num(once) + np.nan_to_num(monthly) == 0)
    has_tax = frame["tax"].cat.codes.to_numpy() != NONE
    state = np.where((known > 0) & ~has_tax, NO_TAX, state)
    state = np.where(is_zero, ZERO, state)
    is_price = (state == COMPLETE) | (state == PARTIAL)
    return state, np.where(is_price, once, np.nan), np.where(is_price, monthly, np.nan)


def days_of(values: pd.Series) -> DateArray:
    """Return a categorical column of ISO dates as days, NaT for missing ones."""
    days = np.array([*values.cat.categories, "NaT"], dtype="datetime64[D]")
    return np.asarray(days[values.cat.codes.to_numpy()])


def prepare_fit(tables: Tables, questionnaire: Questionnaire) -> FitLevels:
    """Return the fit answers as columns; depends on no assumption.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked, and what its symbols mean.
    """
    frame = tables["fit_answers"]
    offers = tuple(tables["offers"]["offer_key"])
    ids = tuple(row["requirement_id"] for row in questionnaire.value.get("requirements", ()))
    shape = (len(offers), len(ids))
    index = _indexes(frame["requirement_id"], _numbered(ids))
    used = np.flatnonzero(index != NONE)
    where = (frame["owner"].to_numpy()[used], index[used])

    def laid_out(values: npt.NDArray[np.generic], missing: object) -> npt.NDArray[np.generic]:
        result = np.full(shape, missing, dtype=values.dtype)
        result[where] = values[used]
        return result

    def whole(values: IntArray, missing: int = NONE) -> IntArray:
        return laid_out(values.astype(np.int64), missing).astype(np.int64, copy=False)

    def real(values: FloatArray, missing: float = np.nan) -> FloatArray:
        return laid_out(values.astype(np.float64), missing).astype(np.float64, copy=False)

    state, once, monthly = _money(frame)
    factors = np.array([*(UNIT_FACTORS[code] for code in frame["unit"].cat.categories), np.nan])
    tax = frame["tax"].to_numpy(dtype=object)
    return FitLevels(
        requirement_ids=ids,
        offers=offers,
        code=whole(_codes(frame, questionnaire.fit_of_symbol), UNANSWERED),
        cause=whole(_indexes(frame["cause"], _numbered(GAP_CAUSES))),
        cost_item=whole(_indexes(frame["cost_item"], _numbered(tuple(questionnaire.items)))),
        row=whole(np.arange(len(frame))),
        money_state=whole(state, NO_MONEY),
        once=real(once),
        monthly=real(monthly),
        unit_factor=real(factors[frame["unit"].cat.codes.to_numpy()]),
        is_tax_included=real((tax == "included").astype(np.float64), 0.0),
        is_tax_exempt=real((tax == "exempt").astype(np.float64), 0.0),
        minutes=real(frame["workaround_minutes"].to_numpy()),
        cases=real(frame["workaround_cases"].to_numpy()),
        available_on=laid_out(days_of(frame["available_on"]), np.datetime64("NaT")).astype(
            "datetime64[D]", copy=False
        ),
    )
