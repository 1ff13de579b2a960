"""An example in a docstring runs."""

import doctest
import importlib

import pytest

from tests.laws.source import RFI, name_of, python_files

MODULES = [
    name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for path in python_files(RFI)
    if ">>> " in path.read_text("utf-8")
]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0
