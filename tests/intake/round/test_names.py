"""Answers whose files bear one name: each is named, found and taken out as itself."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.intake.round.file import read_round, write_round
from rfi.intake.round.names import told_apart
from rfi.intake.round.round import Round, RoundFile, add_answer, withdraw_answer

NAMES = st.lists(st.sampled_from(["回答.xlsx", "回答 (2).xlsx", "回答.XLSX", "a", "a.b.c", "(2)"]))
ASKED = RoundFile("q.json", b"{}")


def sent(name: str, number: int) -> RoundFile:
    return RoundFile(name, json.dumps({"vendor": number}).encode())


def names_of(current: Round) -> list[str]:
    return [answer.file.name for answer in current.answers]


@given(NAMES)
def test_no_two_names_are_the_same_and_the_first_stays(names: Sequence[str]) -> None:
    found = told_apart(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert told_apart(found) == found
    assert found[:1] == tuple(names[:1])


@pytest.mark.parametrize("name", ["回答様式.xlsx", "answer.json", "回答"])
def test_what_came_in_under_one_name_is_told_apart_in_the_order_received(name: str) -> None:
    current = Round(ASKED, ASKED)
    for number in range(3):
        current = add_answer(current, sent(name, number), by="", at="")
    names = names_of(current)
    assert names[0] == name
    assert len(set(names)) == len(names)
    assert [answer.file.data for answer in current.answers] == [
        sent(name, number).data for number in range(3)
    ]
    gone = withdraw_answer(current, sent(name, 1).sha256, by="佐藤", at="2026-11-01")
    assert names_of(gone) == names
    again, issues = read_round(write_round(gone))
    assert not issues
    assert again == gone
