"""Columns that words take."""

import unicodedata

import pytest

from rfi.text.width import text_width


@pytest.mark.parametrize(
    "words", ["", "total 60", "総額 60", "ｱｲｳ", "①△≧※〜", "𠮷野家", "é", "e\u0301", "\t", "한국"]
)
def test_a_sign_takes_two_columns_where_unicode_calls_it_wide(words: str) -> None:
    wide = [unicodedata.east_asian_width(sign) in {"W", "F", "A"} for sign in words]
    assert text_width(words) == len(words) + sum(wide)
    assert text_width(words) == text_width(words[:1]) + text_width(words[1:])
