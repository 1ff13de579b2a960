"""What goes out of every type, and every section of an evaluation in its order.

A part comes into the JSON by a line in ``SECTIONS``, the keys of its types in ``RECORDS``, and its
text in ``schemas/evaluation.schema.json``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.analysis.choice.constants import SHAPLEY_EXACT_MEMBERS
from rfi.compare.today.pair import TAXES
from rfi.compare.today.ratio_survey import PUBLISHED
from rfi.document.form.accounting import Accounting
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.choice.customization import customization_part
from rfi.export.record.choice.joining import joining_part
from rfi.export.record.choice.staging import plan_part
from rfi.export.record.choice.vendors import vendors_part
from rfi.export.record.choice.weighing import asking_part, scoring_part
from rfi.export.record.cost_records import COST_RECORDS, Levelled, Offered, Spreads, Under, under
from rfi.export.record.effect_records import EFFECT_RECORDS
from rfi.export.record.encoder import Records
from rfi.export.record.fit_records import FIT_RECORDS
from rfi.export.record.free_records import FREE_RECORDS
from rfi.export.record.joint_records import JOINT_RECORDS, Crossing, NumberEffects, Sharing
from rfi.export.record.remark_records import REMARK_RECORDS
from rfi.export.record.robust_records import ROBUST_RECORDS, Sureness
from rfi.export.record.service_records import SERVICE_RECORDS
from rfi.export.record.today_records import TODAY_RECORDS, OfferSurvey
from rfi.schema.issue import Issue
from rfi.text.wording import Lang


@dataclass(frozen=True, slots=True)
class ToldIssue:
    """An issue and the language it is told in."""

    issue: Issue
    lang: Lang


@dataclass(frozen=True, slots=True)
class AccountedBook:
    """A workbook and what became of its cells."""

    document: str
    accounting: Accounting


RECORDS: Records = {
    **COST_RECORDS,
    **JOINT_RECORDS,
    **ROBUST_RECORDS,
    **TODAY_RECORDS,
    **EFFECT_RECORDS,
    **FIT_RECORDS,
    **SERVICE_RECORDS,
    **FREE_RECORDS,
    **REMARK_RECORDS,
    ToldIssue: {
        **under("issue", "code", "severity", "document", "pointer", "origin"),
        "message": lambda told: told.issue.message(told.lang),
        "next_step": lambda told: told.issue.next_step(told.lang),
    },
    AccountedBook: {
        "document": "document",
        **under("accounting", "read", "form", "named", "cells"),
    },
}


def _offer_keys(e: Evaluation) -> tuple[str, ...]:
    return tuple(offer.offer_key for offer in e.costs.offers)


def _levelling(e: Evaluation) -> Mapping[str, object]:
    """Return the level, what was put into every hole, and above which cost an order turns."""
    return {
        "level": e.conditions.assumptions.choice("levelling"),
        "least_donors": int(e.conditions.assumptions.number("levelling_donors")),
        "offers": [Levelled(offer) for offer in e.costs.offers],
        "flips": e.costs.flips,
    }


def _ratio_survey(e: Evaluation) -> Mapping[str, object] | None:
    """Return the survey of the round's cities against each offer, on both bases.

    None where no city gives its cost of today; the published survey has its own key.
    """
    surveys = {tax: e.ratio_surveys(tax) for tax in TAXES}
    if not any(survey.codes for survey in surveys["excluded"]):
        return None
    return {
        "offers": [
            OfferSurvey(key, {tax: surveys[tax][index] for tax in TAXES})
            for index, key in enumerate(_offer_keys(e))
        ],
        "published_2025_01": PUBLISHED,
    }


def _unless_large(part: Callable[[Evaluation], object]) -> Callable[[Evaluation], object]:
    """Return a part that is left out of a group in which not every order of joining is weighed.

    Of such a group it takes longer than all the rest of a record: whoever wants it asks for it
    (``analyse``).
    """
    return lambda e: None if len(e.conditions.group) > SHAPLEY_EXACT_MEMBERS else part(e)


SECTIONS: Mapping[str, Callable[[Evaluation], object]] = {
    "conditions": lambda e: Under(e.costs, e.questionnaire),
    "offers": lambda e: [Offered(offer, e.basis.model.axes.scenarios) for offer in e.costs.offers],
    "levelling": _levelling,
    "robustness": lambda e: Sureness(e.robustness, _offer_keys(e)),
    "sharing": lambda e: (
        Sharing(e.costs, e.joint_use, e.joiners) if e.joint_use and e.joiners else None
    ),
    "number_effect": lambda e: e.number_effect and NumberEffects(e.costs, e.number_effect),
    "crossovers": lambda e: [
        Crossing(one, _offer_keys(e)) for one in (e.size_curves.crossovers if e.size_curves else ())
    ],
    "item_statistics": lambda e: Spreads(e.statistics(), _offer_keys(e)),
    "today": lambda e: e.today,
    "ratio_survey": _ratio_survey,
    "net_effect": lambda e: {
        "without_benefits": e.net_effect(),
        "with_cash_releasing": e.net_effect(with_benefits=True),
    },
    "benefits": lambda e: e.benefits,
    "fit": lambda e: e.gaps,
    "service_levels": lambda e: e.service_levels,
    "free_answers": lambda e: e.free_answers,
    "joining": _unless_large(joining_part),
    "customization": customization_part,
    "vendors": vendors_part,
    "ask": asking_part,
    "scoring": scoring_part,
    "plan": _unless_large(plan_part),
    "remarks": lambda e: e.remarks,
}
