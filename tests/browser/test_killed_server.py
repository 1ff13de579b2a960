"""The server is killed while somebody gives it files, or has no room to keep them.

What was acknowledged on the page is there afterwards; what was not is whole or absent. Promises:
trust G4, G5.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.soak.kills import look_at
from rfi.app.session.sample_round import STANDARD_SET
from rfi.intake.round.round import Round, RoundFile
from rfi.store.audit.verify import Verdict, verify
from rfi.store.outcome import Refused
from tests.browser.conftest import App
from tests.browser.screen import expect_idle, expect_no_fault, open_page
from tests.browser.small_disk import VARIABLE
from tests.store.stores import store_at

pytestmark = pytest.mark.browser
GIVEN = Path(__file__).with_name("own_rfi")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says how large the database may be; none, it may grow."""
    return tmp_path_factory.mktemp("small") / "room"


@pytest.fixture(scope="module")
def own_app(room: Path, own_port: int) -> Iterator[App]:
    """A program whose database can be kept from growing; it is killed on the way."""
    module, told = "tests.browser.small_disk", {VARIABLE: str(room)}
    made = App(room.with_name("rfi.db"), through=module, environment=told, port=own_port)
    made.start()
    yield made
    made.kill()


def own_round() -> Round:
    """Return the round of an invented RFI, without answers."""
    asked = GIVEN / "questionnaire.json"
    standard = RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes())
    return Round(RoundFile(asked.name, asked.read_bytes()), standard)


def drop(page: Page, *names: str) -> None:
    expect_idle(page)
    page.locator('input[type="file"]').first.set_input_files([GIVEN / name for name in names])


def expect_taken(page: Page, *names: str) -> None:
    for name in names:
        expect(page.locator(".rfi-taken tr", has_text=name).first).to_contain_text("受付")
    expect_no_fault(page)


def open_intake(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("combobox").or_(page.locator(".rfi-intake")).first).to_be_visible()
    expect_no_fault(page)


def kept_in(app: App, address: str) -> list[str]:
    """Return the files of a round whose parts belong together, under an audit that holds."""
    with store_at(app.database) as store:
        found, verdict = look_at(store, address.rpartition("=")[2]), verify(store)
    assert isinstance(verdict, Verdict)
    assert verdict.faults == ()
    assert not isinstance(found, Refused)
    whole, is_whole = found
    assert is_whole
    return [answer.file.name for answer in whole.round.answers]


@contextmanager
def written_by_another(database: Path) -> Iterator[None]:
    """Keep every other writer of a database waiting."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_a_server_killed_while_files_come_in_has_lost_nothing_that_it_acknowledged(
    own_app: App, page: Page
) -> None:
    address, other = (own_app.address("intake", own_round()) for _ in range(2))

    def take_elsewhere(name: str) -> None:
        """Give a file to another round: the server need not read it again."""
        open_intake(page, other)
        drop(page, name)
        expect_taken(page, name)
        open_intake(page, address)

    def kill_and_open_again() -> None:
        own_app.kill()
        own_app.start()
        open_intake(page, address)

    take_elsewhere("C2.xlsx")
    drop(page, "A2.xlsx")
    expect_taken(page, "A2.xlsx")
    # The first of two is kept already, though not acknowledged, while the second is read.
    reader = own_app.reader
    reader.suspend()
    drop(page, "C2.xlsx", "D.xlsx")
    expect(page.get_by_text("D.xlsx を読んでいます")).to_be_visible()
    kill_and_open_again()
    reader.kill()
    assert kept_in(own_app, address) == ["A2.xlsx", "C2.xlsx"]
    for name in ("A2.xlsx", "C2.xlsx"):
        expect(page.locator(".rfi-intake")).to_contain_text(name)
    # One that was read waits to be written: it leaves no trace.
    take_elsewhere("D.xlsx")
    with written_by_another(own_app.database):
        drop(page, "D.xlsx")
        expect(page.get_by_text("D.xlsx を読んでいます")).to_be_visible()
        own_app.kill()
    assert kept_in(own_app, address) == ["A2.xlsx", "C2.xlsx"]
    assert kept_in(own_app, other) == ["C2.xlsx", "D.xlsx"]
    own_app.start()
    open_intake(page, address)
    drop(page, "D.xlsx")
    expect_taken(page, "D.xlsx")
    assert kept_in(own_app, address) == ["A2.xlsx", "C2.xlsx", "D.xlsx"]
    open_page(page, "回")
    page.get_by_text("記録（この回で行われたこと）").click()
    expect(page.get_by_text("記録4件のつながりを確かめました")).to_be_visible()
    expect(page.get_by_text("記録のつながりが合いません")).to_have_count(0)


def test_two_people_who_give_files_at_once_both_find_both(
    own_app: App, page: Page, other: Page
) -> None:
    address = own_app.address("intake", own_round())
    for each in (page, other):
        open_intake(each, address)
    # Neither can be kept before both are given.
    with written_by_another(own_app.database):
        for each, name in ((page, "A2.xlsx"), (other, "C2.xlsx")):
            drop(each, name)
            expect(each.get_by_text(f"{name} を読んでいます")).to_be_visible()
    expect_taken(page, "A2.xlsx")
    expect_taken(other, "C2.xlsx")
    for each in (page, other):
        open_intake(each, address)
        for name in ("A2.xlsx", "C2.xlsx"):
            expect(each.locator(".rfi-intake")).to_contain_text(name)
    assert sorted(kept_in(own_app, address)) == ["A2.xlsx", "C2.xlsx"]


def test_a_full_disk_is_told_on_the_page_and_with_room_the_same_file_is_taken(
    own_app: App, room: Path, page: Page
) -> None:
    address = own_app.address("intake", own_round())
    open_intake(page, address)
    room.write_text("1", "ascii")  # SQLite takes no less than it has
    drop(page, "A2.xlsx")
    expect(page.get_by_text("空き容量がなく、保存できませんでした")).to_be_visible()
    expect(page.get_by_text("空き容量を増やしてから")).to_be_visible()
    expect_no_fault(page)
    assert kept_in(own_app, address) == []
    room.unlink()
    drop(page, "A2.xlsx")
    expect_taken(page, "A2.xlsx")
    assert kept_in(own_app, address) == ["A2.xlsx"]
