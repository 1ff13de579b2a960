"""A remark comes back from its record as it was; what is no remark is refused by its place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.grid.clean_text import clean_text
from rfi.intake.remark.remark import (
    MOST_LETTERS,
    MOST_REMARKS,
    Remark,
    remark_of,
    remark_record,
    remarks_of,
)
from rfi.intake.round.record import RecordError

REMARK = Remark(3, "v:O1", "B01", "I09", "人口35万人", "ab12", 1, "別途見積", "佐藤", "2026-10-01")
WORDS = st.text(min_size=1, max_size=40).filter(lambda words: bool(clean_text(words)[0].strip()))


@given(st.integers(1, 9), st.none() | st.integers(0, 99), WORDS, st.text(max_size=20))
def test_any_remark_comes_back_from_its_record(
    number: int, version: int | None, words: str, key: str
) -> None:
    made = replace(REMARK, number=number, answer_version=version, text=words, offer_key=key)
    assert remark_of(remark_record(made)) == made


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no number": ({"number": 0}, "/x/number"),
    "a truth value for a number": ({"number": True}, "/x/number"),
    "a number that no database holds": ({"number": 2**31}, "/x/number"),
    "a text as version": ({"answer_version": "1"}, "/x/answer_version"),
    "no words": ({"text": " \n"}, "/x/text"),
    "words beyond the limit": ({"text": "あ" * (MOST_LETTERS + 1)}, "/x/text"),
    "conditions beyond the limit": ({"conditions": "あ" * 301}, "/x/conditions"),
    "a text that no file may hold": ({"by": "a\0"}, "/x/by"),
    "a key too many": ({"more": 1}, "/x/more"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_remark_is_refused_by_its_place(kind: str) -> None:
    change, pointer = WRONG[kind]
    with pytest.raises(RecordError) as told:
        remark_of({**remark_record(REMARK), **change}, "/x")
    assert told.value.pointer == pointer


def test_remarks_of_a_round_are_numbered_upwards_and_bounded() -> None:
    records: list[object] = [remark_record(replace(REMARK, number=n)) for n in (1, 4)]
    assert [one.number for one in remarks_of(records, "/remarks")] == [1, 4]
    for wrong in (records[::-1], [*records, records[1]]):
        with pytest.raises(RecordError):
            remarks_of(wrong, "/remarks")
    many = [remark_record(replace(REMARK, number=n)) for n in range(1, MOST_REMARKS + 2)]
    with pytest.raises(RecordError):
        remarks_of([*many], "/remarks")
