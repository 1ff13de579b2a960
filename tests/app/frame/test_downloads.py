"""What can be taken away from a page: each file is written when it is asked for."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screens import on_page, sample_screen


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


def test_a_comparing_page_offers_every_format(screen: AppTest) -> None:
    on_page(screen, "costs")
    offered = [found.proto.label for found in screen.get("download_button")]
    assert offered == [
        "Excel",
        "CSV（全ての表を1ファイルに）",
        "CSVのzip（表ごとに1ファイル）",
        "JSON（計算結果の全て）",
    ]


def test_levelling_that_is_off_says_where_it_is_chosen(screen: AppTest) -> None:
    on_page(screen, "costs")
    screen.button_group(key="costs_section").set_value("levelling").run()
    assert "補完は「なし」です" in screen.info[0].value
    assert [link.proto.label for link in screen.get("page_link")] == ["条件を開く"]
