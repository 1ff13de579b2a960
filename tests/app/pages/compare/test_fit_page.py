"""The page 適合, driven as a reader does."""

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.session import sample_round as sample
from rfi.views.fit.rates import view_fit_rates
from rfi.views.look.reading import Reading
from tests.app.screens import on_page, sample_screen, section, words
from tests.views.rounds import evaluated, round_of

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


@pytest.fixture
def page(screen: AppTest) -> AppTest:
    return on_page(screen, "fit")


def test_the_rates_on_screen_are_those_of_the_comparison(page: AppTest) -> None:
    table = view_fit_rates(evaluated(round_of("responses")), Reading("ja"))
    shown = words(page)
    for row in table.rows:
        assert row.heading in shown
        assert all(table.shown(row, cell) in shown for cell in row.cells)
    assert "253／396件・未回答52件" in shown


def test_the_class_chosen_moves_chart_and_businesses(page: AppTest) -> None:
    page.selectbox(key="fit_rate_class").set_value("not_to_implement").run()
    assert not page.exception
    assert "要件区分：実装不可" in words(page)
    spec = page.get("plotly_chart")[0].proto.spec
    assert "35" in spec


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("matrix", "431件中1〜60件目"),
        ("causes", "制度・法令解釈"),
        ("gaps", "総額に重ねて足さない"),
        ("failures", "実装必須に対応不可と回答"),
    ],
)
def test_each_section_is_shown_with_its_basis(page: AppTest, name: str, expected: str) -> None:
    section(page, "fit_section", name)
    assert not page.error
    assert expected in words(page)


def test_filters_and_pages_say_how_many_requirements_there_are(page: AppTest) -> None:
    section(page, "fit_section", "matrix")
    page.selectbox(key="fit_page_431").set_value(7).run()
    assert "431件中421〜431件目" in words(page)
    page.selectbox(key="fit_business").set_value("B01").run()
    assert "20件中1〜20件目" in words(page)
    page.text_input(key="fit_words").set_value("カード 交付").run()
    assert not page.exception
    assert "B01-020" in words(page)
    assert "B01-001" not in words(page)
    page.text_input(key="fit_words").set_value("どこにもない言葉").run()
    assert "条件に合う要件なし（要件は全431件）" in words(page)


def test_differences_gaps_and_remarks_can_be_asked_for(page: AppTest) -> None:
    section(page, "fit_section", "matrix")
    before = words(page)
    page.toggle(key="fit_differences").set_value(True)
    page.toggle(key="fit_gaps_only").set_value(True)
    page.toggle(key="fit_remarks").set_value(True).run()
    assert not page.exception
    after = words(page)
    assert "（要件は全431件）" in after
    assert "431件中" not in after
    assert len(after) > 1000
    assert before != after


def test_unit_tax_and_discount_move_the_cost_of_gaps(page: AppTest) -> None:
    section(page, "fit_section", "gaps")
    assert "≧149,755" in words(page)
    page.button_group(key="control_tax").set_value("included").run()
    assert "≧164,730" in words(page)
    page.selectbox(key="control_discount").set_value(0.04).run()
    assert "割引率4%" in words(page)


def test_the_page_speaks_english() -> None:
    screen = sample_screen("fit", lang="en")
    assert "Fit rate by class" in words(screen)


def test_a_round_without_requirements_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample, "_FOLDERS", ("absent", "published"))
    screen = sample_screen("fit")
    assert not screen.exception
    assert "要件への適合を尋ねていません" in screen.info[0].value
