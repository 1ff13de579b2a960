"""An RFI of one's own from the first click to the comparison, without a file of the program.

It is written on screen, its form goes out, three vendors fill it in haste, what is told of their
mistakes is enough to mend them, and a city in a group sees figures that were added up by hand.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rfi.intake.authoring.standard import standard_lists
from tests.browser import own_words
from tests.browser.conftest import App
from tests.browser.own_person import Writer
from tests.browser.own_vendors import Form, filled, first, second, third
from tests.browser.screen import expect_idle, expect_no_fault, open_page
from tests.browser.test_lasting_round import go, totals
from tests.browser.test_walk import choose_city, choose_group

pytestmark = pytest.mark.browser
# Fifteen minutes at five seconds an act.
MOST_ACTS = 180


def numbers(part: str, key: str, wanted: tuple[str, ...]) -> list[int]:
    """Return where rows stand in the standard list."""
    ids = [row[key] for row in standard_lists()[part]]
    return sorted(map(ids.index, wanted))


def write_rfi(page: Page) -> int:
    """Write the RFI on the page of the questionnaire; return the acts that it took."""
    person = Writer(page)
    person.click(page.get_by_role("radiogroup", name="はじめ方").get_by_text("標準の一覧"))
    expect(page.get_by_role("radio", name="名前・期限　直す所 1")).to_be_visible()
    expect_idle(page)
    person.none("業務")
    person.tick(numbers("businesses", "business", ("COM",)))
    person.expect_asked("業務", 1)
    person.rows([title] for title in own_words.BUSINESSES)
    person.expect_asked("業務", 4)
    person.open_part("シナリオ")
    person.none("シナリオ")
    person.rows(own_words.SCENARIOS)
    person.expect_asked("シナリオ", 2)
    person.open_part("費目")
    person.none("費目")
    person.tick(numbers("cost_items", "item", own_words.ITEMS))
    person.expect_asked("費目", 8)
    person.open_part("オプション")
    person.none("オプション")
    person.open_part("要件")
    person.rows(own_words.REQUIREMENTS)
    person.expect_asked("要件", 12)
    person.open_part("効果の指標")
    person.none("効果の指標")
    person.rows(own_words.KPIS)
    person.expect_asked("効果の指標", 4)
    person.open_part("非機能の項目")
    person.none("非機能の項目")
    person.tick(numbers("service_level_items", "item_id", own_words.SERVICE))
    person.expect_asked("非機能の項目", 5)
    person.open_part("自由設問")
    person.none("自由設問")
    person.rows(own_words.QUESTIONS)
    person.expect_asked("自由設問", 6)
    person.click(page.get_by_role("radio", name="名前・期限").locator("xpath=ancestor::label"))
    for label, words in own_words.COVER.items():
        person.field(label, words)
    for label, words in own_words.DAYS.items():
        person.day(label, words)
    return person.acts


def counted(page: Page) -> dict[str, str]:
    """Return what one vendor is asked, part by part."""
    rows = page.locator(".rfi-asked tr").all()
    return {row.locator("th").inner_text(): row.locator("td").inner_text() for row in rows}


def test_an_rfi_is_written_answered_in_haste_and_compared_without_json(
    own_app: App, page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(own_app.url)
    page.get_by_role("button", name="見本の回を開く").click()
    expect(page.locator("tr.rfi-total").first).to_be_visible()
    open_page(page, "調査票")
    acts = write_rfi(page)
    with capsys.disabled():
        print(f"\n調査票を書く操作: {acts}")
    assert acts <= MOST_ACTS
    assert counted(page) == {}
