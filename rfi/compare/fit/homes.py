"""Whether the cost item that a gap names holds any price: only then is the gap in a total."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rfi.normalize.fit.levels import NONE, FitLevels
from rfi.scenario.questionnaire import Questionnaire
from rfi.tidy.tables import BUNDLE_MARK, Tables

BoolArray = npt.NDArray[np.bool_]

# States that say the price stands in the cell or in the cell it is included in.
_PRICED_STATES = ("priced", "priced_from", "free", "included")


def _priced_cells(tables: Tables, questionnaire: Questionnaire, businesses: int) -> BoolArray:
    """Return offer × business × item: whether a line of the default scenario has a price."""
    lines = tables["cost_lines"]
    items = {name: index for index, name in enumerate(questionnaire.items)}
    index_of = {name: index for index, name in enumerate(questionnaire.businesses)}
    grid = np.zeros((len(tables["offers"]), businesses, len(items)), dtype=np.bool_)
    state, amount = lines["state"], lines[["amount", "amount_low"]].notna().any(axis=1)
    is_priced = state.isin(_PRICED_STATES) | (state.isna() & amount)
    used = (is_priced & (lines["scenario_id"] == questionnaire.default_scenario_id)).to_numpy()
    owner, item = lines["owner"].to_numpy(), lines["item"].to_numpy(dtype=object)
    bundle = lines["businesses"].cat.codes.to_numpy()
    for code, names in enumerate(lines["businesses"].cat.categories):
        rows = np.flatnonzero(used & (bundle == code))
        columns = np.array([items[name] for name in item[rows]], dtype=np.int64)
        for name in names.split(BUNDLE_MARK):
            grid[owner[rows], index_of[name], columns] = True
    return grid


def is_home_priced(
    tables: Tables,
    questionnaire: Questionnaire,
    levels: FitLevels,
    businesses: Sequence[str],
) -> BoolArray:
    """Return, over offer × requirement, whether the named cost item has a price.

    An item that is asked of the requirement's business must be priced there, alone or in a
    bundle; one that is asked elsewhere only (共通) must be priced there. False where no item is
    named.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        levels: Answers in scope.
        businesses: Business of each requirement in scope.
    """
    names = tuple(questionnaire.businesses)
    # One more row, never priced, for a business that the questionnaire does not price.
    grid = _priced_cells(tables, questionnaire, len(names) + 1)
    asked = questionnaire.asked[questionnaire.default_scenario_id]
    own = np.array(
        [[(name, item) in asked for item in questionnaire.items] for name in (*names, "")],
        dtype=np.bool_,
    )
    backed = np.where(own, grid, grid.any(axis=1, keepdims=True))
    index_of = {name: at for at, name in enumerate(names)}
    business = np.array([index_of.get(name, len(names)) for name in businesses], dtype=np.int64)
    offer = np.arange(len(levels.code))[:, None]
    named = levels.cost_item != NONE
    return np.asarray(named & backed[offer, business, np.where(named, levels.cost_item, 0)])
