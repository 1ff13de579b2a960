"""The first page of a process waits for nothing that only an open round needs."""

import ast
import subprocess
import sys

import pytest

from rfi.app.frame.navigation import ROUNDS, path_of
from tests.app.screens import ROOT

# What compares, draws and reads: together they take longer to import than all the first page needs.
HEAVY = frozenset({"numpy", "pandas", "pyarrow", "highspy", "rapidfuzz", "xlsxwriter", "openpyxl"})
OURS = frozenset({"rfi.compare", "rfi.evaluation", "rfi.export", "rfi.tidy", "rfi.analysis"})
_TELL = "import sys; print(*sys.modules)"


def brought_in(page: str) -> set[str]:
    """Return every module that the program and one of its pages import before they show anything.

    What a page imports only for the round that is open does not count.
    """
    lines = [
        ast.unparse(line)
        for program in ("streamlit_app.py", page)
        for line in ast.parse((ROOT / program).read_text("utf-8")).body
        if isinstance(line, ast.Import | ast.ImportFrom)
    ]
    told = subprocess.run(
        [sys.executable, "-c", "\n".join([*lines, _TELL])],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(told.stdout.split())


def test_the_first_page_is_there_before_what_compares_is_imported() -> None:
    assert brought_in(path_of(ROUNDS)) & (HEAVY | OURS) == set()


@pytest.mark.parametrize("page", ["summary", "intake"])
def test_a_page_of_a_round_brings_in_what_compares(page: str) -> None:
    found = brought_in(path_of(page))
    assert "pandas" in found
    assert "rfi.compare" in found
