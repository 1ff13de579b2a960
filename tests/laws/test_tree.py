"""The path is the tree: what may stand where, and how long it may be."""

import ast
import fnmatch
from collections.abc import Iterable
from pathlib import Path

import pytest

from rfi.app.frame.navigation import GROUPS
from tests.laws.source import RFI, ROOT, name_of, python_files

MOST_PAGES = 8
FIXED = {"streamlit_app.py", "rfi", "schemas", "samples", "tests", "requirements.txt"}
BESIDE = {
    *("run.py", "README.md", "CHANGELOG.md", "LICENSE", "docs", "deploy", "benchmarks", "Makefile"),
    *("requirements.in", "requirements-dev.in", "requirements-dev.txt", "pyproject.toml"),
    *(".streamlit", ".ci", ".git", ".gitignore", ".gitattributes", ".pre-commit-config.yaml"),
}
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
MAX_ENTRY_LINES, MAX_PAGE_LINES, MAX_MODULE_LINES = 40, 60, 250
MAX_MODULES = 15


def ignored_patterns() -> list[str]:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def strangers(names: Iterable[str], ignored: Iterable[str]) -> list[str]:
    patterns = [*FIXED, *BESIDE, *ignored]
    return sorted(
        name for name in names if not any(fnmatch.fnmatchcase(name, each) for each in patterns)
    )


def is_vague(path: Path) -> bool:
    return bool(VAGUE & set(path.stem.lower().split("_")))


def too_long(paths: Iterable[Path], limit: int) -> dict[str, int]:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def packages() -> list[Path]:
    return sorted({path.parent for path in python_files(RFI)} - {RFI})


def test_a_stranger_at_the_top_is_found() -> None:
    assert strangers(["rfi", "notes.txt", ".venv", "x.db"], [".venv", "*.db"]) == ["notes.txt"]


def test_the_top_level_holds_only_the_names_of_the_architecture() -> None:
    assert strangers((path.name for path in ROOT.iterdir()), ignored_patterns()) == []


def test_the_six_fixed_names_are_there() -> None:
    assert {path.name for path in ROOT.iterdir()} >= FIXED


@pytest.mark.parametrize("name", ["utils.py", "date_helpers.py", "common", "round_manager.py"])
def test_a_vague_name_is_found(name: str) -> None:
    assert is_vague(Path(name))


def test_nothing_is_named_utils_helpers_common_or_manager() -> None:
    folders = [ROOT / name for name in ("rfi", "samples", "tests", "benchmarks", "docs", "deploy")]
    vague = [name_of(path) for folder in folders for path in folder.rglob("*") if is_vague(path)]
    assert vague == []


def test_the_entry_has_no_logic_and_few_lines() -> None:
    assert too_long([ROOT / "streamlit_app.py"], MAX_ENTRY_LINES) == {}


def test_a_page_is_short() -> None:
    assert too_long(python_files(RFI / "app" / "pages"), MAX_PAGE_LINES) == {}


def test_a_module_is_short() -> None:
    assert too_long(python_files(RFI), MAX_MODULE_LINES) == {}


def crowded(folders: Iterable[Path], most: int = MAX_MODULES) -> dict[str, int]:
    """Return folder → number of its modules where there are too many."""
    modules = {
        name_of(folder): sum(path.stem != "__init__" for path in folder.glob("*.py"))
        for folder in folders
    }
    return {name: count for name, count in modules.items() if count > most}


def test_a_crowded_room_is_found() -> None:
    assert crowded([RFI / "views" / "look"]) == {}
    assert crowded([RFI / "schema", ROOT / "tests" / "compare" / "cost"], most=3) != {}


def test_no_room_has_more_modules_than_can_be_known() -> None:
    assert crowded(packages()) == {}


def test_pages_stand_in_the_groups_of_the_navigation() -> None:
    rooms = {
        room.name: {path.stem for path in room.glob("*.py")} - {"__init__"}
        for room in packages()
        if room.parent == RFI / "app" / "pages"
    }
    assert rooms == {group: set(pages) for group, pages in GROUPS.items()}
    assert max(map(len, GROUPS.values())) <= MOST_PAGES


def test_every_folder_of_rfi_is_a_package_that_says_what_it_is() -> None:
    folders = {path.parent for path in python_files(RFI)}
    inits = sorted(folder / "__init__.py" for folder in folders)
    silent = [
        name_of(path)
        for path in inits
        if not path.exists() or not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_tests_mirror_the_folders_of_rfi() -> None:
    # The sections of pages are driven by the tests of their pages.
    rooms = [room for room in packages() if RFI / "app" / "sections" not in (room, *room.parents)]
    untested = [
        name_of(room)
        for room in rooms
        if not any((ROOT / "tests" / room.relative_to(RFI)).rglob("test_*.py"))
    ]
    assert untested == []
