"""What people typed into the conditions of a round names nobody where nobody shall be named."""

from dataclasses import replace

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.csv.csv_table import write_csv
from rfi.scenario.address import Shown
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import Chosen, ChosenCity, ExpectedAmount
from rfi.scenario.city.city import CityFigure
from rfi.views.look.reading import Reading
from tests.disclosure.planted import sample_round

NAME, NICKNAME = "架空電算", "カクデン"
TYPED = f"{NAME}（{NICKNAME}）の見積から"
RATE = Assumption("fx_usd_jpy", 160.0, "円/米ドル", TYPED, TYPED)
FIGURE = CityFigure(900.0, "人", TYPED, "confirmed")
# A hole of the fifth offer; the first one has none there.
EXPECTED = ExpectedAmount("E", "COM", "R17", 12_000_000.0, TYPED)
CHOSEN = Chosen(
    city=ChosenCity("372013", figures=(("staff", FIGURE),)),
    assumptions=(RATE,),
    expected=(EXPECTED,),
)


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    found = sample_round().with_settled(frozenset(), hidden=(NICKNAME,))
    values = found.assumptions.values
    standard = replace(values["horizon_months"], source=TYPED)
    files = tuple(
        replace(one, name=f"{NAME}の{one.name}") if one.kind == "assumption_set" else one
        for one in found.inputs
    )
    own = replace(found.assumptions, values={**values, "horizon_months": standard})
    return replace(found, assumptions=own, inputs=files)


def shown(sample: AnswerSet, how: Shown, chosen: Chosen = CHOSEN) -> Evaluation:
    return evaluate(shown_answers(sample, how), chosen)


def typed(conditions: Conditions) -> list[str]:
    """Return every text of the conditions that somebody typed."""
    city = conditions.city
    assert city is not None
    return [
        *(f"{one.source}{one.note}" for one in conditions.assumptions),
        *(one.source for one in conditions.expected),
        *(one.source for one in city.figures.values()),
        *(one.name for one in conditions.inputs),
    ]


@pytest.mark.parametrize(
    "how",
    [Shown("anonymous"), Shown("aggregate"), Shown("named", (), "public"), Shown("own", (1,))],
)
def test_no_source_note_or_file_of_the_conditions_names_a_vendor(
    how: Shown, sample: AnswerSet
) -> None:
    evaluation = shown(sample, how)
    words = " ".join(typed(evaluation.conditions))
    assert NAME not in words
    assert NICKNAME not in words
    assert "の見積から" in words
    written = write_csv(evaluation, Reading("ja")).decode("utf-8-sig")
    assert NAME not in written
    assert NICKNAME not in written


def test_by_name_everything_stands_as_it_was_typed(sample: AnswerSet) -> None:
    words = typed(shown(sample, Shown()).conditions)
    assert len([one for one in words if NICKNAME in one]) == 4


def test_in_its_own_copy_a_vendor_may_be_named_and_others_may_not(sample: AnswerSet) -> None:
    mine = typed(shown(sample, Shown("own", (0,))).conditions)
    assert any(NAME in one for one in mine)
    assert not any(NICKNAME in one for one in mine)


@pytest.mark.parametrize("how", [Shown("aggregate"), Shown("own", (4,)), Shown("own", (1,))])
def test_statistics_and_the_copy_of_a_vendor_hold_no_expected_amount(
    how: Shown, sample: AnswerSet
) -> None:
    """It is a figure of one offer, and letters of a copy begin anew: there is no A here."""
    of_first = replace(EXPECTED, letter="A")
    given = replace(CHOSEN, expected=(of_first, EXPECTED))
    found, plain = shown(sample, how, given), shown(sample, how, replace(CHOSEN, expected=()))
    assert found.conditions.expected == ()
    totals = [[offer.total_incl_tax_jpy for offer in one.costs.offers] for one in (found, plain)]
    assert totals[0] == totals[1]
