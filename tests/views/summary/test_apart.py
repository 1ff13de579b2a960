"""What moves no figure is said beside the totals, and is true."""

from typing import Any

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import LANGS, Lang
from rfi.views.look.reading import Reading
from rfi.views.summary.apart import apart_notes
from rfi.views.summary.summary import view_summary
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated

LINES = [line("R01", 5, start_on="2027-04-01", months=60)]
STAGES = [{"business": "B01", "go_live_on": "2029-04-01"}]


def shown(*, is_said: bool) -> Evaluation:
    """Return a round with members of different size, a stage and a weight, or with none."""
    asked: dict[str, Any] = questionnaire(("R01",), cities=2)
    asked["requirements"] = [
        {"requirement_id": "Q1", "business": "B01", "class": "required", "text": "要件"}
    ]
    if not is_said:
        return evaluated(collect(asked, answer(LINES)))
    asked["scenarios"][0]["member_populations"] = [200_000, 500_000]
    asked["requirements"][0]["weight"] = 10
    return evaluated(collect(asked, answer(LINES, go_live_stages=STAGES)))


@pytest.mark.parametrize("lang", LANGS)
def test_members_stages_and_weights_are_said_to_move_no_total(lang: Lang) -> None:
    notes = apart_notes(shown(is_said=True), lang)
    assert len(notes) == 3
    assert set(notes) <= set(view_summary(shown(is_said=True), Reading(lang)).notes)


def test_they_move_no_total_indeed() -> None:
    totals = [
        [offer.totals.nominal_jpy for offer in shown(is_said=said).costs.offers]
        for said in (True, False)
    ]
    assert totals[0] == totals[1] == [300]


def test_nothing_is_said_where_none_is_given() -> None:
    assert apart_notes(shown(is_said=False), "ja") == ()
