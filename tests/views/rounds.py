"""Rounds that the tests of views, exports and screen look at."""

from functools import cache
from pathlib import Path

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import (
    AnswerSet,
    collect_answers,
    compare_answers,
    conditions_of,
    prepare_basis,
)
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import answer, collect, line, questionnaire

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLANTED = '=HYPERLINK("http://x.example","<b>1*2*3</b>")'


def _read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


@cache
def round_of(folder: str) -> AnswerSet:
    paths = sorted((SAMPLES / folder).glob("*.json"))
    asked = next(path for path in paths if path.stem.endswith("questionnaire"))
    return collect_answers(
        _read(asked),
        [_read(path) for path in paths if path != asked],
        _read(SAMPLES / "assumptions" / "standard.json"),
    )


def compared(answers: AnswerSet, **changes: AssumptionValue) -> Comparison:
    return compare_answers(answers, conditions_of(answers, changes=changes, changed_by="試験"))


@cache
def _sample_basis(extension: str) -> CostBasis:
    answers = round_of("responses")
    changes = {"term_extension": extension}
    return prepare_basis(answers, conditions_of(answers, changes=changes))


def basis_of(answers: AnswerSet, conditions: Conditions) -> CostBasis:
    """Return the answers laid out; the sample round, which many tests read, is laid out once.

    Of the conditions a basis depends on the extension of terms alone.
    """
    if answers is round_of("responses"):
        return _sample_basis(conditions.assumptions.choice("term_extension"))
    return prepare_basis(answers, conditions)


def evaluated(answers: AnswerSet, **changes: AssumptionValue) -> Evaluation:
    conditions = conditions_of(answers, changes=changes, changed_by="試験")
    return Evaluation(answers, basis_of(answers, conditions), conditions)


@cache
def holey() -> AnswerSet:
    """Two vendors over two items and two businesses; the second leaves one cell open.

    The first: 1,000,000 once and 10,000 a month in each business, both tax-excluded. The second:
    I03 of B01 at 2,200,000 tax-included, of B02 quoted separately, R01 as the first.
    """
    asked = questionnaire(businesses=("B01", "B02"))
    whole = [
        line(item, amount, businesses=[business])
        for item, amount in (("I03", 1_000_000), ("R01", 10_000))
        for business in ("B01", "B02")
    ]
    part = [
        line("I03", 2_200_000, tax="included", note=PLANTED),
        line("I03", businesses=["B02"], state="separate"),
        *whole[2:],
    ]
    second = answer(part, response_id="second")
    second["vendor"]["name"] = PLANTED
    return collect(asked, answer(whole, response_id="first"), second)
