"""A database that an earlier version wrote, opened by the screen of today (trust G14)."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.session.database import Database, database
from rfi.store.database.address import VARIABLE
from rfi.store.round.rounds import list_rounds
from tests.app.screens import new_screen, on_page, words

# Streamlit warns of its own bare mode when a test drives it.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
FIXTURES = Path(__file__).resolve().parents[2] / "store" / "fixtures"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the screen find a copy of a database of schema 1; return the id of its round."""
    path = tmp_path / "rfi.db"
    path.write_bytes((FIXTURES / "schema_1.sqlite").read_bytes())
    monkeypatch.setenv(VARIABLE, f"sqlite:///{path}")
    found = database()
    assert isinstance(found, Database)
    assert found.verdict.faults == ()
    heads = list_rounds(found.store)
    assert isinstance(heads, tuple)
    return heads[0].round_id


def shown(screen: AppTest) -> str:
    assert not screen.exception
    assert [found.value for found in screen.error] == []
    return words(screen)


def test_a_database_of_schema_1_lists_its_round_and_opens_it(older: str) -> None:
    screen = new_screen().run()
    assert "スキーマ1の回" in shown(screen)
    assert "回答3件" in shown(screen)
    screen.button(key=f"round_open_{older}").click().run()
    assert "スキーマ1の回" in shown(screen)
    assert older in screen.query_params["round"]


def test_a_database_of_schema_1_shows_the_answers_questions_and_audit_of_its_round(
    older: str,
) -> None:
    screen = new_screen(older)
    on_page(screen, "intake")
    for name in ("回答 第1版.json", "回答 第2版.json"):
        assert name in shown(screen)
    on_page(screen, "rounds")
    sound = "記録6件のつながりを確かめました"
    assert any(sound in found.value for found in screen.caption)
    assert shown(screen)
    on_page(screen, "queries")
    assert "税抜ですか" in str([found.value for found in screen.text_area])
    assert shown(screen)
