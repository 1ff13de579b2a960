"""What an empty page says depends on why it is empty; none leads to where nothing can be done."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.export.tables import SUBJECTS
from rfi.text.wording import LANGS, text
from rfi.views.look.contents import Need
from samples.make.invalid import ANSWER, QUESTIONNAIRE
from tests.answers import collect
from tests.compare.sample_round import scope_of
from tests.evaluations import evaluated

# What an RFI may leave out; it asks for prices alone, of one size.
LEFT_OUT = ("requirements", "symbols", "free_questions")
ASKED: dict[str, list[dict[str, Any]]] = {
    "kpis": [
        {
            "kpi_id": "K1",
            "title": "待ち時間",
            "unit": "minutes",
            "beneficiary": "resident",
            "business": "B01",
            "direction": "decrease",
        }
    ],
    "service_level_items": [
        {"item_id": "SL1", "title": "稼働率", "value_type": "number", "unit": "percent"}
    ],
}
INTAKE = ("受付", "Intake", "intake")


def lacks(evaluation: Evaluation) -> Iterator[tuple[str, str, Need]]:
    """Yield (subject, name of the content, need) of all that cannot be shown."""
    for contents in SUBJECTS:
        for part in contents.parts:
            need = part.unmet(evaluation)
            if need is not None:
                yield contents.subject, part.name, need


@cache
def answered_nothing(*, asks: bool, businesses: tuple[str, ...] = ("B01", "B18")) -> Evaluation:
    """Return a round whose one answer has prices alone, asked for nothing else or for all."""
    bare = {key: value for key, value in QUESTIONNAIRE.items() if key not in LEFT_OUT}
    question = {**QUESTIONNAIRE, **ASKED} if asks else bare
    offer = ANSWER["offers"][0]
    kept = {
        key: value
        for key, value in offer.items()
        if key not in {"fit_answers", "free_answers", "benefit_lines", "service_levels"}
    }
    answers = collect(question, {**ANSWER, "offers": [kept]})
    return evaluated(answers, scope=scope_of(*businesses))


def test_the_round_has_prices() -> None:
    assert answered_nothing(asks=False).costs.offers


def test_what_the_rfi_does_not_ask_for_leads_nowhere_and_names_no_intake() -> None:
    found = list(lacks(answered_nothing(asks=False)))
    assert {"fit", "benefits", "service", "free", "joint"} <= {subject for subject, _, _ in found}
    for subject, name, need in found:
        word = need.word(answered_nothing(asks=False))
        assert need.page != "intake", (subject, name)
        said = [text(f"app.{word}", lang) for lang in LANGS] if word else []
        assert not [one for one in said if any(intake in one for intake in INTAKE)], (subject, name)


@pytest.mark.parametrize("subject", ["fit", "benefits", "service", "free"])
def test_what_is_asked_and_not_answered_leads_to_the_intake(subject: str) -> None:
    found = answered_nothing(asks=True)
    pages = {need.page for own, _, need in lacks(found) if own == subject and need.word(found)}
    assert pages == {"intake"}


@pytest.mark.parametrize("subject", ["fit", "benefits"])
def test_what_lies_out_of_scope_leads_to_the_conditions(subject: str) -> None:
    found = answered_nothing(asks=True, businesses=("B18",))
    pages = {need.page for own, _, need in lacks(found) if own == subject}
    assert pages == {"conditions"}
