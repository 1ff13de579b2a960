"""The catalogue holds both languages with the same facts, and every code of ours is worded."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number, format_thousand_yen, round_half_up
from rfi.text.wording import (
    CATALOGUE_DIR,
    TERMS,
    has_text,
    joined_entries,
    load_catalogue,
    read_entries,
    text,
)
from tests.laws.source import RFI, python_files


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name}


def test_both_languages_name_the_same_facts_or_english_leaves_the_title_out() -> None:
    for key, entry in load_catalogue().items():
        assert placeholders(entry["en"]) - {"field", "key"} <= placeholders(entry["ja"]) | {
            "field"
        }, key


def codes_raised() -> set[str]:
    """Return every text that our modules give to Issue or case.issue as its code."""
    found: set[str] = set()
    for path in RFI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = (
                    node.func.id
                    if isinstance(node.func, ast.Name)
                    else getattr(node.func, "attr", "")
                )
                first = node.args[0]
                if name in {"Issue", "issue", "_add", "tell"} and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_issue_code_in_the_code_has_a_message_and_a_next_step() -> None:
    codes = codes_raised()
    assert len(codes) > 30
    for code in codes:
        assert has_text(f"issue.{code}"), code
        assert has_text(f"issue.{code}.next"), code


def test_every_issue_message_has_its_next_step() -> None:
    keys = {
        key
        for key in load_catalogue()
        if key.startswith("issue.") and not key.startswith("issue.whole_file")
    }
    for key in keys:
        # What is told of a table of cells may have words of its own.
        general = key.removesuffix(".cells")
        assert general in keys
        assert general.endswith(".next") or f"{general}.next" in keys, key


def repeated_terms(directory: Path) -> Iterator[tuple[str, str]]:
    """Yield (key, term) of every entry that says the words of a term instead of referring to it."""
    terms: dict[tuple[str, ...], str] = {}
    for path in sorted(directory.glob("*.csv"), key=lambda path: path.name != TERMS):
        for key, entry in read_entries(path):
            words = tuple(entry.values())
            if words in terms:
                yield key, terms[words]
            elif path.name == TERMS:
                terms[words] = key


def planted(directory: Path, entry: str) -> Path:
    """Return a small catalogue with one term and one more entry."""
    (directory / TERMS).write_text("key,ja,en\nterm.unit,単位,Unit\n", encoding="utf-8")
    (directory / "app.csv").write_text(f"key,ja,en\n{entry}\n", encoding="utf-8")
    return directory


def test_no_entry_repeats_the_words_of_a_term() -> None:
    assert list(repeated_terms(CATALOGUE_DIR)) == []


def test_an_entry_that_repeats_a_term_in_both_languages_is_found(tmp_path: Path) -> None:
    assert list(repeated_terms(planted(tmp_path, "app.unit,単位,Unit"))) == [
        ("app.unit", "term.unit")
    ]
    assert list(repeated_terms(planted(tmp_path, "app.unit,単位,Units"))) == []


def test_an_entry_that_refers_to_a_term_has_its_words(tmp_path: Path) -> None:
    entries = joined_entries(planted(tmp_path, "app.unit,{=term.unit},Units of money"))
    assert entries["app.unit"] == {"ja": "単位", "en": "Units of money"}


@pytest.mark.parametrize(
    "entry", ["a,{=term.none},x", "a,{=a},x", "term.unit,単位,Unit", "a,x", "a,b,c,d"]
)
def test_a_wrong_entry_is_a_fault_of_ours(tmp_path: Path, entry: str) -> None:
    with pytest.raises(ValueError, match="catalogue entry"):
        joined_entries(planted(tmp_path, entry))


def test_japanese_wording_is_japanese() -> None:
    for key, entry in load_catalogue().items():
        if key.startswith("issue."):
            assert re.search("[ぁ-んァ-ヶ一-龠]", entry["ja"]), key


def test_an_unknown_key_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        text("no.such.key", "ja")


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-0.5, 0, -1), (22.5, 0, 23), (2.675, 2, 2.68)],
)
def test_half_is_rounded_away_from_zero(value: float, digits: int, expected: float) -> None:
    assert round_half_up(value, digits) == expected


def test_a_negative_figure_has_a_triangle_and_a_missing_one_a_dash() -> None:
    assert format_number(-1234.5) == "△1,235"
    assert format_number(None) == "－"
    assert format_number(float("nan")) == "－"
    assert format_thousand_yen(-198_282_529) == "△198,283"


def test_a_figure_that_rounds_to_zero_has_no_sign() -> None:
    assert format_number(-0.4) == "0"


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2018, "平成30年度"), (2019, "令和元年度"), (2025, "令和7年度"), (1989, "平成元年度")],
)
def test_a_fiscal_year_is_named_by_its_era(year: int, expected: str) -> None:
    assert format_fiscal_year(year, "ja") == expected


# A key written out where words are asked for, and what stands before it in the catalogue.
ASKED = (
    (re.compile(r'\bhere\.word\(\s*"([\w.]+)"'), "app."),
    (re.compile(r'(?<![.\w])text\(\s*"([\w.]+)"'), ""),
)


def test_every_key_that_is_written_out_has_words() -> None:
    known = load_catalogue().keys()
    missing = {
        (path.name, key)
        for path in python_files(RFI)
        for pattern, head in ASKED
        for key in pattern.findall(path.read_text("utf-8"))
        if head + key not in known
    }
    assert missing == set()
