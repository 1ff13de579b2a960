"""Every issue the product can raise is raised by a test: here, or by a table of wrong files."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import get_args

import pytest

from rfi.schema.issue import Severity
from rfi.text.wording import LANGS, load_catalogue
from tests.document.guard.test_guard import REFUSED
from tests.laws.raised import (
    access,
    answers,
    authoring,
    books,
    cities,
    files,
    layouts,
    prices,
    rules,
    stores,
)
from tests.laws.raised.files import Raiser
from tests.laws.source import RFI, ROOT, python_files

PREFIX, NEXT = "issue.", ".next"
# One worker reads the broken samples once for all four modules that look at them.
pytestmark = pytest.mark.xdist_group("invalid_samples")

SEVERITIES = set(get_args(Severity))


def worded_codes(keys: Iterable[str]) -> set[str]:
    """Return the codes of the catalogue: those that say what to do next."""
    return {
        key.removeprefix(PREFIX).removesuffix(NEXT)
        for key in keys
        if key.startswith(PREFIX) and key.endswith(NEXT)
    }


@dataclass(slots=True)
class Named:
    """Codes that a source raises by name, and all texts in it."""

    raised: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def read(self, source: str) -> "Named":
        """Take every text, and of these the codes: before a severity, or given to ``refuse(…)``."""
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.texts.add(node.value)
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first, *others = node.args
                severity = getattr(others[0], "value", None) if others else None
                is_code = name == "refuse" or (isinstance(severity, str) and severity in SEVERITIES)
                if is_code and isinstance(first, ast.Constant):
                    self.raised.add(str(first.value))
        return self


@cache
def named_in_product() -> Named:
    found = Named()
    for path in python_files(RFI):
        found.read(path.read_text("utf-8"))
    return found


def held_elsewhere() -> set[str]:
    """Return the codes of two tables whose own tests hold each row: files that are wrong."""
    samples = (ROOT / "samples" / "invalid").glob("*__*")
    named = {path.name.split("__", maxsplit=1)[0] for path in samples}
    return named | {code for code, _ in REFUSED.values()}


WORDED = worded_codes(load_catalogue())
TABLES: tuple[Mapping[str, Raiser], ...] = (
    access.RAISED,
    prices.RAISED,
    cities.RAISED,
    answers.RAISED,
    authoring.RAISED,
    books.RAISED,
    files.RAISED,
    rules.RAISED,
    stores.RAISED,
    layouts.RAISED,
)


def raised_once(raiser: Raiser) -> Raiser:
    """Return what raises issues the first time: two laws look at them."""
    return cache(lambda: tuple(raiser()))


RAISED: Mapping[str, Raiser] = {
    code: raised_once(raiser) for table in TABLES for code, raiser in table.items()
}


def test_a_code_without_a_test_is_found() -> None:
    keys = ["issue.new_fault", "issue.new_fault.next", "issue.whole_file", "query.x"]
    assert worded_codes(keys) - set(RAISED) == {"new_fault"}
    planted = """
yield Issue("new_fault", "error")
yield case.issue("of_a_rule", "warning", where)
refuse("other")
Issue(code, "note")
"""
    assert Named().read(planted).raised == {"new_fault", "of_a_rule", "other"}


def test_every_code_of_the_catalogue_is_raised_by_a_sample_or_here() -> None:
    assert sorted(WORDED - held_elsewhere() - set(RAISED)) == []
    assert len(WORDED) > 190


def test_every_code_that_the_product_names_where_it_raises_is_in_the_catalogue() -> None:
    assert named_in_product().raised
    assert sorted(named_in_product().raised - WORDED) == []


def test_no_code_of_the_catalogue_is_dead_wording() -> None:
    dead = WORDED - named_in_product().texts
    # The schema's keyword makes the code of its fault.
    assert sorted(code for code in dead if not code.startswith("schema_")) == []


@pytest.mark.parametrize("code", sorted(RAISED))
def test_the_code_is_raised_with_wording_in_both_languages(code: str) -> None:
    found = [issue for issue in RAISED[code]() if issue.code == code]
    assert found, f"{code} was not raised"
    for lang in LANGS:
        assert found[0].place(lang)
        assert found[0].message(lang)
        assert found[0].next_step(lang)
