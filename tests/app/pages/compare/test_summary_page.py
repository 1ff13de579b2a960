import pytest

from tests.app.screens import sample_screen, words

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_published_figures_stand_below_the_answers_with_year_and_source() -> None:
    screen = sample_screen("summary")
    assert not screen.exception
    shown = words(screen)
    assert "全国値 3,742円に対する比（倍）" in shown
    assert shown.index("参考：公表値") > shown.index("住民1人・1年当たり（円）")
    assert "総務省 市区町村における情報システム経費の調査結果（2018-03-30）" in shown
    assert "岡崎市 税総合システム" in shown
