"""What can be taken away from a page: each file is written when it is asked for."""

import json

import pytest
from jsonschema import Draft202012Validator
from streamlit.testing.v1 import AppTest

from rfi.app.session.database import store
from rfi.export.csv.csv_table import write_csv
from rfi.export.record.evaluation import write_record
from rfi.schema.load import load_schema
from rfi.store.audit.chain import entries_of
from rfi.store.outcome import Refused
from rfi.views.look.reading import Reading
from tests.app.screens import on_page, sample_screen
from tests.views.rounds import evaluated, round_of


@pytest.fixture
def screen() -> AppTest:
    return sample_screen("summary")


def test_a_comparing_page_offers_every_format(screen: AppTest) -> None:
    on_page(screen, "costs")
    offered = [found.proto.label for found in screen.get("download_button")]
    assert offered == [
        "Excel",
        "CSV（全ての表を1ファイルに）",
        "CSV一式（表ごとのzip、説明つき）",
        "CSV一式（Shift_JIS。入らない文字の一覧つき）",
        "OCDS（公開調達データの形、対応しないものの一覧つき）",
        "JSON（計算結果の全て）",
    ]


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
