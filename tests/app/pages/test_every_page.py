"""Every page in both languages over rounds that hold nothing, the sample, a held answer, many."""

import json
from copy import deepcopy

import pytest

from rfi.app.frame.navigation import PAGES, ROUNDS
from rfi.app.session.sample_round import sample_round
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.text.wording import LANGS, Lang
from tests.app.screens import begun, new_screen, on_page, value_of, words

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
MANY = 12


def _answer(value: object, name: str) -> Answer:
    return Answer(RoundFile(name, json.dumps(value, ensure_ascii=False).encode()))


def _twelve() -> tuple[Answer, ...]:
    """Return twelve answers that differ in who gives them and in one price."""
    made = []
    for number in range(MANY):
        value = deepcopy(value_of())
        value["response_id"] = f"vendor-{number}"
        value["vendor"] = {**value["vendor"], "vendor_id": f"v{number}", "name": f"架空{number}社"}
        line = next(one for one in value["offers"][0]["cost_lines"] if one.get("amount"))
        line["amount"] += 1000 * number
        made.append(_answer(value, f"{number}.json"))
    return tuple(made)


def round_of(kind: str) -> Round:
    sample = sample_round()
    if kind == "sample":
        return sample
    empty = Round(sample.questionnaire, sample.standard)
    if kind == "empty":
        return empty
    if kind == "many":
        return Round(sample.questionnaire, sample.standard, answers=_twelve())
    value = value_of()
    value["offers"][0]["cost_lines"][0]["tax"] = "税抜"
    return Round(sample.questionnaire, sample.standard, answers=(_answer(value, "held.json"),))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["empty", "sample", "held", "many"])
def test_every_page_says_something_and_fails_nowhere(kind: str, lang: Lang) -> None:
    screen = new_screen(begun(round_of(kind)))
    screen.query_params["lang"] = lang
    for page in PAGES:
        if page == ROUNDS:
            continue
        on_page(screen, page)
        assert not screen.exception, (page, screen.exception)
        assert not screen.error, (page, [one.value for one in screen.error])
        told = words(screen) + " ".join(one.value for one in screen.info)
        assert len(told) > 200, page
