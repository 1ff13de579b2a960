"""A list in which nothing is chosen yet speaks the language of the page, not the library's."""

import ast

import pytest

from tests.laws.source import RFI, name_of, python_files


def silent_lists(source: str) -> list[int]:
    """Return the lines of lists that can stand empty and have no words for it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        given = {word.arg: word.value for word in node.keywords}
        index = given.get("index")
        is_empty = isinstance(index, ast.Constant) and index.value is None
        can_be_empty = node.func.attr == "multiselect" or (
            node.func.attr == "selectbox" and is_empty
        )
        if can_be_empty and "placeholder" not in given:
            found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    ("planted", "count"),
    [
        ("st.multiselect('a', b)", 1),
        ("left.selectbox('a', b, index=None)", 1),
        ("st.multiselect('a', b, placeholder='c')", 0),
        ("st.selectbox('a', b, index=1)", 0),
    ],
)
def test_a_planted_list_without_words_is_found(planted: str, count: int) -> None:
    assert len(silent_lists(planted)) == count


def test_every_list_that_can_stand_empty_has_words_for_it() -> None:
    found = {
        name_of(path): lines
        for path in python_files(RFI / "app")
        if (lines := silent_lists(path.read_text("utf-8")))
    }
    assert found == {}
