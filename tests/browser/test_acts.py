"""How many acts, clicks and fields, a question of the room takes; printed as one table."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import Acts
from tests.browser.conftest import ROOT, App
from tests.browser.screen import expect_idle, keep_screen, show_section

pytestmark = pytest.mark.browser
_FX = 10


def _six_offers_for_my_city(acts: Acts) -> None:
    acts.click(acts.page.get_by_role("button", name="条件を変える"))
    acts.choose(acts.page.get_by_role("combobox", name="都市", exact=True), "高松市")
    expect(acts.page.locator(".rfi-bar")).to_contain_text("高松市")
    expect(acts.page.locator(".rfi-bands .rfi-name")).to_have_count(6)


def _why_b_is_dearer(acts: Acts) -> None:
    acts.click(acts.page.locator(".st-key-siblings").get_by_role("link", name="費用", exact=True))
    acts.click(acts.page.get_by_role("radio", name="橋渡し"))
    expect(acts.page.get_by_text(re.compile("^AからBへの差"))).to_be_visible()


def _three_of_six(acts: Acts) -> None:
    acts.click(acts.page.get_by_role("button", name="表示する提案"))
    for letter in "BDE":
        picks = acts.page.locator(".st-key-shown_offers button")
        acts.click(picks.filter(has_text=re.compile(f"^{letter} ")))
    expect(acts.page.locator(".rfi-bar")).to_contain_text("6提案のうち3提案を表示")


def _names_hidden(acts: Acts) -> None:
    acts.choose(acts.page.locator(".st-key-shown_mode input"), "匿名")
    expect(acts.page.locator(".rfi-bands")).to_contain_text("A社")
    expect(acts.page.locator(".rfi-bands")).not_to_contain_text("架空電算")


def _rate_and_what_it_changed(acts: Acts) -> None:
    acts.slide(acts.page.get_by_role("slider").first, "ArrowRight", _FX)
    expect(acts.page.locator(".rfi-change").first).to_contain_text("150 → 160")
    expect(acts.page.locator(".rfi-change").first).to_contain_text("C ＋")


def _figure_to_its_cell(acts: Acts) -> None:
    row = acts.page.locator(".rfi-differences tbody tr").filter(has_text="パッケージ").first
    acts.click(row.locator("a.rfi-from").nth(1))
    expect(acts.page.locator(".rfi-original")).to_contain_text("費用明細")


def _decision_to_the_minutes(acts: Acts) -> None:
    acts.fill(acts.page.get_by_role("textbox", name="決めたこと"), "均等割30%で次回示す")
    acts.click(acts.page.get_by_role("button", name="この画面を議事録へ"))
    acts.click(acts.page.locator(".st-key-siblings").get_by_role("link", name="議事録"))
    expect(acts.page.get_by_text("均等割30%で次回示す").first).to_be_visible()


def _holes_to_a_sent_question(acts: Acts) -> None:
    acts.click(acts.page.get_by_role("button", name="回答", exact=True))
    acts.click(acts.page.get_by_role("menuitem", name="照会", exact=True))
    expect(acts.page.get_by_role("combobox", name="事業者")).to_have_value(re.compile("^E "))
    acts.click(acts.page.get_by_role("button", name="選んだ種類から下書きを作る"))
    with acts.page.expect_download() as waiting:
        acts.click(acts.page.get_by_role("button", name=re.compile("照会票をまとめて")))
    assert waiting.value.path().read_bytes().startswith(b"PK")


# Where it begins, what is done, and how many acts it may take.
WAYS: tuple[tuple[str, str, Callable[[Acts], None], int], ...] = (
    ("六つの提案を自分の市で", "summary", _six_offers_for_my_city, 2),
    ("なぜBはAと違うか", "summary", _why_b_is_dearer, 2),
    ("Eの欠けから照会の送付まで", "summary", _holes_to_a_sent_question, 4),
    ("六つのうち三つ", "summary", _three_of_six, 4),
    ("名前を隠す", "summary", _names_hidden, 1),
    ("160円にすると何が変わるか", "meeting", _rate_and_what_it_changed, 1),
    ("数字から回答の欄まで", "costs", _figure_to_its_cell, 2),
    ("決めたことを議事録まで", "meeting", _decision_to_the_minutes, 3),
)


def _corrected(folder: Path) -> Path:
    """Return the next version of an answer, one price higher."""
    value = json.loads((ROOT / "samples" / "responses" / "vendor_a.json").read_text("utf-8"))
    value["version"] += 1
    lines = (one for one in value["offers"][0]["cost_lines"] if one["scenario_id"] == "S350K-1")
    line = next(one for one in lines if one.get("amount"))
    line["amount"] *= 2
    file = folder / "vendor_a_2.json"
    file.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return file


def test_every_question_of_the_room_takes_few_acts(app: App, page: Page, tmp_path: Path) -> None:
    taken = []
    for name, begins, way, most in WAYS:
        page.goto(app.address(begins))
        page.locator(".rfi-bar").wait_for()
        expect_idle(page)
        acts = Acts(page)
        way(acts)
        keep_screen(page, name)
        taken.append((name, acts.count, most))
    page.goto(app.address("intake"))
    page.locator(".rfi-intake").wait_for()
    acts = Acts(page)
    acts.give(page.locator('input[type="file"]').first, _corrected(tmp_path))
    expect(page.locator(".rfi-taken")).to_contain_text("今 − 前")
    expect(page.locator(".rfi-taken tbody")).to_contain_text("+")
    taken.append(("直した回答で総額はどう変わったか", acts.count, 2))
    print("\n".join(f"{count:2} / {most}  {name}" for name, count, most in taken))  # noqa: T201
    assert [name for name, count, most in taken if count > most] == []


def test_a_new_answer_is_told_to_the_other_and_moves_nothing_until_it_is_read(
    app: App, page: Page, other: Page, tmp_path: Path
) -> None:
    address = app.address("costs")
    page.goto(address)
    total = page.locator(".rfi-differences tr.rfi-total td").first
    expect(total).to_be_visible()
    before = total.inner_text()
    other.goto(address.replace("/costs", "/intake"))
    other.locator(".rfi-intake").wait_for()
    other.locator('input[type="file"]').first.set_input_files(_corrected(tmp_path))
    other.locator(".rfi-taken").wait_for()
    other.goto("about:blank")
    assert total.inner_text() == before
    show_section(page, "費目別")
    page.locator(".rfi-items").wait_for()
    told = page.get_by_role("button", name="読み直す")
    expect(told).to_be_visible()
    expect(page.locator(".rfi-items tr.rfi-total").last).to_contain_text(before)
    told.click()
    expect(page.locator(".rfi-items tr.rfi-total").last).not_to_contain_text(before)
    expect(told).to_have_count(0)
