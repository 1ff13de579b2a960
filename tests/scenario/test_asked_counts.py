"""How many cells a questionnaire asks of a vendor, part by part."""

from rfi.scenario.asked_counts import asked_counts
from rfi.scenario.questionnaire import questionnaire_of
from tests.answers import document
from tests.document.authoring.books import OWN_RFI


def test_prices_are_counted_in_every_scenario_that_asks_them() -> None:
    option = {"option_id": "Z01", "business": "N01", "title": "連携", "standard_item": "I05"}
    question = {"question_id": "Q1", "title": "体制", "kind": "text"}
    value = {**OWN_RFI, "options": [option], "free_questions": [question]}
    counts = asked_counts(questionnaire_of(document("q.json", value)))
    # Two scenarios: three prices and one in both, one in the first alone.
    assert counts["term.costs"] == 2 * (3 + 1) + 1
    assert counts["term.options"] == 2
    assert counts["author.sheet.requirements"] == len(OWN_RFI["requirements"])
    assert counts["term.free_questions"] == 1
