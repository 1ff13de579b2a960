"""Nothing of the app reaches the database but through the door, and each act by its permission."""

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from rfi.app.access.permissions import PAGES, TABLE
from tests.laws.source import RFI, ROOT, name_of, python_files

APP = RFI / "app"
DOOR = "rfi/app/session/door.py"
DATABASE = "rfi/app/session/database.py"
# What asks the table; its first word is the permission, of a file and of an undo the second.
DOORS = {"through", "act", "outcome_of", "Undo", "quiet"}
# What the store can do → what it takes. Who calls it names this permission at a door.
ACTS: Mapping[str, str] = {
    "accept_answer": "answers",
    "withdraw_answer": "answers",
    "restore_answer": "answers",
    "note_answer": "answers",
    "apply_suggestion": "answers",
    "undo_suggestion": "answers",
    "dismiss": "answers",
    "undo_dismissal": "answers",
    "add_query": "queries",
    "edit_query": "queries",
    "close_query": "queries",
    "reopen_query": "queries",
    "withdraw_query": "queries",
    "record_reply": "queries",
    "put_file": "city_files",
    "remove_file": "city_files",
    "save_conditions": "conditions",
    "remove_conditions": "conditions",
    "read_conditions": "open",
    "save_layout": "answers",
    "rename_layout": "answers",
    "remove_layout": "answers",
    "read_layouts": "open",
    "read_round": "open",
    "read_state": "open",
    "read_choice": "open",
    "choose": "view",
    "read_notes": "open",
    "write_note": "minutes",
    "edit_note": "minutes",
    "save_hidden": "minutes",
    "write_remark": "remarks",
    "edit_remark": "remarks",
    "remove_remark": "remarks",
    "put_back_remark": "remarks",
    "list_rounds": "list",
    "create_round": "rounds",
    "import_round": "rounds",
    "rename_round": "rounds",
    "archive_round": "rounds",
    "reopen_round": "rounds",
    "delete_round": "rounds",
    "export_round": "rounds",
    "entries_of": "audit",
    # Every file tells it: a number and a digest, nothing of what was done.
    "verified_end": "view",
}
# Of the store, what touches no database: values, and readings of what was read.
VALUES = {"HELD", "KEPT", "STANDING", "RETENTION_DAYS", "chain_faults", "read_whole", "write_whole"}
VALUES |= {"address_of", "VARIABLE", "open_store", "verify", "refused"}


def imported(tree: ast.AST, module: str) -> set[str]:
    """Return the names that a source takes from a module or from what is under it."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module == module or (node.module or "").startswith(f"{module}."))
        for alias in node.names
    }


def named_permissions(tree: ast.AST) -> set[str]:
    """Return the permissions that a source names at a door."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        word.value
        for call in calls
        if getattr(call.func, "id", "") in DOORS
        for word in call.args[:2]
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    } & set(TABLE)


def ways_around(source: str, name: str) -> list[str]:
    """Return how a module of the app reaches the database past the door."""
    if name in {DOOR, DATABASE}:
        return []
    tree = ast.parse(source)
    found = [
        f"import {one}"
        for one in imported(tree, "rfi.app.session.database")
        if one not in {"database", "Database"}
    ]
    found += [f"import {one}" for one in imported(tree, "rfi.store.database.engine") - {"Store"}]
    found += [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"store", "engine"})
        or (isinstance(node, ast.Import) and "rfi." in ast.unparse(node))
    ]
    return found


def acts_without_permission(source: str) -> list[str]:
    """Return the acts of the store that a module calls without naming what they take."""
    tree = ast.parse(source)
    taken = imported(tree, "rfi.store")
    named = named_permissions(tree)
    return sorted(
        one
        for one in taken
        if one[0].islower() and one not in VALUES and ACTS.get(one, "?") not in named
    )


def sources(paths: Iterable[Path]) -> Mapping[str, str]:
    return {name_of(path): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize(
    "planted",
    [
        "from rfi.app.session.database import store\nwithdraw_answer(store(), 'x', 1)",
        "from rfi.app.session.database import database\ndatabase().store.read(print)",
        "from rfi.store.database.engine import open_store",
        "import rfi.app.session.database as d",
    ],
)
def test_a_planted_way_around_the_door_is_found(planted: str) -> None:
    assert ways_around(planted, "rfi/app/sections/planted.py")


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("act(lambda s, r, who: withdraw_answer(s, r, 1, who))", ["withdraw_answer"]),
        ('act("queries", lambda s, r, who: withdraw_answer(s, r, 1, who))', ["withdraw_answer"]),
        ('act("answers", lambda s, r, who: withdraw_answer(s, r, 1, who))', []),
        ('say("answers", lambda s, r, who: withdraw_answer(s, r, 1, who))', ["withdraw_answer"]),
    ],
)
def test_a_planted_act_without_its_permission_is_found(planted: str, found: list[str]) -> None:
    head = "from rfi.store.round.answers import withdraw_answer\n"
    assert acts_without_permission(head + planted) == found


def test_an_act_that_stands_in_no_table_is_found() -> None:
    planted = 'from rfi.store.round.answers import burn_answer\nact("answers", burn_answer)'
    assert acts_without_permission(planted) == ["burn_answer"]


def test_nothing_of_the_app_reaches_the_database_but_through_the_door() -> None:
    app = sources(python_files(APP))
    found = {name: ways for name, text in app.items() if (ways := ways_around(text, name))}
    assert found == {}


def test_every_act_of_the_store_is_called_by_its_permission() -> None:
    app = sources(python_files(APP))
    found = {name: acts for name, text in app.items() if (acts := acts_without_permission(text))}
    assert found == {}
    assert set(ACTS.values()) == set(TABLE)


def test_every_page_stands_in_the_table() -> None:
    pages = {path.stem for path in (ROOT / "rfi" / "app" / "pages").rglob("*.py")} - {"__init__"}
    assert pages == set(PAGES)
