"""Everything of an evaluation as one JSON object."""

from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.benefit import benefits_record
from rfi.export.record.comparison import conditions_record, issues_record, offer_record, to_json
from rfi.export.record.fit import fit_record
from rfi.export.record.joint import crossovers_record, number_effect_record, sharing_record
from rfi.export.record.levelling import levelling_record
from rfi.export.record.net_effect import net_effect_record
from rfi.export.record.service import service_levels_record
from rfi.export.record.statistics import statistics_record
from rfi.export.record.today import ratio_survey_record, today_record
from rfi.text.wording import Lang


def evaluation_record(evaluation: Evaluation, lang: Lang) -> dict[str, Any]:
    """Return the sections of an evaluation.

    ``conditions``, ``offers``, ``levelling``, ``sharing`` (None without a group),
    ``number_effect``, ``crossovers``, ``item_statistics``, ``today`` (None without a city whose
    cost of today is known), ``ratio_survey`` (None without a file of such cities),
    ``net_effect``, ``benefits``, ``fit``, ``service_levels`` and ``issues``. Yen are whole,
    tax-excluded unless named otherwise.
    """
    costs = evaluation.costs
    scenario_ids = evaluation.basis.model.axes.scenarios
    return {
        "conditions": conditions_record(evaluation.answers, costs),
        "offers": [offer_record(offer, scenario_ids) for offer in costs.offers],
        "levelling": levelling_record(costs),
        "sharing": sharing_record(costs, evaluation.conditions, evaluation.joint_use),
        "number_effect": number_effect_record(costs, evaluation.number_effect),
        "crossovers": crossovers_record(costs, evaluation.size_curves),
        "item_statistics": statistics_record(costs, evaluation.basis),
        "today": today_record(evaluation.today),
        "ratio_survey": ratio_survey_record(evaluation),
        "net_effect": {
            "without_benefits": net_effect_record(evaluation.net_effect),
            "with_cash_releasing": net_effect_record(evaluation.net_effect_with_benefits),
        },
        "benefits": benefits_record(evaluation.benefits),
        "fit": fit_record(evaluation.fit),
        "service_levels": service_levels_record(evaluation.service_levels),
        "issues": issues_record(costs.issues, lang),
    }


def write_record(evaluation: Evaluation, lang: Lang) -> bytes:
    """Return the evaluation as a JSON file, UTF-8."""
    return (to_json(evaluation_record(evaluation, lang)) + "\n").encode()
