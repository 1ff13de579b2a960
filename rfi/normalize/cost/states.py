"""From the state as typed to the state that counts (method §1, "State")."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from rfi.normalize.step import FloatArray
from rfi.schema.codelists import load_codelist

STATES = load_codelist("cell_states").codes
PRICED = STATES.index("priced")
PRICED_FROM = STATES.index("priced_from")
FREE = STATES.index("free")
INCLUDED = STATES.index("included")
SEPARATE = STATES.index("separate")
OUT_OF_SCOPE = STATES.index("out_of_scope")
UNANSWERED = STATES.index("unanswered")
_MISSING = -1


@dataclass(frozen=True, slots=True)
class EffectiveStates:
    """One entry a cost line.

    Attributes:
        state: Index into ``STATES``.
        amount_point: The amount as quoted, or the middle of its range; NaN when there is none.
        is_midpoint: Whether the amount is the middle of a range.
        half_range: From the middle to either end of its range, as a part of the middle.
    """

    state: np.ndarray
    amount_point: FloatArray
    is_midpoint: np.ndarray
    half_range: FloatArray


def effective_states(
    lines: pd.DataFrame, tiered_amount: FloatArray, *, has_quantity: np.ndarray
) -> EffectiveStates:
    """Return what each cost line counts as.

    An amount without a state is priced. A typed 0 is an answer only with ``free``. A price without
    an amount, without a tax flag or without the quantity it is multiplied by is unanswered, since
    it cannot be compared; so is a line that an issue keeps out.

    Args:
        lines: The ``cost_lines`` table.
        tiered_amount: Amount of lines priced by tiers; NaN for the others.
        has_quantity: Whether the quantity that the price is multiplied by is known.
    """
    typed = lines["amount"].to_numpy()
    low, high = lines["amount_low"].to_numpy(), lines["amount_high"].to_numpy()
    middle = (low + high) / 2
    amount = np.where(
        np.isnan(tiered_amount), np.where(np.isnan(typed), middle, typed), tiered_amount
    )
    entered = lines["state"].cat.codes.to_numpy().astype(np.int64)
    priceless = np.isnan(amount) | (amount == 0)
    unsaid = (entered == _MISSING) | (entered == UNANSWERED)
    state = np.where(unsaid & ~priceless & (entered == _MISSING), PRICED, entered)
    state = np.where(state == _MISSING, UNANSWERED, state)
    has_tax = lines["tax"].cat.codes.to_numpy() != _MISSING
    is_price = (state == PRICED) | (state == PRICED_FROM)
    is_refused = lines["is_refused"].to_numpy(dtype=np.bool_)
    lacks = priceless | ~has_tax | ~has_quantity | is_refused
    state = np.where(is_price & lacks, UNANSWERED, state)
    is_price = (state == PRICED) | (state == PRICED_FROM)
    is_midpoint = is_price & np.isnan(typed) & np.isnan(tiered_amount)
    return EffectiveStates(
        state=state,
        amount_point=np.where(is_price, amount, np.nan),
        is_midpoint=is_midpoint,
        half_range=np.divide(
            high - low, high + low, out=np.zeros(len(amount)), where=is_midpoint & (middle > 0)
        ),
    )
