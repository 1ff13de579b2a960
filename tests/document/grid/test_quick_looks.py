"""A quick look at a text never hides what the close look would find."""

import random
import re

import pytest

from rfi.document.grid import money_words, row_words

PIECES = (
    *"0123456789", *"一三百千万億十円月年分市人件台初額毎総間払税込抜単位別",
    *" 　、。,，（）()/・：￥¥$＄€㌦㍉㈱①²", "US$", "USD", "JPY", "EUR", "JP¥",
    "ドル", "米ドル", "ユーロ", "日本円", "か月", "ヶ月", "年目", "のみ", "無償",
    "あたり", "につき", "建て", "表示", "値引", "保守料", "期間総額", "月額",
)  # fmt: skip


def texts() -> list[str]:
    """Return texts put together from what the looks are for and what is none of it."""
    chance = random.Random(5)  # noqa: S311
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 7))) for _ in range(6000)]


def test_an_amount_is_found_whether_or_not_a_quick_look_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = [money_words.amounts_in(text) for text in texts()]
    monkeypatch.setattr(money_words, "_MAY_PAY", re.compile(""))
    assert [money_words.amounts_in(text) for text in texts()] == quick
    assert 300 < sum(map(bool, quick)) < 5000


def test_what_a_remark_says_is_found_whether_or_not_a_quick_look_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = [row_words.row_words(text) for text in texts()]
    monkeypatch.setattr(row_words, "_MAY_SAY", re.compile(""))
    assert [row_words.row_words(text) for text in texts()] == quick
    assert 500 < sum(one != row_words.NO_WORDS for one in quick) < 5500
