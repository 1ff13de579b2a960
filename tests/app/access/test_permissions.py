"""The table of permissions, walked: every role at every page and at every act, each no tried."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from rfi.app.access.permissions import PAGES, TABLE, Permission, Role, allows
from rfi.app.frame.navigation import path_of
from rfi.app.session.database import store
from rfi.store.round.reading import StoredRound, read_round
from rfi.text.wording import text
from tests.app.access.visits import ASK, ROLES, said, told, visit, write_roles
from tests.app.screens import begun, move, new_screen, on_page, section, upload, value_of, words
from tests.intake.rounds import empty_round

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
TITLE = "権限の試験の回"
# What each role may do, by hand: the table is held against it.
MAY: Mapping[str, set[str]] = {
    "viewer": {"list", "open", "view"},
    "intake": {
        *("list", "open", "view", "answers", "queries"),
        *("city_files", "conditions", "minutes", "remarks"),
    },
    "admin": {
        *("list", "open", "view", "answers", "queries"),
        *("city_files", "conditions", "minutes", "remarks", "rounds"),
    },
    "audit": {"list", "open", "audit"},
}
DOOR = """
import streamlit as st
from rfi.app.access.permissions import TABLE
from rfi.app.session.door import through

done = []
for permission in TABLE:
    through(permission, lambda store, signed: done.append((permission, signed.by)))
