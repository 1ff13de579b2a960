"""One command sets everything up: from the standard library, hash-locked lists, no host named."""

import ast
import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.laws.source import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
HARDENED = {
    "global": {"disableWidgetStateDuplicationWarning": True},
    "server": {
        "address": "127.0.0.1",
        "allowedHosts": ["127.0.0.1", "localhost"],
        "headless": True,
        "showEmailPrompt": False,
        "maxUploadSize": 20,
        "enableXsrfProtection": True,
        "enableCORS": True,
        "enableStaticServing": False,
        "fileWatcherType": "none",
    },
    "browser": {"gatherUsageStats": False},
    "client": {
        "showErrorDetails": "none",
        "showErrorLinks": False,
        "toolbarMode": "minimal",
        "disableDataExport": True,
    },
    "runner": {"magicEnabled": False, "fastReruns": False, "postScriptGC": False},
}
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pins_of(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text("utf-8")))


def imports_of(source: str) -> set[str]:
    tree = ast.parse(source)
    plain = (node.names for node in ast.walk(tree) if isinstance(node, ast.Import))
    named = {alias.name.partition(".")[0] for names in plain for alias in names}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return named | {(node.module or "").partition(".")[0] for node in nodes}


def test_run_py_imports_only_the_standard_library() -> None:
    imports = imports_of((ROOT / "run.py").read_text("utf-8"))
    assert imports - sys.stdlib_module_names == set()


def test_mutants_are_tried_beside_everything_of_ours_that_the_tests_import() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    there = {
        "tests",
        *config["source_paths"],
        *(one.removesuffix(".py") for one in config["also_copy"]),
    }
    sources = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    ours = {
        path.name.removesuffix(".py") for path in ROOT.iterdir() if not path.name.startswith(".")
    }
    assert set().union(*map(imports_of, sources)) & ours <= there


def test_an_import_of_a_library_is_found() -> None:
    planted = "import os, pandas.api\nif os:\n    from streamlit.web import cli"
    assert imports_of(planted) - sys.stdlib_module_names == {"pandas", "streamlit"}


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
@pytest.mark.parametrize("words", [["--help"], ["bundle", "--help"], ["nonsense"]])
def test_run_py_speaks_on_any_console(encoding: str, words: list[str]) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, str(ROOT / "run.py"), *words]
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert b"run.py" in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_of_a_lock_has_a_hash_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text)
    pinned = [entry for entry in entries if PIN.match(entry)]
    assert len(pinned) == len(pins_of(name)) > 0
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_the_locks_hold_the_pins_that_people_wrote_and_agree_with_each_other() -> None:
    run, dev = map(pins_of, LOCKS)
    assert pins_of("requirements.in").items() <= run.items()
    assert pins_of("requirements-dev.in").items() <= dev.items()
    assert run.items() <= dev.items()


def test_the_server_is_hardened() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    config.pop("theme")
    assert config == HARDENED


def test_ci_runs_what_people_run() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("exec python3 run.py test")
