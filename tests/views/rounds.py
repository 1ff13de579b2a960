"""Rounds that the tests of views, exports and screen look at."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import Evaluation
from rfi.evaluation.remarks import NO_REMARKS
from rfi.scenario.assumptions import AssumptionValue
from tests import evaluations
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
    return evaluated(answers, **changes).costs


def evaluated(answers: AnswerSet, **changes: AssumptionValue) -> Evaluation:
    return evaluations.evaluated(answers, changes=changes)


def given(**parts: object) -> Evaluation:
    """Return what a view is handed, holding only the parts that the test is about.

    Everything of it may be seen, and nobody answered more than it holds.
    """
    unseen = {
        "conditions": SimpleNamespace(mode="named", level="secretariat"),
        "answers": SimpleNamespace(tables=SimpleNamespace(responses=())),
        "has_costs": False,
        "remarks": NO_REMARKS,
    }
    return cast("Evaluation", SimpleNamespace(**{**unseen, **parts}))


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


@cache
def lettered() -> AnswerSet:
    """Three vendors over one item: second is A, first C and late D; B was withdrawn.

    Once and tax-excluded: first 1,000,000, second 2,000,000, late 3,000,000.
    """
    amounts = {"first": 1_000_000, "second": 2_000_000, "late": 3_000_000}
    answers = [answer([line("I03", amount)], response_id=name) for name, amount in amounts.items()]
    letters = ("second:A", "gone:A", "first:A")
    return collect(questionnaire(("I03",)), *answers, letters=letters)
