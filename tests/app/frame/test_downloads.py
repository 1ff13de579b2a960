"""What can be taken away from a page: each file is written when it is asked for."""

import json

import pytest
from jsonschema import Draft202012Validator
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest

from rfi.app.frame.downloads import OfferedFiles
from rfi.app.session.database import store
from rfi.export.csv.csv_table import write_csv
from rfi.export.record.evaluation import write_record
from rfi.schema.load import load_schema
from rfi.store.audit.chain import entries_of
from rfi.store.outcome import Refused
from rfi.views.look.reading import Reading
from tests.app.screens import on_page, sample_screen
from tests.views.rounds import evaluated, round_of

BUTTON = ("session", "button")


@pytest.fixture
def manager() -> MediaFileManager:
    return MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


def offered(screen: AppTest) -> list[str]:
    return [found.proto.label for found in screen.get("download_button")]


def test_a_comparing_page_offers_the_workbook_and_leads_to_the_rest(screen: AppTest) -> None:
    on_page(screen, "costs")
    assert offered(screen) == ["Excel"]
    assert "資料" in [found.proto.label for found in screen.get("page_link")]


def test_levelling_that_is_off_says_where_it_is_chosen(screen: AppTest) -> None:
    on_page(screen, "costs")
    screen.button_group(key="costs_section").set_value("levelling").run()
    assert "補完は「なし」です" in screen.info[0].value
    assert screen.get("page_link")[-1].proto.label == "条件を開く"


def test_every_file_tells_the_end_of_the_audit(screen: AppTest) -> None:
    stored_now = screen.session_state["stored"]
    found = store().read(lambda connection: entries_of(connection, stored_now.round_id))
    assert not isinstance(found, Refused)
    end = found[-1].digest
    evaluation, line = evaluated(round_of("responses")), f"1件・末尾 {end}・つながりを確認"
    csv = write_csv(evaluation, Reading("ja"), line).decode("utf-8-sig")
    assert end in csv
    record = json.loads(write_record(evaluation, "ja", line))
    assert record["audit"] == line
    Draft202012Validator(dict(load_schema("evaluation"))).validate(record)
    assert "audit" not in json.loads(write_record(evaluation, "ja"))


def offer(manager: MediaFileManager, files: OfferedFiles, words: bytes) -> str:
    file_id = manager.add_deferred(lambda: words, "text/plain", "0", element_id=BUTTON[1])
    files.note(file_id, BUTTON)
    return file_id


def written(manager: MediaFileManager, url: str) -> bytes:
    storage = manager._storage
    assert isinstance(storage, MemoryMediaFileStorage)
    return storage.get_file(url.rsplit("/", 1)[-1]).content


def test_a_button_that_was_pressed_before_its_page_gives_the_file_of_the_page(
    manager: MediaFileManager,
) -> None:
    def settle(session: str) -> None:
        assert session == BUTTON[0]
        offer(manager, files, b"after")

    files = OfferedFiles(manager, settle)
    pressed = offer(manager, files, b"before")
    assert written(manager, files.write(pressed)) == b"after"


def test_a_button_that_no_newer_page_offers_gives_its_own_file(manager: MediaFileManager) -> None:
    files = OfferedFiles(manager, lambda _: None)
    pressed = offer(manager, files, b"before")
    assert written(manager, files.write(pressed)) == b"before"
    alone = manager.add_deferred(lambda: b"alone", "text/plain", "1")
    assert written(manager, files.write(alone)) == b"alone"
