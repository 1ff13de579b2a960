"""A letter or colour is that of an offer: no module makes one from an index in a comparison.

``look_of`` takes an offer, and types hold that. ``look_at`` takes a bare place, for where there is
no offer to ask: it stays with those who have places and nothing else.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.laws.source import RFI, name_of, python_files

OF_PLACES = {
    "rfi/views/look/offers.py",
    "rfi/views/look/table_html.py",
    "rfi/views/intake/queries.py",
}


def looks_at_places(source: str) -> Iterator[int]:
    """Yield the lines that name ``look_at``, imported or called."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.Name | ast.Attribute):
            names = {node.id if isinstance(node, ast.Name) else node.attr}
        else:
            continue
        if "look_at" in names:
            yield node.lineno


@pytest.mark.parametrize(
    ("planted", "lines"),
    [
        ("from rfi.views.look.offers import look_at as look_of\n\nlook_of(index)", [1]),
        ("import rfi.views.look.offers as o\nlooks = [o.look_at(i) for i in range(3)]", [2]),
        ("from rfi.views.look.offers import look_of\n\nlook_of(offer)", []),
    ],
)
def test_a_planted_look_of_an_index_is_found(planted: str, lines: list[int]) -> None:
    assert list(looks_at_places(planted)) == lines


def test_looks_are_taken_from_offers_and_from_bare_places_in_named_modules_only() -> None:
    sources = {path: path.read_text("utf-8") for path in python_files(RFI)}
    found = {
        name_of(path)
        for path, source in sources.items()
        # What does not hold the word need not be parsed.
        if "look_at" in source and [*looks_at_places(source)]
    }
    assert found | {"rfi/views/look/offers.py"} == OF_PLACES
