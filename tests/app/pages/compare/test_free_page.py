"""The page of free questions, and the options that a reader lets count."""

from tests.app.screens import sample_screen, section, words


def test_the_page_shows_questions_with_every_answer_and_the_schedule() -> None:
    screen = sample_screen("free")
    assert not screen.exception
    shown = words(screen)
    assert "標準準拠システムの本稼働実績は何団体ですか。" in shown
    assert "他社（販売代理）" in shown
    assert "未回答" in shown


def test_a_chosen_option_is_named_in_the_line_of_conditions() -> None:
    screen = section(sample_screen("conditions"), "condition_section", "options")
    assert "夜間・休日のヘルプデスク（合計に含まない）" in words(screen)
    screen.multiselect(key="options_chosen").set_value(["Z02"]).run()
    assert not screen.exception
    shown = words(screen)
    assert "夜間・休日のヘルプデスク（合計に含む）" in shown
    assert "オプション" in shown
