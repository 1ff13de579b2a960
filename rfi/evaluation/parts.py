"""The parts of an evaluation, each with the conditions that it reads and the parts it uses.

``compute`` of a part is called with the answers, the conditions it declares, and the parts it
uses in the order of ``uses``. What a used part holds of its conditions is replaced by the
conditions of the part that uses it, so that nothing can be read around the declaration.
"""

from typing import Any

from rfi.evaluation.along_parts import COSTS_ALONG, EFFECTS_ALONG
from rfi.evaluation.choice_parts import (
    COMBINING,
    CUSTOMIZING,
    JOINING,
    NEIGHBOURS,
    PRICE_SPREADS,
)
from rfi.evaluation.cost_parts import (
    BASIS,
    BORNE,
    COSTS,
    EXTENSION,
    JOINERS,
    JOINT_USE,
    NUMBER_EFFECT,
    OPEN_WARNINGS,
    OUTLAY,
    PLAUSIBILITY,
    SIZE_CURVES,
    UNREAD,
)
from rfi.evaluation.effect_parts import BENEFITS, FIT, FREE_ANSWERS, GAPS, SERVICE_LEVELS
from rfi.evaluation.moved_parts import AT_RATES, HALVES, PRICED, STEADY, STEADY_SWUNG
from rfi.evaluation.part import Part
from rfi.evaluation.robust_parts import ROBUSTNESS, SCALED, SCALES, SWINGS, TURNS
from rfi.evaluation.spread_parts import STATISTICS
from rfi.evaluation.today_parts import NET_EFFECT, NET_EFFECT_WITH_BENEFITS, RATIO_SURVEYS, TODAY
from rfi.evaluation.weighing_parts import ASKING, SCORING, STAGING

PARTS: tuple[Part[Any], ...] = (
    EXTENSION,
    UNREAD,
    BASIS,
    PLAUSIBILITY,
    OPEN_WARNINGS,
    OUTLAY,
    BORNE,
    COSTS,
    *STATISTICS.values(),
    HALVES,
    STEADY,
    STEADY_SWUNG,
    AT_RATES,
    TURNS,
    ROBUSTNESS,
    PRICED,
    SCALES,
    SCALED,
    SWINGS,
    JOINT_USE,
    JOINERS,
    NUMBER_EFFECT,
    SIZE_CURVES,
    BENEFITS,
    FIT,
    GAPS,
    SERVICE_LEVELS,
    FREE_ANSWERS,
    TODAY,
    NET_EFFECT,
    NET_EFFECT_WITH_BENEFITS,
    RATIO_SURVEYS,
    *COSTS_ALONG.values(),
    *EFFECTS_ALONG.values(),
    JOINING,
    COMBINING,
    CUSTOMIZING,
    PRICE_SPREADS,
    NEIGHBOURS,
    ASKING,
    SCORING,
    STAGING,
)
