"""What a widget calls and what writes a file is guarded: no fault of ours goes unworded."""

import ast

from tests.laws.source import RFI, python_files

CALLED = {"on_click": "guarded", "on_change": "guarded", "data": "quiet"}


def unguarded(source: str) -> list[str]:
    """Return the arguments by which a widget is given something that may fail unworded."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.keyword) or node.arg not in CALLED:
            continue
        value = node.value
        if isinstance(value, ast.Constant):
            continue
        name = (
            value.func.id
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
            else ""
        )
        if name != CALLED[node.arg]:
            found.append(f"{node.arg}={ast.unparse(value)}")
    return found


def test_a_bare_callback_and_a_bare_file_are_found() -> None:
    planted = "st.button(x, on_click=f)\nst.download_button(x, data=lambda: g(), on_click='ignore')"
    assert unguarded(planted) == ["on_click=f", "data=lambda: g()"]


def test_every_callback_and_file_of_the_screen_is_guarded() -> None:
    paths = python_files(RFI / "app")
    assert {
        path.name: found for path in paths if (found := unguarded(path.read_text("utf-8")))
    } == {}
