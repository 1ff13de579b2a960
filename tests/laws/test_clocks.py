"""No test reads a wall clock or sleeps: a busy machine stretches both, and then a test lies."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.laws.source import ROOT, name_of, python_files

CLOCKS = {
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"}
    | {"sleep"},
    "datetime": {"now", "utcnow", "today"},
    "timeit": {"timeit", "repeat", "default_timer"},
    "asyncio": {"sleep"},
}
READINGS = set().union(*CLOCKS.values())
# A line that may import a module of clocks; what has none need not be parsed.
IMPORTS = re.compile(rf"\b(?:import|from)\b.*\b(?:{'|'.join(CLOCKS)})\b")


def clocks_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield where a clock is read or a sleep begins, whatever name its module goes by here."""
    tree = ast.parse(source)
    modules: dict[str, str] = {}
    bare: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname or a.name: a.name for a in node.names if a.name in CLOCKS}
        elif isinstance(node, ast.ImportFrom) and node.module in CLOCKS:
            named = {alias.asname or alias.name: alias.name for alias in node.names}
            bare |= {here: name for here, name in named.items() if name in CLOCKS[node.module]}
            if node.module == "datetime":  # its classes are what the clock hangs on
                modules |= dict.fromkeys(named, "datetime")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READINGS:
            root: ast.expr = node.value
            while isinstance(root, ast.Attribute):
                root = root.value
            module = modules.get(root.id, "") if isinstance(root, ast.Name) else ""
            if node.attr in CLOCKS.get(module, ()):
                yield node.lineno, node.attr
        elif isinstance(node, ast.Name) and node.id in bare:
            yield node.lineno, bare[node.id]


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("import time\nstart = time.perf_counter()", [(2, "perf_counter")]),
        ("import time as t\nt.sleep(1)", [(2, "sleep")]),
        ("from time import monotonic as now\nend = now() + 5", [(2, "monotonic")]),
        ("import datetime as dt\nx = dt.datetime.now(dt.UTC)", [(2, "now")]),
        ("from datetime import date\nx = date.today()", [(2, "today")]),
        ("import time\nused = time.process_time()\nx = row.time", []),
        ("import datetime as dt\nx = dt.date(2026, 4, 1)\nscreen.now()", []),
    ],
)
def test_a_planted_clock_is_found(planted: str, expected: list[tuple[int, str]]) -> None:
    assert IMPORTS.search(planted)
    assert list(clocks_of(planted)) == expected


def test_no_test_reads_a_clock_or_sleeps() -> None:
    sources = {path: path.read_text("utf-8") for path in python_files(ROOT / "tests")}
    found = {
        name_of(path): clocks
        for path, source in sources.items()
        if IMPORTS.search(source) and (clocks := list(clocks_of(source)))
    }
    assert found == {}
