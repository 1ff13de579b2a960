"""What a widget calls and what writes a file is guarded: no fault of ours goes unworded."""

import ast
import re

from tests.laws.source import RFI, python_files

CALLED = {"on_click": {"acting"}, "on_change": {"guarded"}, "data": {"quiet"}}
# What a component of our own hears: ``on_released_change``.
_HEARD = re.compile(r"on_\w+_change")


def unguarded(source: str) -> list[str]:
    """Return the arguments by which a widget is given something that may fail unworded."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.keyword) or node.arg is None:
            continue
        wanted = {"guarded"} if _HEARD.fullmatch(node.arg) else CALLED.get(node.arg)
        value = node.value
        # What a component is given as it stands can fail no later than the page.
        if wanted is None or isinstance(value, ast.Constant | ast.Dict):
            continue
        name = (
            value.func.id
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
            else ""
        )
        if name not in wanted:
            found.append(f"{node.arg}={ast.unparse(value)}")
    return found


def test_a_bare_callback_and_a_bare_file_are_found() -> None:
    planted = "st.button(x, on_click=f)\nst.download_button(x, data=lambda: g(), on_click='ignore')"
    planted += "\nshow(data={'a': 1}, on_released_change=h)"
    assert unguarded(planted) == ["on_click=f", "data=lambda: g()", "on_released_change=h"]


def test_every_callback_and_file_of_the_screen_is_guarded() -> None:
    paths = python_files(RFI / "app")
    assert {
        path.name: found for path in paths if (found := unguarded(path.read_text("utf-8")))
    } == {}
