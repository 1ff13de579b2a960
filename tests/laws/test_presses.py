"""A press is heard by a callback: what a page does when a button says yes is lost with its run.

The next act ends the run that the press began (architecture §9): a body that has not come
as far as the button does nothing, and the library has forgotten the press by then.
"""

import ast

import pytest

from tests.laws.source import ROOT, name_of, python_files

BUTTONS = frozenset({"button", "form_submit_button"})


def used_presses(source: str) -> list[int]:
    """Return the lines on which the page looks at what a button returned."""
    tree = ast.parse(source)
    shown = {
        id(line.value)
        for line in ast.walk(tree)
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Call)
    }
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in BUTTONS
        and id(call) not in shown
    ]


def test_no_page_acts_on_what_a_button_returns() -> None:
    found = {
        name_of(path): lines
        for path in python_files(ROOT / "rfi" / "app")
        if (lines := used_presses(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        'if st.button("x"):\n    act()',
        'pressed = st.button("x")',
        'if may("a") and column.form_submit_button("x"):\n    act()',
        'if (pressed := st.button("x")):\n    act()',
    ],
)
def test_the_law_catches_a_button_whose_answer_is_looked_at(planted: str) -> None:
    assert used_presses(planted) == [1]


def test_the_law_lets_a_callback_be() -> None:
    assert used_presses('st.button("x", on_click=guarded(act))') == []
