"""What a reader of a workbook is told: cells and titles, no code, pointer or part of the file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from rfi.schema.codelists import codelist_names, load_codelist
from rfi.schema.issue import Issue
from tests.document.form.test_invalid_samples import FILES, issues_of
from tests.document.guard.test_guard import REFUSED, refused_by_the_guard
from tests.laws.test_issue_codes import RAISED, WORDED

# One worker reads the broken samples once for all four modules that look at them.
pytestmark = pytest.mark.xdist_group("invalid_samples")

BOOK = "回答.xlsx"
# What no reader of cells knows: a place of a document, values and parts of a file as programs
# write them, names of fields, and advice about half-width letters.
FORBIDDEN = re.compile(
    r"(?<![\w.）)])/[a-z_]+|None|\bTrue\b|\bFalse\b|\bnull\b|\bxl/|\[Content_Types|\b[a-z]+(?:_[a-z0-9]+)+\b"
    r"|半角の英数字|JSON|ポインター"
)
# Of what is no workbook and cannot be one: JSON, files of a round, saved conditions, the store,
# the login.
ELSEWHERE = re.compile(
    "^(?:json|document|round|conditions|assumption|scope|store|audit|backup|restore|access)_"
)


@cache
def codes_with_titles() -> frozenset[str]:
    """Return every code of a list that reads as a word of English, not as a title."""
    codes = {code for name in codelist_names() for code in load_codelist(name).codes}
    return frozenset(code for code in codes if re.fullmatch("[a-z]{4,}", code))


def faults_of_words(words: str) -> list[str]:
    found = FORBIDDEN.findall(words)
    return found + [one for one in re.findall(r"[a-z]{4,}", words) if one in codes_with_titles()]


@pytest.mark.parametrize(
    "planted",
    [
        "費用!B3  /offers/0/cost_lines/1",
        "値がNoneです",
        "「True」とあります",
        "xl/worksheets/sheet1.xml",
        "amount_low を直してください",
        "半角の英数字で書いてください",
        "このJSONは",
        "「excluded」を読みました",
    ],
)
def test_planted_words_of_a_program_are_found(planted: str) -> None:
    assert faults_of_words(planted)


@pytest.mark.parametrize("sound", ["費用!B3、C4", "提案!B2", "単価/件", "Excelで開き直す"])
def test_words_of_a_person_are_not(sound: str) -> None:
    assert not faults_of_words(sound)


@cache
def every_issue() -> tuple[Issue, ...]:
    """Return issues of every code, as of a workbook."""
    found: list[Issue] = [issue for raise_issues in RAISED.values() for issue in raise_issues()]
    for name in FILES:
        found += issues_of(name)
    for name in REFUSED:
        found += refused_by_the_guard(name)
    kept: dict[tuple[str, str], Issue] = {}
    for issue in found:
        told = replace(issue, document=BOOK)
        kept.setdefault((issue.code, told.message("ja")), told)
    return tuple(kept.values())


def of_books() -> Iterator[Issue]:
    yield from (issue for issue in every_issue() if not ELSEWHERE.match(issue.code))


def words_of(issue: Issue) -> Iterable[str]:
    return issue.place("ja"), issue.message("ja"), issue.next_step("ja")


def test_every_code_that_a_workbook_can_raise_is_looked_at() -> None:
    seen = {issue.code for issue in every_issue()}
    assert sorted(code for code in WORDED - seen if not ELSEWHERE.match(code)) == []


def test_no_reader_of_a_workbook_meets_the_words_of_a_program() -> None:
    wrong = {
        (issue.code, words): faults
        for issue in of_books()
        for words in words_of(issue)
        if (faults := faults_of_words(words))
    }
    assert wrong == {}


def test_a_place_in_a_workbook_is_a_cell_a_sheet_or_the_whole_file() -> None:
    for issue in of_books():
        place = issue.place("ja")
        assert place == issue.origin or place.startswith("ファイル全体"), place


@pytest.mark.parametrize("name", FILES)
def test_a_code_of_the_questionnaire_is_told_with_its_title(name: str) -> None:
    for issue in issues_of(name):
        for key in ("item", "items", "business", "businesses", "scenario"):
            value = issue.params.get(key, ())
            for one in value if isinstance(value, tuple) else (value,):
                # A title alone is as good; the code alone is what nobody knows.
                assert not re.fullmatch("[A-Z][A-Z0-9]{0,2}", str(one)), (issue.code, key, one)
