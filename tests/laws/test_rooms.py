"""A subject imports its layer's ground and the subjects that a contract names, nothing else."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.laws.source import RFI, ROOT

LAYERS = ("views", "compare")
LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def small_tree(folder: Path) -> Path:
    """Write a tree of empty rooms, named as ours, under the contracts of the rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = [
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if str(contract["name"]).startswith(tuple(f"{layer}:" for layer in LAYERS))
    ]
    assert len(contracts) >= 5
    lines = ["[importlinter]", "root_package = rfi"]
    for number, contract in enumerate(contracts):
        lines.append(f"[importlinter:contract:{number}]")
        for key, value in contract.items():
            shown = "\n    ".join(["", *value]) if isinstance(value, list) else str(value)
            lines.append(f"{key} = {shown}")
    (folder / ".importlinter").write_text("\n".join(lines), "utf-8")
    rooms = [room for layer in LAYERS for room in (RFI / layer).iterdir() if room.is_dir()]
    names = [room.relative_to(ROOT) for room in rooms if room.name != "__pycache__"]
    for name in (Path("rfi"), *(Path("rfi") / layer for layer in LAYERS), *names):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "__init__.py").touch()
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_rooms_that_import_their_ground_alone_are_let_pass(tmp_path: Path) -> None:
    folder = small_tree(tmp_path)
    (folder / "rfi" / "views" / "cost" / "items.py").write_text("import rfi.views.look\n")
    (folder / "rfi" / "compare" / "today" / "net.py").write_text("import rfi.compare.cost\n")
    found = lint(folder)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("room", "imported"),
    [
        ("views/cost", "rfi.views.joint"),
        ("views/look", "rfi.views.cost"),
        ("views/summary", "rfi.views.trace"),
        ("views/robust", "rfi.views.trace"),
        ("compare/cost", "rfi.compare.joint"),
        ("compare/fit", "rfi.compare.cost"),
        ("compare/round", "rfi.compare.service"),
    ],
)
def test_an_import_of_another_room_is_found(tmp_path: Path, room: str, imported: str) -> None:
    folder = small_tree(tmp_path)
    (folder / "rfi" / room / "planted.py").write_text(f"import {imported}\n")
    found = lint(folder)
    assert found.returncode == 1, found.stdout + found.stderr
    assert f"{imported}" in found.stdout


def test_a_room_that_no_contract_knows_is_found(tmp_path: Path) -> None:
    folder = small_tree(tmp_path)
    (folder / "rfi" / "views" / "unknown").mkdir()
    (folder / "rfi" / "views" / "unknown" / "__init__.py").touch()
    assert lint(folder).returncode == 1
