"""A fault of ours: a sentence with a number, and no text of a vendor in any log."""

import logging

import pytest

from rfi.app.frame.faults import FileFaultError, acting, quiet
from tests.app.screens import sample_screen, words

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
VENDOR_TEXT = "架空事業者の本文 1,234,567円"


def broken(*_: object, **__: object) -> None:
    raise RuntimeError(VENDOR_TEXT)


def hold_number(sentence: str, log: pytest.LogCaptureFixture) -> None:
    (record,) = [one for one in log.records if one.name == "rfi.app.frame.faults"]
    reference = record.getMessage().partition("[")[2].partition("]")[0]
    assert len(reference) == 8
    assert reference in sentence
    assert VENDOR_TEXT not in log.text


def test_a_page_that_fails_says_so_with_the_number_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    screen = sample_screen("summary")
    monkeypatch.setattr("rfi.app.frame.contents.show_table", broken)
    screen.run()
    assert not screen.exception
    assert "表示できませんでした" in screen.error[0].value
    hold_number(screen.error[0].value, caplog)
    assert VENDOR_TEXT not in words(screen)


def test_an_act_that_fails_says_so_and_the_page_stands(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    screen = sample_screen("conditions")
    monkeypatch.setattr("rfi.app.sections.conditions.city.choose", broken)
    screen.selectbox(key="city_choice").set_value("372013").run()
    assert not screen.exception
    assert "操作を終えられませんでした" in screen.error[0].value
    hold_number(screen.error[0].value, caplog)
    assert "人口35万人・単独" in words(screen)


def test_of_a_file_that_cannot_be_written_the_library_learns_the_number_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def write() -> bytes:
        raise RuntimeError(VENDOR_TEXT)

    caplog.set_level(logging.DEBUG)
    with pytest.raises(FileFaultError) as told:
        quiet(write)()
    hold_number(str(told.value), caplog)
    assert told.value.__cause__ is None
    assert told.value.__context__ is None


def test_a_button_acts_once_for_each_time_it_is_drawn() -> None:
    pressed: list[str] = []
    for drawn in ("first", "second"):
        press = acting(pressed.append)
        press(drawn)
        press(drawn)
    assert pressed == ["first", "second"]
