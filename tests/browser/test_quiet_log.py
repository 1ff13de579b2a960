"""What vendors and staff write is in no log, whatever goes wrong (trust G15)."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MOST_KNOCKS, ROOT, App, WatchedApp
from tests.browser.screen import expect_idle, open_page
from tests.browser.watched import attempts_in

pytestmark = pytest.mark.browser
# Each in letters or digits that no encoding of a log would change.
VENDOR, NOTE, FILE = "ZQVENDOR電算株式会社", "ZQNOTE保守を除く", "ZQFILE"
QUESTION, STAFF, FIELD, TITLE = "ZQASKED何人か", "ZQSTAFF佐藤", "ZQFIELD", "ZQTITLE"
AMOUNT = 7_319_551_738
NEEDLES = tuple(
    needle.encode(encoding)
    for needle in ("ZQ", str(AMOUNT), f"{AMOUNT:,}", str(AMOUNT // 1000), f"{AMOUNT // 1000:,}")
    for encoding in ("ascii", "utf-16-le")
)
FAULT = "この画面を表示できませんでした"
ACT_FAULT = "今の操作を終えられませんでした"
# What the log does say of the faults that are ours.
KINDS = ("page failed", "act failed", "file failed")


def planted() -> dict[str, Any]:
    """Return an answer in which every kind of secret is written."""
    value: dict[str, Any] = json.loads(
        (ROOT / "samples" / "responses" / "vendor_a.json").read_text("utf-8")
    )
    value["response_id"] = "vendor-z"
    value["vendor"]["name"] = VENDOR
    line = value["offers"][0]["cost_lines"][0]
    line["amount"], line["note"] = AMOUNT, NOTE
    return value


def bytes_of(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def hits_in(data: bytes) -> list[bytes]:
    return [needle for needle in NEEDLES if needle in data]


@contextmanager
def without(database: Path, table: str) -> Iterator[None]:
    """Take a table away, as a fault of ours would: what is asked of it fails with its values."""

    def rename(old: str, new: str) -> None:
        connection = sqlite3.connect(database, timeout=60, isolation_level=None)
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
        connection.close()

    rename(table, "away")
    yield
    rename("away", table)


@contextmanager
def unable_to_grow(process: psutil.Process) -> Iterator[None]:
    """Let a process write nothing: its files may not be longer than a byte, where it can be set."""
    if not hasattr(process, "rlimit"):
        yield
        return
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (1, before[1]))
    yield
    process.rlimit(psutil.RLIMIT_FSIZE, before)


def wait_for(log: Path, words: str) -> None:
    pause = threading.Event()
    for _ in range(MOST_KNOCKS):
        if words in log.read_text("utf-8", "replace") or pause.wait(0.1):
            return
    pytest.fail(f"the log never said: {words}")


def drop(page: Page, name: str, data: bytes) -> None:
    expect_idle(page)
    field = page.locator('input[type="file"]').first
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def expect_told(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()
    expect_idle(page)


def go(page: Page, name: str) -> None:
    open_page(page, name)
    expect_idle(page)


def test_planted_secrets_are_found_in_what_a_careless_program_would_log() -> None:
    assert hits_in(f"KeyError: {VENDOR}".encode())
    assert hits_in(f"[parameters: ('{FILE}.json', {AMOUNT})]".encode())
    assert hits_in(json.dumps({"note": NOTE}).encode())
    assert hits_in(f"{AMOUNT // 1000:,} 千円".encode("utf-16"))
    assert hits_in(b"page failed [7353b66e]: KeyError at call:68") == []


def give_files_with_faults(page: Page) -> None:
    value = planted()
    value["vendor"][FIELD] = value["offers"][0]["cost_lines"][0]["state"] = NOTE
    faulty = bytes_of(value)
    for name, data in (
        (f"{FILE}2.json", faulty),
        (f"{FILE}3.json", faulty[: len(faulty) // 2]),
        (f"{FILE}4.json", b'{"ZQFIELD": NaN, "ZQFIELD": 1}'),
        (f"{FILE}5.xlsx", b"PK\x03\x04" + VENDOR.encode() * 100),
    ):
        drop(page, name, data)
        expect(page.locator(".rfi-taken")).to_contain_text(name)


def kill_the_reader(app: App, page: Page) -> None:
    name, reader = f"{FILE}6.json", app.reader
    reader.suspend()
    drop(page, name, bytes_of(planted() | {"version": 2}))
    expect(page.get_by_text(f"{name} を読んでいます")).to_be_visible()
    reader.kill()
    expect(page.locator(".rfi-taken")).to_contain_text(name)


def fail_to_keep(app: App, page: Page) -> None:
    """Give files to a disk that takes none, then to a database that lacks a table."""
    with unable_to_grow(app.process):
        drop(page, f"{FILE}7.json", bytes_of(planted() | {"version": 3}))
        expect_told(page, "読み書きに失敗し" if hasattr(app.process, "rlimit") else "受付")
    for table in ("documents", "answers", "audit"):
        with without(app.database, table):
            drop(page, f"{FILE}8{table}.json", bytes_of(planted() | {"version": 4}))
            expect_told(page, FAULT)
        page.reload()
        page.locator(".rfi-intake").wait_for()


def fail_to_ask(app: App, page: Page) -> None:
    go(page, "照会")
    page.get_by_text("照会を作る", exact=True).click()
    page.get_by_label("指摘によらない照会の文").fill(QUESTION)
    with without(app.database, "records"):
        page.get_by_role("button", name="この照会を加える").click()
        expect_told(page, ACT_FAULT)
    # What was typed is still there to be given again.
    expect(page.get_by_label("指摘によらない照会の文")).to_have_value(QUESTION)


def fail_to_write_and_open(app: App, page: Page) -> None:
    """Ask for a file that cannot be written, for a round that is none, and at its address."""
    go(page, "総括")
    with without(app.database, "audit"):
        page.get_by_role("button", name="Excel", exact=True).click()
        wait_for(app.log, "file failed")
    go(page, "回")
    drop(page, f"{TITLE}.zip", b"PK\x03\x04" + VENDOR.encode() * 100)
    expect_told(page, "始められませんでした")
    page.goto(f"{app.url}/summary?round={TITLE}")
    expect_told(page, "開けませんでした")


def test_no_answer_question_or_name_is_in_a_log_whatever_goes_wrong(
    watched: WatchedApp, page: Page
) -> None:
    app = watched.app
    page.goto(app.address("intake"))
    page.locator(".rfi-intake").wait_for()
    page.get_by_label("記録する担当者名").fill(STAFF)
    page.keyboard.press("Enter")
    drop(page, f"{FILE}1.json", bytes_of(planted()))
    expect(page.locator(".rfi-taken")).to_contain_text(VENDOR)
    give_files_with_faults(page)
    kill_the_reader(app, page)
    fail_to_keep(app, page)
    fail_to_ask(app, page)
    fail_to_write_and_open(app, page)
    said = app.log.read_text("utf-8")
    assert {kind: kind in said for kind in KINDS} == dict.fromkeys(KINDS, True)
    files = [app.log, *(path for path in watched.home.rglob("*") if path.is_file())]
    assert {path: hits for path in files if (hits := hits_in(path.read_bytes()))} == {}
    # Nor does a fault make the program call for help.
    assert attempts_in(watched.asked) == []
