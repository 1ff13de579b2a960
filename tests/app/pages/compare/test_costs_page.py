import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screens import on_page, sample_screen, section, words

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


def title_of_chart(screen: AppTest) -> str:
    spec = json.loads(screen.get("plotly_chart")[0].proto.spec)
    return str(spec["layout"]["title"]["text"])


def test_the_statistics_stand_with_the_chart_of_where_offers_differ(screen: AppTest) -> None:
    section(on_page(screen, "costs"), "costs_section", "statistics")
    assert "費目別の統計" in words(screen)
    assert "別に数える提案" in words(screen)
    assert title_of_chart(screen) == "どこで差がつくか：最大と最小の差が大きい順（億円）"


def test_the_statistics_turn_to_businesses_and_to_the_order_of_the_ratio(screen: AppTest) -> None:
    section(on_page(screen, "costs"), "costs_section", "statistics")
    section(screen, "statistics_rows", "businesses")
    section(screen, "statistics_ranking", "ratio")
    assert "業務別の統計" in words(screen)
    assert title_of_chart(screen) == "どこで差がつくか：最大÷最小の比が大きい順（各行の中央値＝1）"


def test_the_bridge_still_stands_between_the_two_offers_chosen(screen: AppTest) -> None:
    section(on_page(screen, "costs"), "costs_section", "bridge")
    assert title_of_chart(screen).startswith("AからBへの差")
