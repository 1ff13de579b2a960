import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.navigation import path_of
from rfi.app.session import sample_round as sample
from rfi.compare.benefit.comparison import BenefitComparison
from rfi.views.benefit.arrows import PICTURES
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.look.reading import Reading
from tests.app.screens import (
    sample_screen,
    section,
    upload,
    value_of,
    words,
)
from tests.evaluations import evaluated
from tests.views.rounds import given, round_of

ROOT = Path(__file__).resolve().parents[4]
SECTIONS = ("ledgers", "kpis", "procedures", "pictures", "years", "overlaps", "lines")
# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("benefits")


def compared(scenario: str | None = None, **changes: float) -> BenefitComparison:
    answers = round_of("responses")
    return evaluated(answers, scenario_id=scenario, changes=changes).benefits


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_section_is_shown_in_both_languages(name: str, lang: str) -> None:
    made = section(sample_screen("benefits", lang=lang), "benefits_section", name)
    assert not made.error
    assert not made.info
    shown = made.get("plotly_chart") if name == "pictures" else words(made)
    assert len(shown) > (0 if name == "pictures" else 1_000)


def test_the_ledgers_on_screen_are_those_of_the_comparison(screen: AppTest) -> None:
    table = view_benefit_ledgers(given(benefits=compared()), Reading("ja"))
    shown = words(screen)
    for row in table.rows:
        for cell in row.cells:
            if cell.value is not None:
                assert f">{table.shown(row, cell)}<" in shown


def test_another_size_and_horizon_change_the_figures_as_the_comparison_does(
    screen: AppTest,
) -> None:
    screen.selectbox(key="control_scenario").set_value("S180K-1")
    screen.button_group(key="control_horizon").set_value(120)
    screen.button_group(key="control_unit").set_value("million").run()
    found = compared("S180K-1", horizon_months=120)
    table = view_benefit_ledgers(given(benefits=found), Reading("ja", "million"))
    hours = [table.shown(table.rows[1], cell) for cell in table.rows[1].cells]
    assert all(f">{value}<" in words(screen) for value in hours)
    section(screen, "benefits_section", "kpis")
    assert "推計（人口比0.51倍で換算）" in words(screen)


def test_the_whole_period_shows_the_sum_over_the_window(screen: AppTest) -> None:
    section(screen, "benefit_period", "window")
    total = compared().offers[0].measures["resident_hours"].claimed
    assert total is not None
    assert f">{total:,.0f}<" in words(screen)
    assert "期間計" in words(screen)


def test_the_factor_of_evidence_can_be_switched_by_procedure(screen: AppTest) -> None:
    section(screen, "benefits_section", "procedures")
    before = words(screen)
    section(screen, "benefit_basis", "discounted")
    assert words(screen) != before
    assert "根拠係数後" in words(screen)


def test_differences_only_leaves_out_rows(screen: AppTest) -> None:
    section(screen, "benefits_section", "procedures")
    section(screen, "benefit_measure", "visits")
    rows = words(screen).count("<tr")
    screen.toggle(key="benefit_differences").set_value(True).run()
    assert not screen.exception
    assert 0 < words(screen).count("<tr") <= rows


@pytest.mark.parametrize("picture", PICTURES)
def test_each_picture_is_drawn(screen: AppTest, picture: str) -> None:
    section(screen, "benefits_section", "pictures")
    section(screen, "benefit_picture", picture)
    spec = json.loads(screen.get("plotly_chart")[0].proto.spec)
    assert spec["layout"]["annotations"]


def test_the_lines_of_another_offer_can_be_chosen(screen: AppTest) -> None:
    section(screen, "benefits_section", "lines")
    assert "A-K01" in words(screen)
    screen.selectbox[-1].set_value(2).run()
    assert "C-K01" in words(screen)
    assert "A-K01" not in words(screen)


def test_an_offer_without_effects_is_named_and_shows_dashes(screen: AppTest) -> None:
    value = value_of()
    value["response_id"] = "bare"
    value["vendor"]["name"] = "無効果株式会社"
    value["offers"][0].pop("benefit_lines")
    screen.switch_page(path_of("intake")).run()
    upload(screen, "bare.json", value)
    screen.switch_page(path_of("benefits")).run()
    assert not screen.error
    assert "無効果" in " ".join(found.value for found in screen.text)


def test_a_round_that_asks_for_no_effects_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample, "_FOLDERS", ("absent", "published"))
    made = sample_screen("benefits")
    assert not made.exception
    assert not made.error
    assert "定量効果を尋ねていません" in made.info[0].value
    assert "四つの勘定" not in words(made)
