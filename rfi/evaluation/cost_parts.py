"""Parts of what the offers cost: laid out, under the conditions, shared."""

from collections.abc import Mapping
from dataclasses import replace

from rfi.analysis.plausibility.rules import check_plausibility
from rfi.compare.cost.borne import Borne, borne_by_city
from rfi.compare.cost.bounded import exact_totals_of
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.costs import comparison_of
from rfi.compare.cost.outlay import Outlay, outlay_of
from rfi.compare.cost.touched import OpenWarnings, open_warnings, unread_offers
from rfi.compare.joint.joiners import Joiners, compare_joiners
from rfi.compare.joint.joint_use import JointUse, compare_joint_use
from rfi.compare.joint.number_effect import NumberEffect, number_effect
from rfi.compare.joint.size_curves import SizeCurves, size_curves
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis, extension_of, prepare_costs
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.compare.round.stated_totals import check_stated_totals
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.cost.steps import STEP_READS, steps_named
from rfi.normalize.step import FloatArray
from rfi.schema.issue import Issue
from rfi.tidy.picked import issues_of

DISCOUNTING = (
    "base_fiscal_year",
    *(key for step in steps_named("present_value") for key in step.reads),
)
_TERM = ("horizon_months", "term_extension")
_SHARING = ("sharing_method", "sharing_equal_ratio")
WHO = ("scenario_id", "city", "group")


def _extension(_: AnswerSet, conditions: Conditions) -> int | None:
    return extension_of(conditions.assumptions)


EXTENSION: Part[int | None] = Part(
    "extension",
    _extension,
    assumptions=_TERM,
    is_key=True,
)


def _unread(answers: AnswerSet, _: Conditions) -> tuple[bool, ...]:
    return unread_offers(answers.tables, answers.settled)


# By offer, so that what is settled changes the prices laid out only where this changes.
UNREAD: Part[tuple[bool, ...]] = Part("unread", _unread, reads=("settled",), is_key=True)


def _basis(
    answers: AnswerSet, _: Conditions, extension: int | None, unread: tuple[bool, ...]
) -> CostBasis:
    whole = answers.peers.tables if answers.peers else None
    basis = prepare_costs(answers.tables, answers.questionnaire, extension, whole)
    stated = check_stated_totals(basis, answers.assumptions)
    return replace(basis, issues=(*basis.issues, *stated), unread=unread)


BASIS: Part[CostBasis] = Part("basis", _basis, uses=(EXTENSION, UNREAD))


def _plausibility(answers: AnswerSet, _: Conditions, basis: CostBasis) -> tuple[Issue, ...]:
    own = Conditions(answers.questionnaire.default_scenario_id, answers.assumptions)
    if not basis.peers:
        return check_plausibility(basis, own)
    every = basis.peers.basis
    # As in the whole round, where stated totals that do not add up are among the issues.
    stated = check_stated_totals(every, answers.assumptions)
    every = replace(every, issues=(*every.issues, *stated))
    return issues_of(basis.tables, check_plausibility(every, own))


# What is implausible in the answers is judged under the round's own assumptions: a question to a
# vendor neither comes nor goes with a slider.
PLAUSIBILITY: Part[tuple[Issue, ...]] = Part("plausibility", _plausibility, uses=(BASIS,))


def _open_warnings(
    answers: AnswerSet, _: Conditions, basis: CostBasis, plausibility: tuple[Issue, ...]
) -> OpenWarnings:
    return open_warnings(basis, plausibility, answers.settled)


OPEN_WARNINGS: Part[OpenWarnings] = Part(
    "open_warnings", _open_warnings, reads=("settled",), uses=(BASIS, PLAUSIBILITY)
)


def _outlay(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> Outlay:
    return outlay_of(basis, conditions, masks_of(conditions.scope, basis.model.axes))


OUTLAY: Part[Outlay] = Part(
    "outlay",
    _outlay,
    reads=(*WHO, "scope", "expected"),
    assumptions=(*STEP_READS, "term_extension", "levelling", "levelling_donors"),
    uses=(BASIS,),
)


def _borne(_: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay) -> Borne:
    return borne_by_city(basis, conditions, outlay)


BORNE: Part[Borne] = Part(
    "borne",
    _borne,
    reads=("city", "group", "own_weights"),
    assumptions=_SHARING,
    uses=(BASIS, OUTLAY),
)


def _costs(
    _: AnswerSet,
    conditions: Conditions,
    basis: CostBasis,
    warnings: OpenWarnings,
    outlay: Outlay,
    borne: Borne,
) -> Comparison:
    return comparison_of(basis, conditions, outlay, borne, warnings)


COSTS: Part[Comparison] = Part(
    "costs",
    _costs,
    reads=(*WHO, "scope"),
    assumptions=(*_TERM, *DISCOUNTING, "escalation"),
    uses=(BASIS, OPEN_WARNINGS, OUTLAY, BORNE),
)


def compared_under(
    answers: AnswerSet, moved: DeclaredConditions, basis: CostBasis, warnings: OpenWarnings
) -> Comparison:
    """Return the comparison under conditions that a part moved itself."""
    outlay = _outlay(answers, moved, basis)
    borne = _borne(answers, moved, basis, outlay)
    return _costs(answers, moved, basis, warnings, outlay, borne)


def exact_under(
    answers: AnswerSet, moved: DeclaredConditions, basis: CostBasis
) -> Mapping[str, FloatArray]:
    """Return the exact totals by offer under conditions that a part moved itself."""
    outlay = _outlay(answers, moved, basis)
    return exact_totals_of(basis, moved, outlay, _borne(answers, moved, basis, outlay))


def _joint_use(
    _: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay
) -> JointUse | None:
    return compare_joint_use(basis, conditions, outlay)


JOINT_USE: Part[JointUse | None] = Part(
    "joint_use",
    _joint_use,
    reads=("scenario_id", "group", "own_weights", "scope"),
    assumptions=(*OUTLAY.assumptions, *_TERM, *_SHARING),
    uses=(BASIS, OUTLAY),
)


def _joiners(
    _: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay
) -> Joiners | None:
    return compare_joiners(basis, conditions, outlay)


JOINERS: Part[Joiners | None] = Part(
    "joiners",
    _joiners,
    reads=("scenario_id", "group", "scope"),
    assumptions=(*OUTLAY.assumptions, *_TERM),
    uses=(BASIS, OUTLAY),
)


def _number_effect(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> NumberEffect | None:
    return number_effect(basis, conditions)


NUMBER_EFFECT: Part[NumberEffect | None] = Part(
    "number_effect",
    _number_effect,
    reads=("city", "group", "scope"),
    assumptions=(*STEP_READS, "term_extension"),
    uses=(BASIS,),
)


def _size_curves(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> SizeCurves | None:
    return size_curves(basis, conditions)


SIZE_CURVES: Part[SizeCurves | None] = Part(
    "size_curves",
    _size_curves,
    reads=("scope",),
    assumptions=(*STEP_READS, "term_extension"),
    uses=(BASIS,),
)