st.session_state["done"] = done
"""


def round_in(round_id: str) -> StoredRound:
    found = read_round(store(), round_id)
    assert isinstance(found, StoredRound)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_the_table_says_what_each_role_may(role: Role) -> None:
    assert {one for one in TABLE if allows([role], one)} == MAY[role]
    assert set(TABLE) == set(get_args(Permission))
    assert set(ROLES) == set(get_args(Role))


def test_nobody_without_a_role_may_anything_and_two_roles_add_up() -> None:
    assert not any(allows([], one) for one in TABLE)
    both = {one for one in TABLE if allows(["viewer", "audit"], one)}
    assert both == MAY["viewer"] | MAY["audit"]


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("role", ROLES)
def test_the_door_runs_what_the_role_may_and_nothing_else(role: str) -> None:
    screen = visit(said(role))
    door = AppTest.from_string(DOOR)
    door.secrets, door.user = screen.secrets, screen.user
    door.run()
    assert not door.exception
    done = door.session_state["done"]
    assert {permission for permission, _ in done} == MAY[role]
    assert {by for _, by in done} == {f"{role}@city.example.jp"}


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("who", [{}, {"is_logged_in": False}, said("nobody")])
def test_the_door_runs_nothing_for_a_stranger(who: dict[str, object]) -> None:
    screen = visit(who)
    door = AppTest.from_string(DOOR)
    door.secrets, door.user = screen.secrets, screen.user
    door.run()
    assert not door.exception
    assert door.session_state["done"] == []


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_a_page_opened_by_its_address_is_shown_to_its_roles_alone(role: str, page: str) -> None:
    screen = on_page(visit(said(role), begun(empty_round(), TITLE)), page)
    is_shown = PAGES[page] in MAY.get(role, set())
    assert not screen.exception
    assert (text("app.access.denied", "ja") in told(screen)) is not is_shown
    assert (TITLE in words(screen)) is is_shown


@pytest.mark.usefixtures("roles")
def test_whoever_is_in_no_list_reads_whom_to_ask_and_nothing_else() -> None:
    screen = visit(said("nobody"), begun(title=TITLE)).run()
    assert ASK in told(screen)
    assert "nobody@city.example.jp には、この道具の権限がありません" in told(screen)
    assert TITLE not in words(screen)
    assert {found.key for found in screen.button} == {"language", "logout"}
    assert "stored" not in screen.session_state


# Page and section → the keys of what acts there, by the permission that it takes.
ACTING: Mapping[tuple[str, str, str], tuple[Permission, set[str]]] = {
    ("intake", "", ""): ("answers", {"withdraw"}),
    ("intake", "intake_section", "confirm"): ("answers", {"dismiss_warning"}),
    ("queries", "query_section", "list"): ("queries", {"withdraw_query", "save_reply"}),
    ("queries", "query_section", "new"): ("queries", {"draft_queries", "add_query"}),
    ("conditions", "condition_section", "sets"): ("conditions", {"set_keep"}),
    ("conditions", "condition_section", "city"): ("city_files", {"remove_city_button"}),
    ("rounds", "", ""): ("rounds", {"open_sample"}),
}


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("role", ["viewer", "intake", "admin"])
def test_what_a_role_may_not_do_has_no_button(role: str) -> None:
    round_id = begun(title=TITLE)
    admin = visit(said("admin"), round_id)
    on_page(admin, "queries")
    section(admin, "query_section", "new").text_area[0].set_value("保守の対象は。").run()
    admin.button(key="add_query").click().run()
    screen = visit(said(role), round_id).run()
    for (page, key, name), (permission, keys) in ACTING.items():
        screen.switch_page(path_of(page)).run()
        if key:
            section(screen, key, name)
        shown = {found.key for found in screen.button}
        is_allowed = permission in MAY[role]
        assert (keys <= shown) if is_allowed else not (keys & shown), (page, name)
        # Nobody is asked for a file that would not be taken.
        assert is_allowed or not screen.file_uploader
        assert (text(f"app.access.{permission}", "ja") in told(screen)) is not is_allowed


@pytest.mark.usefixtures("roles")
def test_the_auditor_sees_rounds_and_entries_and_no_figure() -> None:
    round_id = begun(title=TITLE)
    screen = visit(said("audit")).run()
    screen.button(key=f"round_open_{round_id}").click().run()
    assert screen.dataframe[0].value["行ったこと"].tolist() == ["回を作成"]
    assert "総額" not in words(screen)
    assert "架空電算" not in words(screen)
    assert not screen.get("download_button")


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("role", ["viewer", "intake", "admin"])
def test_the_entries_are_for_the_auditor_alone(role: str) -> None:
    assert not visit(said(role), begun(empty_round())).run().dataframe


def demoted(roles: Path) -> None:
    """Take every role but 閲覧 from the people of the file, while their pages are open."""
    write_roles(roles, intake="viewer", admin="viewer")


def dropped(screen: AppTest) -> AppTest:
    return upload(on_page(screen, "intake"), "z.json", {**value_of(), "response_id": "vendor-z"})


def test_a_press_after_the_role_was_taken_is_refused_at_the_door(roles: Path) -> None:
    round_id = begun(title=TITLE)
    screen = visit(said("admin"), round_id).run()
    demoted(roles)
    screen.button(key=f"round_archive_{round_id}").click().run()
    assert "あなたの権限では、これはできません" in told(screen)
    assert round_in(round_id).archived_at == ""


def test_an_act_that_its_page_no_longer_offers_does_nothing(roles: Path) -> None:
    round_id = begun(title=TITLE)
    screen = on_page(visit(said("intake"), round_id), "intake")
    before = round_in(round_id).round
    screen.selectbox[0].set_value(0).run()
    demoted(roles)
    screen.button(key="withdraw").click().run()
    assert not screen.exception
    assert round_in(round_id).round == before


def test_what_was_done_can_be_taken_back_by_those_alone_who_may(roles: Path) -> None:
    round_id = begun(title=TITLE)
    screen = on_page(visit(said("intake"), round_id), "intake")
    screen.selectbox[0].set_value(0).run()
    screen.button(key="withdraw").click().run()
    after = round_in(round_id).round
    demoted(roles)
    screen.button(key="undo").click().run()
    assert "あなたの権限では、これはできません" in told(screen)
    assert round_in(round_id).round == after


@pytest.mark.usefixtures("roles")
def test_an_act_is_signed_by_the_login_and_no_name_can_be_typed() -> None:
    round_id = begun(title=TITLE)
    screen = on_page(visit(said("intake", name="社長"), round_id), "intake")
    assert not screen.text_input
    dropped(screen)
    assert round_in(round_id).round.answers[-1].received_by == "intake@city.example.jp"


@pytest.mark.usefixtures("roles")
def test_each_login_finds_its_own_choices() -> None:
    round_id = begun(title=TITLE)
    mine = on_page(visit(said("viewer"), round_id), "costs")
    move(mine, "control_fx", 160.0)
    assert "160円/$" in words(on_page(visit(said("viewer"), round_id), "costs"))
    assert "150円/$" in words(on_page(visit(said("intake"), round_id), "costs"))


def test_a_role_that_was_taken_closes_the_open_page(roles: Path) -> None:
    screen = on_page(visit(said("viewer"), begun(title=TITLE)), "summary")
    assert TITLE in words(screen)
    write_roles(roles, admin="admin")
    screen.run()
    assert TITLE not in words(screen)
    assert ASK in told(screen)


def test_locally_the_account_may_everything_and_has_no_way_out() -> None:
    screen = new_screen(begun(empty_round(), TITLE)).run()
    assert {"open_sample", "language"} <= {found.key for found in screen.button}
    assert "logout" not in {found.key for found in screen.button}
    assert screen.dataframe
