"""The command line and the screen evaluate the same files and choices alike."""

import pytest

from rfi.app.session.cache import evaluation_of
from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Choices, Workspace
from rfi.cli.arguments import build_parser
from rfi.cli.evaluate import evaluate_arguments
from rfi.export.record.evaluation import write_record
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.text.wording import text
from tests.printed import CITIES, VENDORS

HOME, GROUP = "992011", ("332020", "372013", "992011")
CHOICES = {
    (): NOTHING_CHOSEN,
    ("--scenario", "S500K-1"): Chosen(scenario_id="S500K-1"),
    ("--city", HOME, "--group", ",".join(GROUP), "--level", "median"): Chosen(
        city=ChosenCity(HOME),
        group=GROUP,
        assumptions=(Assumption("levelling", "median", "区分", text("cli.changed_by", "ja")),),
    ),
}


@pytest.mark.parametrize(("arguments", "chosen"), CHOICES.items())
def test_screen_and_command_line_give_one_evaluation(
    arguments: tuple[str, ...], chosen: Chosen
) -> None:
    given = build_parser().parse_args(["compare", *VENDORS, *CITIES, *arguments])
    printed = evaluate_arguments(given, lambda *_: None)
    shown = evaluation_of(Workspace(sample_round(), Choices(chosen)), "ja")
    assert printed.issues
    assert printed.answers.cities.own
    assert write_record(printed, "ja") == write_record(shown, "ja")
    assert printed.issues == shown.issues
    assert printed.costs.offers == shown.costs.offers
