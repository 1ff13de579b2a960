"""One analysis of a choice as one JSON object with its schema (kind ``analysis``)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from rfi.analysis.choice.vendors.plans import EXCHANGES
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.choice.change import change_part
from rfi.export.record.choice.customization import customization_part
from rfi.export.record.choice.joining import joining_part
from rfi.export.record.choice.staging import plan_part
from rfi.export.record.choice.vendors import vendors_part
from rfi.export.record.choice.weighing import asking_part, scoring_part
from rfi.export.record.encoder import Json
from rfi.export.record.evaluation import record_of_parts
from rfi.export.record.records import SECTIONS
from rfi.text.wording import Lang
from rfi.views.choice.change.section import SINCE
from rfi.views.choice.staging.plans import NO_PLANS
from rfi.views.choice.staging.section import PLANS
from rfi.views.choice.vendors.limits import listed_limits
from rfi.views.choice.vendors.section import LIMITS

if TYPE_CHECKING:
    from rfi.evaluation.change import RoundChange
    from rfi.views.choice.staging.plans import Plans
    from rfi.views.choice.vendors.words import Limits

# Key of a choice → what a call gives for it.
Given = Mapping[str, object]


def _vendors(evaluation: Evaluation, given: Given) -> object:
    held = cast("Limits", given.get(LIMITS.key, ()))
    found, exchange = evaluation.choices.combining, EXCHANGES[0]
    listed = listed_limits(evaluation, exchange, 0)
    return vendors_part(
        evaluation, held, [found.limited(exchange, limit, held) for limit in listed]
    )


def _plan(evaluation: Evaluation, given: Given) -> object:
    return plan_part(evaluation, cast("Plans", given.get(PLANS.key, NO_PLANS)))


def _change(evaluation: Evaluation, given: Given) -> object:
    return change_part(evaluation, cast("RoundChange", given[SINCE.key]))


# Section of the page → its part, with what is asked for: nothing is left out for its time.
_PARTS: Mapping[str, Callable[[Evaluation, Given], object]] = {
    "joining": lambda evaluation, _: joining_part(evaluation),
    "customization": lambda evaluation, _: customization_part(evaluation),
    "vendors": _vendors,
    "ask": lambda evaluation, _: asking_part(evaluation),
    "scoring": lambda evaluation, _: scoring_part(evaluation),
    "plan": _plan,
    "change": _change,
}


def analysis_record(
    evaluation: Evaluation, section: str, given: Given, lang: Lang
) -> dict[str, Json]:
    """Return ``kind``, ``schema_version``, the conditions, one analysis, and the issues.

    Args:
        evaluation: The round under its conditions.
        section: Of the page 分析.
        given: Limits, plans, or the change since the last round.
        lang: Of the issues.
    """
    parts = {
        "conditions": SECTIONS["conditions"](evaluation),
        section: _PARTS[section](evaluation, given),
    }
    return record_of_parts("analysis", parts, evaluation.costs.issues, lang)
