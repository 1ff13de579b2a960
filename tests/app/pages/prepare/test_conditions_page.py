"""The Conditions page: what is chosen there stands on every page."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.frame.navigation import PAGES, ROUNDS, path_of
from rfi.scenario.chosen import ChosenCity
from rfi.scenario.chosen_record import SavedConditions, write_saved_conditions
from tests.app.screens import move, sample_screen, section, words, workspace_of

KURASHIKI, TAKAMATSU, MATSUYAMA = "332020", "372013", "382019"
SECTION = "condition_section"
# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("conditions")


def chosen_of(screen: AppTest) -> Any:
    return workspace_of(screen).choices.chosen


def bar(screen: AppTest) -> str:
    return next(
        str(found.proto.body) for found in screen.get("html") if "rfi-bar" in found.proto.body
    )


def with_takamatsu(screen: AppTest) -> AppTest:
    screen.selectbox(key="city_choice").set_value(TAKAMATSU).run()
    assert not screen.exception
    assert not screen.error
    return screen


def with_group(screen: AppTest, *codes: str) -> AppTest:
    section(screen, SECTION, "group")
    screen.multiselect(key="group_members").set_value(list(codes)).run()
    assert not screen.exception
    return screen


@pytest.mark.parametrize("name", ["city", "group", "scope", "assumptions", "levelling", "sets"])
def test_each_section_is_shown(screen: AppTest, name: str) -> None:
    section(screen, SECTION, name)
    assert not screen.error
    assert "架空電算株式会社" in words(screen)


def test_a_city_chosen_here_stands_in_the_bar_of_every_page(screen: AppTest) -> None:
    with_takamatsu(screen)
    for name in set(PAGES) - {ROUNDS}:
        screen.switch_page(path_of(name)).run()
        assert not screen.exception
        assert "高松市（372013）417,496人・要確認" in bar(screen)
        assert "都市の人口に換算" in bar(screen)
        assert "シナリオ" not in bar(screen)


def test_the_scenario_picker_gives_way_to_a_city_and_comes_back_without_one(
    screen: AppTest,
) -> None:
    screen.switch_page(path_of("costs")).run()
    screen.selectbox(key="control_scenario").set_value("S500K-1").run()
    screen.selectbox(key="control_city").set_value(TAKAMATSU).run()
    aside = screen.selectbox(key="control_scenario_by_city")
    assert aside.disabled
    assert aside.value == "市の人口に換算"
    screen.selectbox(key="control_city").set_value("").run()
    assert screen.selectbox(key="control_scenario").value == "S500K-1"
    assert "人口50万人・単独" in bar(screen)


def test_a_prefecture_narrows_the_list(screen: AppTest) -> None:
    screen.selectbox(key="city_prefecture").set_value("岡山県").run()
    assert screen.selectbox(key="city_choice").options == [
        "選ばない",
        "倉敷市（岡山県）",
    ]


def test_a_figure_edited_is_owned_by_the_screen_and_can_be_set_back(screen: AppTest) -> None:
    with_takamatsu(screen)
    screen.number_input(key="city_figure_population").set_value(420_000.0).run()
    assert "420,000人" in bar(screen)
    assert "画面での指定" in words(screen)
    screen.number_input(key="city_figure_terminals").set_value(1_500.0).run()
    screen.button(key="city_back_population").click().run()
    assert "417,496人" in bar(screen)
    assert [key for key, _ in chosen_of(screen).city.figures] == ["terminals"]


def test_two_figures_edited_at_once_are_both_kept(screen: AppTest) -> None:
    with_takamatsu(screen)
    screen.number_input(key="city_figure_staff").set_value(900.0)
    screen.number_input(key="city_figure_terminals").set_value(1_500.0).run()
    figures = dict(chosen_of(screen).city.figures)
    assert {key: figure.value for key, figure in figures.items()} == {
        "staff": 900.0,
        "terminals": 1_500.0,
    }


def test_a_figure_emptied_goes_back_to_the_profile(screen: AppTest) -> None:
    with_takamatsu(screen)
    screen.number_input(key="city_figure_staff").set_value(900.0).run()
    screen.number_input(key="city_figure_staff").set_value(None).run()
    assert chosen_of(screen).city.figures == ()


def test_yearly_cases_and_online_rate_are_edited_together(screen: AppTest) -> None:
    with_takamatsu(screen)
    screen.number_input(key="city_cases_P01").set_value(12_000.0).run()
    screen.number_input(key="city_online_P01").set_value(25.0).run()
    ((procedure, volume),) = chosen_of(screen).city.volumes
    assert (procedure, volume.annual_cases, volume.online_rate) == ("P01", 12_000.0, 0.25)
    assert volume.source == "画面での指定"


def test_a_city_on_no_list_is_typed_in_and_needs_name_and_population(screen: AppTest) -> None:
    screen.text_input(key="typed_name").set_value("試験市").run()
    screen.button(key="typed_use").click().run()
    assert "名称と人口の両方" in screen.error[0].value
    screen.number_input(key="typed_population").set_value(300_000).run()
    screen.button(key="typed_use").click().run()
    assert not screen.error
    assert "試験市（入力）300,000人" in bar(screen)
    screen.switch_page(path_of("costs")).run()
    assert screen.selectbox(key="control_city").value == "試験市"
    assert "試験市（入力）300,000人" in bar(screen)


def test_a_group_of_three_shares_by_the_key_chosen(screen: AppTest) -> None:
    with_group(with_takamatsu(screen), KURASHIKI, TAKAMATSU, MATSUYAMA)
    assert "3市 計1,403,280人" in bar(screen)
    assert "均等割50％・人口割50％" in bar(screen)
    move(screen, "group_equal", 0.2)
    assert "均等割20％・人口割80％" in bar(screen)
    screen.selectbox(key="group_method").set_value("harp").run()
    assert "HARP" in bar(screen)


def test_own_weights_start_equal_and_may_not_sum_to_nothing(screen: AppTest) -> None:
    with_group(screen, KURASHIKI, MATSUYAMA)
    screen.selectbox(key="group_method").set_value("own").run()
    assert chosen_of(screen).own_weights == ((KURASHIKI, 1.0), (MATSUYAMA, 1.0))
    screen.number_input(key=f"group_weight_{KURASHIKI}").set_value(0.0).run()
    screen.number_input(key=f"group_weight_{MATSUYAMA}").set_value(0.0).run()
    assert "合計が0" in screen.error[0].value
    assert chosen_of(screen).own_weights == ((KURASHIKI, 0.0), (MATSUYAMA, 1.0))


def test_a_city_chosen_beside_a_group_joins_it_and_stays_and_both_are_said(
    screen: AppTest,
) -> None:
    with_group(screen, KURASHIKI, MATSUYAMA)
    section(screen, SECTION, "city")
    with_takamatsu(screen)
    assert "加えました" in screen.info[0].value
    assert chosen_of(screen).group == (KURASHIKI, TAKAMATSU, MATSUYAMA)
    with_group(screen, KURASHIKI)
    assert "残しました" in screen.info[0].value
    assert chosen_of(screen).group == (KURASHIKI, TAKAMATSU)


def test_the_scope_is_narrowed_and_full_again(screen: AppTest) -> None:
    section(screen, SECTION, "scope")
    screen.multiselect(key="scope_businesses").set_value(["B03", "B04"]).run()
    assert "2業務×10費目（尋ねた20欄）" in bar(screen)
    screen.multiselect(key="scope_items").set_value(["R01"]).run()
    assert "2業務×1費目（尋ねた2欄）" in bar(screen)
    screen.button(key="scope_ready_0").click().run()
    assert "全業務・全費目" in bar(screen)
    assert chosen_of(screen).scope.is_full


def test_the_ready_made_scopes_are_those_of_the_samples(screen: AppTest) -> None:
    section(screen, SECTION, "scope")
    labels = [button.label for button in screen.button]
    taxes = next(button for button in screen.button if button.label == "税の4業務")
    assert "運用費だけ" in labels
    taxes.click().run()
    assert "4業務×10費目（尋ねた40欄）" in bar(screen)


def test_a_scope_that_leaves_nothing_changes_nothing_and_says_why(screen: AppTest) -> None:
    section(screen, SECTION, "scope")
    screen.multiselect(key="scope_businesses").set_value(["B03"]).run()
    screen.multiselect(key="scope_items").set_value(["I01"]).run()
    assert screen.error
    assert any("一つもありません" in found.value for found in screen.text)
    assert chosen_of(screen).scope.items is None


def test_a_scope_comes_from_a_table(screen: AppTest) -> None:
    section(screen, SECTION, "scope")
    uploader = screen.file_uploader[0]
    uploader.upload("範囲.csv", "業務,費目\n住民基本台帳,ソフトウェア利用料\n".encode()).run()
    assert not screen.exception
    assert "1業務×1費目（尋ねた1欄）" in bar(screen)
    assert "欄ごとの指定が1件" in screen.caption[0].value


def test_an_assumption_is_changed_with_its_source_and_set_back(screen: AppTest) -> None:
    section(screen, SECTION, "assumptions")
    screen.selectbox(key="assumption_key").set_value("discount_rate").run()
    screen.text_input(key="assumption_value_discount_rate").set_value("４％")
    screen.text_input(key="assumption_source_discount_rate").set_value("国土交通省の指針")
    screen.button(key="assumption_take").click().run()
    assert not screen.error
    assert "4%" in bar(screen)
    assert "国土交通省の指針" in words(screen)
    screen.switch_page(path_of("costs")).run()
    assert screen.selectbox(key="control_discount").value == 0.04
    (change,) = chosen_of(screen).assumptions
    assert (change.value, change.source) == (0.04, "国土交通省の指針")
    screen.switch_page(path_of("conditions")).run()
    section(screen, SECTION, "assumptions")
    screen.selectbox(key="assumption_key").set_value("discount_rate").run()
    screen.button(key="assumption_reset").click().run()
    assert chosen_of(screen).assumptions == ()
    assert screen.text_input(key="assumption_value_discount_rate").value == "0"


def test_a_value_that_does_not_fit_is_refused_with_what_to_write(screen: AppTest) -> None:
    section(screen, SECTION, "assumptions")
    screen.selectbox(key="assumption_key").set_value("discount_rate").run()
    screen.text_input(key="assumption_value_discount_rate").set_value("4")
    screen.button(key="assumption_take").click().run()
    assert "前の値のまま" in screen.error[0].value
    assert any("4％は 0.04" in found.value for found in screen.text)
    assert chosen_of(screen).assumptions == ()


def test_a_choice_among_codes_is_changed(screen: AppTest) -> None:
    section(screen, SECTION, "assumptions")
    screen.selectbox(key="assumption_key").set_value("term_extension").run()
    screen.selectbox(key="assumption_value_term_extension").set_value("last_month")
    screen.button(key="assumption_take").click().run()
    assert not screen.error
    assert chosen_of(screen).value_of("term_extension") == "last_month"


def test_the_levelling_chosen_here_is_the_switch_of_the_other_pages(screen: AppTest) -> None:
    section(screen, SECTION, "levelling")
    screen.button_group(key="levelling_level").set_value("max").run()
    screen.number_input(key="levelling_donors").set_value(3).run()
    assert "他社の最大（金額のある他社3提案以上）" in bar(screen)
    screen.switch_page(path_of("costs")).run()
    assert screen.toggle(key="control_levelling").value is True
    assert "他社の最大" in bar(screen)
    screen.toggle(key="control_levelling").set_value(False).run()
    assert "欠けは≧で示す" in bar(screen)
    screen.toggle(key="control_levelling").set_value(True).run()
    assert "他社の中央値" in bar(screen)


def test_conditions_are_named_changed_compared_and_restored(screen: AppTest) -> None:
    with_group(with_takamatsu(screen), KURASHIKI, TAKAMATSU)
    kept = chosen_of(screen)
    section(screen, SECTION, "sets")
    screen.text_input(key="set_name").set_value("高松・倉敷")
    screen.button(key="set_keep").click().run()
    assert "残しました" in screen.info[0].value
    section(screen, SECTION, "city")
    screen.button(key="city_leave").click().run()
    section(screen, SECTION, "sets")
    assert "高松市（372013）" in words(screen)
    assert "高松市（372013）" not in bar(screen)
    assert "「高松・倉敷」と「今の条件」の結果" in words(screen)
    screen.button(key="set_open").click().run()
    assert "高松市（372013）" in bar(screen)
    assert chosen_of(screen) == kept
    assert "違いはありません" in screen.info[-1].value


def test_a_set_without_a_name_is_not_kept(screen: AppTest) -> None:
    section(screen, SECTION, "sets")
    screen.button(key="set_keep").click().run()
    assert "名前を入力" in screen.error[0].value


def test_a_file_of_conditions_is_opened_and_one_with_a_fault_changes_nothing(
    screen: AppTest,
) -> None:
    section(screen, SECTION, "sets")
    chosen = chosen_of(screen).with_city(ChosenCity(MATSUYAMA))
    saved = json.loads(write_saved_conditions(SavedConditions("松山", chosen)))
    wrong = {**saved, "city": {"code": "999999"}}
    screen.file_uploader[0].upload("x.json", json.dumps(wrong).encode()).run()
    assert any("999999" in found.value for found in screen.text)
    assert chosen_of(screen).city is None
    screen.file_uploader[0].upload("y.json", json.dumps(saved).encode()).run()
    assert not screen.exception
    assert "松山市（382019）" in bar(screen)
    assert screen.selectbox(key="set_which").value == "松山"


def test_a_choice_that_another_round_does_not_know_lapses(screen: AppTest) -> None:
    screen.selectbox(key="city_choice").set_value("992011").run()
    assert "架空市（992011）" in bar(screen)
    files = workspace_of(screen).round.city_files
    index = [file.name for file in files].index("kakuu.json")
    gone = next(box for box in screen.selectbox if box.label == "都市のファイルを外す")
    gone.set_value(index).run()
    screen.button(key="remove_city_button").click().run()
    assert not screen.exception
    assert not screen.error
    assert chosen_of(screen).city is None
    assert "架空市" not in bar(screen)


def test_a_hole_is_given_an_amount_with_its_source_and_loses_it_again(screen: AppTest) -> None:
    section(screen, SECTION, "levelling")
    screen.number_input(key="expected_amount").set_value(50_000)
    screen.button(key="expected_give").click().run()
    assert "出所を書いてください" in screen.error[0].value
    assert chosen_of(screen).expected == ()
    screen.number_input(key="expected_amount").set_value(50_000)
    screen.text_input(key="expected_source").set_value("財政課の見込み")
    screen.button(key="expected_give").click().run()
    (given,) = chosen_of(screen).expected
    assert (given.amount_jpy, given.source) == (50_000_000.0, "財政課の見込み")
    assert "見込額" in bar(screen)
    assert "入れ替わる" in words(screen)
    screen.button(key="expected_drop_0").click().run()
    assert chosen_of(screen).expected == ()
    assert "見込額" not in bar(screen)
