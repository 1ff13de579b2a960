"""The page that compares today with the offers, and files of cities on screen."""

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.session.cache import answers_of
from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Workspace
from rfi.intake.round.file import read_round, write_round
from rfi.intake.round.round import RoundFile, add_city_file, remove_city_file
from tests.app.screens import (
    sample_screen,
    section,
    words,
    workspace_of,
)

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SECTIONS = ("before_after", "bridge", "net", "survey")
TABLE = (
    "団体コード,都市名,人口,業務,費目,年度,金額,単位,税\n"
    "992011,架空市,352400,共通,R01,令和7年度,１００,千円,税込\n"
).encode()


def with_city(screen: AppTest, code: str = "992011") -> AppTest:
    """Choose a city in the row of controls, as a reader does."""
    screen.selectbox(key="control_city").set_value(code).run()
    assert not screen.exception
    return screen


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("today")


@pytest.mark.parametrize("part", SECTIONS)
def test_each_view_is_shown_for_a_city_with_costs(screen: AppTest, part: str) -> None:
    section(with_city(screen), "today_section", part)
    assert not screen.error
    expected = {
        "before_after": "架空市（現行）",
        "bridge": "現行からAへの橋渡し",
        "net": "年度別の資金：A",
        "survey": "27市中26市",
    }[part]
    assert expected in words(screen)


def test_the_cash_table_follows_the_offer_chosen(screen: AppTest) -> None:
    section(with_city(screen), "today_section", "net")
    screen.selectbox(key="net_cash_offer").set_value(2).run()
    assert "年度別の資金：C" in words(screen)


@pytest.mark.parametrize("part", ["before_after", "bridge", "net"])
def test_without_a_city_the_page_says_where_to_choose_one(screen: AppTest, part: str) -> None:
    section(screen, "today_section", part)
    assert "「条件」で都市を選ぶ" in screen.info[0].value
    assert "比べる提案" in words(screen)


def test_a_table_given_on_screen_joins_the_round_and_is_told_about(screen: AppTest) -> None:
    section(screen, "today_section", "survey")
    before = workspace_of(screen).key
    screen.file_uploader[0].upload("わが市.csv", TABLE).run()
    assert not screen.exception
    current = workspace_of(screen).round
    assert current.city_files[-1].name == "わが市.csv"
    assert Workspace(current).key != before
    assert "都市のファイル 7 件" in screen.caption[0].value
    assert "「１００」を 100 千円 と読みました。" in words(screen)


def test_a_file_of_cities_can_be_taken_out(screen: AppTest) -> None:
    section(screen, "today_section", "survey")
    names = [file.name for file in workspace_of(screen).round.city_files]
    chosen = next(box for box in screen.selectbox if box.label == "都市のファイルを外す")
    chosen.set_value(names.index("fictional_ratio_survey.csv")).run()
    screen.button(key="remove_city_button").click().run()
    assert not screen.exception
    assert "fictional_ratio_survey.csv" not in [
        file.name for file in workspace_of(screen).round.city_files
    ]
    assert "移行前と移行後の回答がありません" in screen.info[0].value


def test_the_sample_round_holds_27_invented_cities_with_costs() -> None:
    cities = answers_of(Workspace(sample_round())).cities
    assert len(cities.own) == 27
    assert all(city.current_costs and city.code.startswith("99") for city in cities.own)
    assert "error" not in {issue.severity for issue in cities.issues}


def test_files_of_cities_come_back_with_the_round() -> None:
    made = add_city_file(sample_round(), RoundFile("わが市.csv", TABLE))
    found, issues = read_round(write_round(made))
    assert issues == ()
    assert found == made
    assert found.city_files[-1].data == TABLE


def test_a_file_of_the_same_name_takes_the_place_of_the_older_one() -> None:
    made = add_city_file(sample_round(), RoundFile("わが市.csv", TABLE))
    again = add_city_file(made, RoundFile("わが市.csv", TABLE + b"\n"))
    assert len(again.city_files) == len(made.city_files)
    assert remove_city_file(again, again.city_files[-1].sha256) == sample_round()


def test_four_typed_amounts_become_todays_cost_of_a_city_without_any() -> None:
    screen = with_city(sample_screen("today"), "372013")
    assert "高松市の現行費用がありません" in " ".join(one.value for one in screen.text)
    screen.number_input(key="typed_software").set_value(100_000)
    screen.number_input(key="typed_operation").set_value(50_000)
    next(one for one in screen.button if "現行費用にする" in one.label).click().run()
    assert not screen.exception
    assert not screen.error
    # 150,000 thousand yen a year with 10 % tax are 136,364 thousand without.
    assert "136,364" in words(screen)
    assert not [one for one in screen.number_input if one.key == "typed_software"]
    file = workspace_of(screen).round.city_files[-1]
    assert "画面での入力" in file.data.decode("utf-8-sig")


def test_without_any_amount_nothing_is_taken_and_it_is_said() -> None:
    screen = with_city(sample_screen("today"), "372013")
    before = len(workspace_of(screen).round.city_files)
    next(one for one in screen.button if "現行費用にする" in one.label).click().run()
    assert "四つのうち一つは" in screen.warning[0].value
    assert len(workspace_of(screen).round.city_files) == before
