"""Python files of the project as parsed trees, for the laws."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RFI = ROOT / "rfi"


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def docstrings_of(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes that stand as a docstring, those under an attribute or constant too."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def constants_of(source: str) -> Iterator[ast.Constant]:
    """Yield the literals of a source, f-strings' parts included, docstrings not."""
    tree = ast.parse(source)
    docstrings = docstrings_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in docstrings:
            yield node
