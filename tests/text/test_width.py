"""Columns that words take."""

import unicodedata
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.text.width import line_count, text_width


@pytest.mark.parametrize(
    "words", ["", "total 60", "総額 60", "ｱｲｳ", "①△≧※〜", "𠮷野家", "é", "e\u0301", "\t", "한국"]
)
def test_a_sign_takes_two_columns_where_unicode_calls_it_wide(words: str) -> None:
    wide = [unicodedata.east_asian_width(sign) in {"W", "F", "A"} for sign in words]
    assert text_width(words) == len(words) + sum(wide)
    assert text_width(words) == text_width(words[:1]) + text_width(words[1:])


@pytest.mark.parametrize(
    ("words", "room", "count"),
    [
        # 36 columns, which three lines of 18 would hold but for the brackets and the words.
        ("下限（≧）・内挿（要確認19件・範囲不足）", 18, 3),
        ("lower bound (≧) (10 to confirm, scope not covered)", 16, 4),
        ("総額", 4, 1),
        ("総額。", 4, 2),
        ("要確認10件", 10, 2),
        ("a" * 30, 10, 3),
        ("あ" * 30, 10, 6),
        ("", 10, 1),
    ],
)
def test_lines_are_counted_as_programs_break_them(words: str, room: int, count: int) -> None:
    assert line_count(words, room) == count


@given(st.text("漢字（）、・ab 12≧%", max_size=60), st.integers(2, 40))
def test_no_text_takes_fewer_lines_than_its_columns_need(words: str, room: int) -> None:
    assert line_count(words, room) >= max(1, ceil(text_width(words.rstrip()) / room) - 1)
    assert line_count(words, 200) == 1
