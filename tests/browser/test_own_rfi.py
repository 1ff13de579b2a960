"""An RFI of one's own from the first click to the comparison, without a file of the program.

It is written on screen, its form goes out, three vendors fill it in haste, what is told of their
mistakes is enough to mend them, and a city in a group sees figures that were added up by hand.
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from rfi.intake.authoring.standard import standard_lists
from tests.browser import own_words
from tests.browser.conftest import App
from tests.browser.own_person import Writer
from tests.browser.own_vendors import filled, first, second, third, third_mended
from tests.browser.screen import expect_idle, expect_no_fault
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
    person.click(page.get_by_role("button", name="新しい調査票を画面でつくる"))
    expect(page.get_by_role("radio", name="名前・期限　直す所 1")).to_be_visible()
    expect_idle(page)
    person.none("業務")
    person.tick(numbers("businesses", "business", ("COM",)))
    person.expect_asked("業務", 1)
    person.rows([(title,) for title in own_words.BUSINESSES])
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
    person.none("要件")
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


def form_of(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="回答様式（白紙）").click()
    return Path(download.value.path()).read_bytes()


def drop(page: Page, **files: bytes) -> None:
    """Drop answers and wait until each is answered where it was dropped."""
    field = page.locator('input[type="file"]').first
    field.set_input_files(
        [FilePayload(name=f"{name}.xlsx", mimeType="", buffer=data) for name, data in files.items()]
    )
    for name in files:
        expect(page.locator(".rfi-taken")).to_contain_text(name)
    expect_idle(page)


def amounts(page: Page) -> dict[str, str]:
    return dict(totals(page).values())


def borne(total: int, sign: str) -> str:
    """Return what Takamatsu bears of a group's total, in proportion to residents."""
    residents = {"高松市": 417_496, "倉敷市": 474_592, "松山市": 511_192}
    share = Fraction(total * residents["高松市"], sum(residents.values()))
    return f"{sign}{int(share + Fraction(1, 2)):,}"


def test_an_rfi_is_written_answered_in_haste_and_compared_without_json(
    own_app: App, page: Page, record_property: Callable[[str, object], None]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(own_app.url)
    acts = write_rfi(page)
    record_property("acts", acts)
    assert acts <= MOST_ACTS
    # 費用: six items of three businesses and what is common, R07, in two scenarios.
    assert counted(page) == {
        "費用": "44", "オプション": "0", "要件": "12", "効果指標": "4", "非機能": "5",
        "自由設問": "6",
    }  # fmt: skip
    expect_no_fault(page)
    form = form_of(page)
    page.get_by_role("button", name="この調査票で回を始める").click()
    expect(page.get_by_text("回答がまだありません")).to_be_visible()
    expect_idle(page)

    drop(page, ko=filled(form, first), otsu=filled(form, second), hei=filled(form, third))
    shown = page.locator('[data-testid="stMain"]').inner_text()
    # Three vendors and more than twelve habits leave two errors, both of the third one.
    assert "必要な項目「金額の単位」がありません" in shown
    assert "提案!E30" in shown
    assert "記号「標準」は調査票の凡例にありません" in shown
    drop(page, hei_2=filled(form, third_mended))
    go(page, "総括")
    # 甲 without N03/I03, which contradicts its unit; 乙 without what it does not price.
    assert amounts(page) == {"A": "≧138,900", "B": "≧78,000", "C": "144,900"}

    choose_city(page, "高松市")
    choose_group(page)
    go(page, "総括")
    assert amounts(page) == {
        "A": borne(277_800, "≧"), "B": borne(105_000, "≧"), "C": borne(289_800, ""),
    }  # fmt: skip
    expect_no_fault(page)
