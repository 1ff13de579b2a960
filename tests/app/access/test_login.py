"""Who is at the screen: a half-made setting denies everything, and nothing falls back to local."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rfi.app.access.login import (
    ROLES_VARIABLE,
    Stranger,
    Visitor,
    by_whom_it_is_shown,
    visitor,
)
from rfi.app.frame.faults import FileFaultError, quiet
from tests.app.access.visits import ASK, AUTH, said, told, visit, write_roles
from tests.app.screens import begun, new_screen, words
from tests.intake.rounds import empty_round

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
TITLE = "ログインの試験の回"


def shut(screen: AppTest, code_words: str, *keys: str) -> None:
    """Hold that a page says why and shows nothing of what is kept here."""
    screen.run()
    assert code_words in told(screen)
    assert TITLE not in words(screen)
    assert {found.key for found in screen.button} == {"language", *keys}
    assert not screen.file_uploader
    assert "stored" not in screen.session_state


@pytest.fixture
def round_id() -> str:
    return begun(empty_round(), TITLE)


@pytest.mark.usefixtures("roles")
def test_without_a_login_there_is_a_button_to_log_in_and_nothing_else(round_id: str) -> None:
    shut(visit({"is_logged_in": False}, round_id), "使うには、ログインしてください", "login")
    shut(visit({}, round_id), "使うには、ログインしてください", "login")


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_has_not_verified_is_nobody(
    round_id: str, verified: object
) -> None:
    who = said("admin", email_verified=verified)
    shut(visit(who, round_id), "確認済みではない", "logout")


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("claim", ["email_verified", "email"])
def test_a_login_that_says_no_address_is_nobody(round_id: str, claim: str) -> None:
    who = said("admin")
    del who[claim]
    shut(visit(who, round_id), ASK, "logout")


@pytest.mark.usefixtures("roles")
def test_addresses_are_compared_without_regard_to_case(round_id: str) -> None:
    who = said("admin", email="Admin@City.Example.JP")
    assert TITLE in words(visit(who, round_id).run())


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(
    "address", ["admin@city.example.jp.evil.example", " admin@city.example.jp"]
)
def test_an_address_that_looks_like_another_is_nobody(round_id: str, address: str) -> None:
    shut(visit(said("admin", email=address), round_id), "権限がありません", "logout")


@pytest.mark.parametrize("key", AUTH)
@pytest.mark.usefixtures("roles")
def test_a_login_of_which_a_setting_lacks_denies_everything(round_id: str, key: str) -> None:
    rest = {name: value for name, value in AUTH.items() if name != key}
    shut(visit(said("admin"), round_id, rest), key)
    shut(visit(said("admin"), round_id, {**AUTH, key: ""}), key)


@pytest.mark.usefixtures("roles")
def test_a_short_secret_of_the_cookie_denies_everything(round_id: str) -> None:
    auth: dict[str, Any] = {**AUTH, "cookie_secret": "x" * 31}
    shut(visit(said("admin"), round_id, auth), "32文字より短い")


def test_a_login_without_a_file_of_roles_denies_everything(round_id: str) -> None:
    shut(visit(said("admin"), round_id), "ログインの設定が片方しかありません")


@pytest.mark.usefixtures("roles")
def test_a_file_of_roles_without_a_login_denies_everything(round_id: str) -> None:
    screen = new_screen(round_id)
    shut(screen, "ログインの設定が片方しかありません")


WRONG: Mapping[str, tuple[str | bytes, str]] = {
    "no TOML": ('ask = "x"\n[people', "権限のファイルを読めません"),
    "no text": (b"\xff\xfe", "権限のファイルを読めません"),
    "empty": ("", "/ask"),
    "nobody to ask": ('ask = " "\n[people]\n"a@b" = ["viewer"]', "/ask"),
    "no people": ('ask = "x"', "/people"),
    "unknown role": ('ask = "x"\n[people]\n"a@b" = ["viewer", "root"]', "/people/a@b"),
    "no role": ('ask = "x"\n[people]\n"a@b" = []', "/people/a@b"),
    "no list": ('ask = "x"\n[people]\n"a@b" = "viewer"', "/people/a@b"),
    "no address": ('ask = "x"\n[people]\n"admin" = ["viewer"]', "/people/admin"),
    "twice": ('ask = "x"\n[people]\n"a@b" = ["viewer"]\n"A@B" = ["admin"]', "/people/A@B"),
    "unknown key": ('ask = "x"\npeoples = 1\n[people]\n"a@b" = ["viewer"]', "/peoples"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_of_roles_with_a_fault_anywhere_denies_everyone(
    roles: Path, round_id: str, name: str
) -> None:
    content, code_words = WRONG[name]
    roles.write_bytes(content if isinstance(content, bytes) else content.encode())
    shut(visit(said("admin"), round_id), code_words)


def test_a_file_of_roles_that_is_gone_denies_everyone_until_it_is_back(
    roles: Path, round_id: str
) -> None:
    content = roles.read_bytes()
    screen = visit(said("admin"), round_id).run()
    assert TITLE in words(screen)
    roles.unlink()
    shut(screen, "権限のファイルを読めません")
    roles.write_bytes(content)
    screen.run()
    assert "権限のファイルを読めません" not in told(screen)


def test_a_change_of_the_file_is_heard_on_the_next_move(roles: Path, round_id: str) -> None:
    screen = visit(said("nobody"), round_id)
    shut(screen, "権限がありません", "logout")
    write_roles(roles, nobody="viewer")
    assert TITLE in words(screen.run())


def asked(monkeypatch: pytest.MonkeyPatch, **options: object) -> Visitor | Stranger:
    """Return who would be here without a session, under other options of the server."""
    real = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: options.get(name, real(name)))
    return visitor()


@pytest.mark.parametrize("address", [None, "0.0.0.0", "", "192.0.2.1"])  # noqa: S104 - refused
def test_a_server_open_to_others_without_a_login_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    found = asked(monkeypatch, **{"server.address": address})
    assert isinstance(found, Stranger)
    assert found.refusal.issue.code == "access_open_server"


@pytest.mark.parametrize("content", [b"[auth\n", b"\xff", b'auth = "yes"'])
def test_secrets_that_cannot_be_read_are_no_reason_to_be_local(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "secrets.toml"
    path.write_bytes(content)
    secrets = st.runtime.secrets.Secrets()
    monkeypatch.setattr(st, "secrets", secrets)
    with pytest.MonkeyPatch.context() as patch:
        # The library reads where its settings say, with a watcher of its own.
        patch.setattr(type(secrets), "_maybe_install_file_watchers", lambda _: None)
        real = st.config.get_option
        own = {"secrets.files": [str(path)]}
        patch.setattr(st.config, "get_option", lambda name: own.get(name) or real(name))
        found = asked(monkeypatch, **{"secrets.files": [str(path)]})
    assert isinstance(found, Stranger)
    assert found.refusal.issue.code == "access_secrets"


def test_a_link_to_secrets_that_are_gone_is_no_reason_to_be_local(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "secrets.toml"
    path.symlink_to(tmp_path / "gone.toml")
    monkeypatch.setattr(st, "secrets", st.runtime.secrets.Secrets())
    found = asked(monkeypatch, **{"secrets.files": [str(path)]})
    assert isinstance(found, Stranger)


def test_without_any_setting_the_account_of_this_computer_is_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(ROLES_VARIABLE, raising=False)
    assert ROLES_VARIABLE not in os.environ
    found = visitor()
    assert isinstance(found, Visitor)
    assert not found.by_login
    assert len(found.roles) == 4


def logged_in(monkeypatch: pytest.MonkeyPatch, who: Mapping[str, object]) -> None:
    """Let a session be somebody's; outside it the library knows nobody."""
    secrets = st.runtime.secrets.Secrets()
    secrets._secrets = {"auth": AUTH}
    monkeypatch.setattr(st, "secrets", secrets)
    monkeypatch.setattr(type(st.user), "to_dict", lambda _: dict(who))


@pytest.mark.usefixtures("roles")
def test_a_file_that_is_written_later_is_written_for_whom_its_button_was_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logged_in(monkeypatch, said("viewer"))
    write, seen = quiet(lambda: b"figures"), by_whom_it_is_shown(visitor)
    logged_in(monkeypatch, {})
    assert write() == b"figures"
    found = seen()
    assert isinstance(found, Visitor)
    assert found.name == "viewer@city.example.jp"
    assert isinstance(visitor(), Stranger)


@pytest.mark.usefixtures("roles")
def test_a_file_is_not_written_for_whom_may_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    logged_in(monkeypatch, said("audit"))
    with pytest.raises(FileFaultError):
        quiet(lambda: b"figures")()
    logged_in(monkeypatch, said("viewer"))
    with pytest.raises(FileFaultError):
        quiet(lambda: b"everything", "rounds")()


def test_no_file_is_written_after_its_role_was_taken(
    monkeypatch: pytest.MonkeyPatch, roles: Path
) -> None:
    logged_in(monkeypatch, said("viewer"))
    write = quiet(lambda: b"figures")
    write_roles(roles, admin="admin")
    with pytest.raises(FileFaultError):
        write()
