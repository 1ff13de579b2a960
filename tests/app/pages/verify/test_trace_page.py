"""計算過程: remarks beside the figure that is followed, as people write and change them."""

import pytest
from streamlit.testing.v1 import AppTest

from rfi.intake.remark.remark import Remark
from rfi.scenario.address import Shown, address_of_shown
from tests.app.screens import begun, new_screen, on_page, words

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
WORDS = "別途見積との口頭説明あり。10月に再提出"


def at_figure(round_id: str, figure: str = "E..I09", **address: str) -> AppTest:
    """Return the page of a figure in a session of its own."""
    screen = new_screen(round_id)
    for name, value in {"figure": figure, **address}.items():
        screen.query_params[name] = value
    return on_page(screen, "trace")


def write(screen: AppTest, given: str = WORDS) -> AppTest:
    field = next(one for one in screen.text_input if str(one.key).startswith("remark_new"))
    field.set_value(given)
    return screen.button(key="remark_write").click().run()


def field_of(screen: AppTest) -> str:
    return str(
        next(one for one in screen.text_input if str(one.key).startswith("remark_new")).value
    )


def said(screen: AppTest) -> str:
    """Return what the screen says as plain text."""
    return " ".join(str(one.value) for one in screen.text)


def kept(screen: AppTest) -> list[Remark]:
    return [one.remark for one in screen.session_state["stored"].remarks]


def test_a_remark_is_written_beside_the_figure_of_the_address_and_taken_back_by_one_press() -> None:
    screen = write(at_figure(begun()))
    assert not screen.exception
    (remark,) = kept(screen)
    assert (remark.number, remark.business, remark.item, remark.text) == (1, "", "I09", WORDS)
    assert remark.conditions.startswith("調査票のシナリオ")
    assert field_of(screen) == ""
    assert f"付1　E案・テスト・リハーサル：{WORDS}" in words(screen)
    screen.button(key="undo").click().run()
    assert kept(screen) == []
    assert WORDS not in words(screen)


def test_it_is_put_right_and_taken_out_and_each_is_taken_back() -> None:
    screen = write(at_figure(begun()))
    screen.text_area(key="remark_text_1_1").set_value("書面で届いた")
    screen.button(key="remark_save_1").click().run()
    assert [one.text for one in kept(screen)] == ["書面で届いた"]
    screen.button(key="undo").click().run()
    assert [one.text for one in kept(screen)] == [WORDS]
    screen.button(key="remark_remove_1").click().run()
    assert kept(screen) == []
    screen.button(key="undo").click().run()
    assert [(one.number, one.text) for one in kept(screen)] == [(1, WORDS)]


def test_an_empty_remark_is_refused_in_words_and_nothing_is_kept() -> None:
    screen = write(at_figure(begun()), "  ")
    assert "付記の文がありません" in said(screen)
    assert kept(screen) == []


def test_another_session_sees_it_beside_the_figure_and_is_told_of_a_change_between() -> None:
    round_id = begun()
    first = write(at_figure(round_id))
    second = at_figure(round_id)
    assert WORDS in words(second)
    first.text_area(key="remark_text_1_1").set_value("先に直した")
    first.button(key="remark_save_1").click().run()
    second.text_area(key="remark_text_1_1").set_value("後から直した")
    second.button(key="remark_save_1").click().run()
    assert [one.text for one in kept(second)] == ["先に直した"]
    assert "付記を変更" in said(second)
    # What was typed is still there, to be saved over what the other wrote.
    assert second.text_area(key="remark_text_1_2").value == "後から直した"
    second.button(key="remark_save_1").click().run()
    assert [one.text for one in kept(second)] == ["後から直した"]


def test_a_remark_that_is_typed_stays_when_the_one_before_is_taken_back() -> None:
    screen = write(at_figure(begun()))
    field = next(one for one in screen.text_input if str(one.key).startswith("remark_new"))
    field.set_value("次に書きかけた").run()
    screen.button(key="undo").click().run()
    assert kept(screen) == []
    (field,) = [one for one in screen.text_input if str(one.key).startswith("remark_new")]
    assert field.value == "次に書きかけた"


@pytest.mark.parametrize("name", ["costs", "summary"])
def test_the_mark_and_the_words_stand_in_the_tables_of_other_pages(name: str) -> None:
    round_id = begun()
    write(at_figure(round_id, "E"))
    shown = words(on_page(new_screen(round_id), name))
    assert '<sup class="rfi-remark">付1</sup>' in shown
    assert WORDS in shown


def test_without_names_names_are_masked_and_nothing_can_be_changed() -> None:
    round_id = begun()
    write(at_figure(round_id), "想定自治体システム株式会社に確認中")
    hidden = at_figure(round_id, **address_of_shown(Shown("anonymous")))
    assert "E社に確認中" in words(hidden)
    assert "想定自治体" not in words(hidden)
    assert not [one for one in hidden.button if str(one.key).startswith("remark_save")]
    write(hidden, "匿名のまま書く")
    assert [one.offer_key for one in kept(hidden)] == [kept(hidden)[0].offer_key] * 2


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_in_ones_own_answer_nothing_is_shown_and_nothing_can_be_written(lang: str) -> None:
    round_id = begun()
    write(at_figure(round_id))
    own = at_figure(round_id, "A", lang=lang, **address_of_shown(Shown("own", (4,))))
    assert not own.exception
    assert WORDS not in words(own)
    assert not [one for one in own.button if one.key == "remark_write"]


def test_a_remark_is_written_beside_the_sum_of_a_phase_and_stands_there() -> None:
    round_id = begun()
    screen = at_figure(round_id, "E..~recurring")
    assert screen.selectbox(key="trace_item").value == "~recurring"
    (one,) = kept(write(screen))
    assert (one.business, one.item) == ("", "~recurring")
    table = words(on_page(new_screen(round_id), "costs"))
    assert "付1" in table
    assert "E案・運用の費目 計：" in table
