"""Each of the seven analyses holds figures that lead to the cells they rest on."""

import re

import pytest

from rfi.analysis.change.rounds import Side
from rfi.evaluation.change import change_since
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.views.choice.change.section import SINCE
from rfi.views.choice.contents import CONTENTS
from rfi.views.look.band.picture import parts_of_figure
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.look.table_html import table_html
from rfi.views.trace.described import describe_figure
from tests.printed import evaluated

JA = Reading("ja", "one")
GROUP = ("--city", "372013", "--group", "332020,372013,382019")
LINK = re.compile('<a data-figure="([^"]+)">([^<]*)</a>')


@pytest.fixture(scope="module")
def shared() -> Evaluation:
    return evaluated(*GROUP, "--set", "scoring=lowest", "--set", "score_must=off")


def tables_of(evaluation: Evaluation, section: str) -> list[Table]:
    side = Side(evaluation.answers, NOTHING_CHOSEN)
    given = {SINCE.key: change_since(side, side)} if section == "change" else {}
    found = []
    for part in CONTENTS.of(section):
        if part.view is not None and part.unmet(evaluation) is None:
            table = part.table(evaluation, JA, {**part.opening(evaluation), **given})
            found += [table] if table else []
    return found


def links_of(table: Table) -> list[tuple[str, str]]:
    return LINK.findall(table_html(table, JA))


@pytest.mark.parametrize("section", CONTENTS.sections)
def test_every_analysis_has_figures_that_lead_to_cells(shared: Evaluation, section: str) -> None:
    links = [link for table in tables_of(shared, section) for link in links_of(table)]
    assert links
    letters = "ABCDEF"
    codes = {code for code, _ in links}
    for code in sorted(codes)[:: max(1, len(codes) // 4)]:
        letter, business, item = parts_of_figure(code)
        assert business in {"", *shared.questionnaire.businesses}
        assert item in {"", *shared.questionnaire.items}
        found = describe_figure(shared, JA, letters.index(letter), business or None, item or None)
        assert any(quote.lines for quote in found.quotes), code


def test_an_open_cell_leads_to_itself(shared: Evaluation) -> None:
    first = shared.choices.asking.next_questions[0]
    (table, *_) = tables_of(shared, "ask")
    business, item = first.cell
    assert links_of(table)[0][0] == f"{'ABCDEF'[first.offer]}.{business}.{item}"


def test_the_offer_of_a_business_leads_to_the_cells_of_its_price(shared: Evaluation) -> None:
    (plans, *_) = tables_of(shared, "vendors")
    links = links_of(plans)
    plan = shared.choices.combining.plans("hub")[0]
    letter = "ABCDEF"[plan.offers[0]]
    assert (f"{letter}.B01.", letter) in links
    figure = describe_figure(shared, JA, plan.offers[0], "B01", None).figure_jpy
    shown = shared.choices.combining.shown.cost_jpy[0, plan.offers[0]]
    assert figure == pytest.approx(shown)


def test_a_city_and_a_cause_that_rest_on_no_cell_lead_nowhere(shared: Evaluation) -> None:
    for section, column in (("joining", "leavers"), ("plan", "joins")):
        for table in tables_of(shared, section):
            if table.key.endswith(column):
                assert links_of(table) == []
