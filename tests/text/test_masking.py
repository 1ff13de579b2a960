"""What stands for names, and that everything else stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.text.masking import folded, masked

NAMES = (("架空電算株式会社", "A社"), ("架空電算", "A社"), ("kaku densan", "Vendor A"))
KEYED = tuple((folded(name), mask) for name, mask in NAMES)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("（架空電算）は①を〜と回答", "（A社）は①を〜と回答"),
        ("架空電算：１２０円、ﾃﾞｰﾀ移行㈱", "A社：１２０円、ﾃﾞｰﾀ移行㈱"),
        ("ｶｸｳ ＫＡＫＵ　ＤＥＮＳＡＮ！", "ｶｸｳ Vendor A！"),
        ("A 架空電算", "A社"),
        ("A　架空電算株式会社が安い", "A社が安い"),
        ("ＡＡ 架空電算", "ＡＡ A社"),
        ("B 架空電算", "B A社"),
        ("DATA 架空電算", "DATA A社"),
        ("A kaku densan said", "Vendor A said"),
    ],
)
def test_names_alone_are_masked_and_a_letter_before_one_is_not_said_twice(
    typed: str, told: str
) -> None:
    assert masked(typed, KEYED) == told


@pytest.mark.parametrize("typed", ["架\u200b空電算", "か\u3099空", "ｶﾞｸｳ", "ﬁn", "㍿架空電算㍿"])
def test_a_name_folded_together_is_found_or_the_text_has_none(typed: str) -> None:
    assert "架空電算" not in masked(typed, KEYED)


@given(st.text(alphabet="架空電算ＡA（）㈱ｶﾞ゛\u3099 　①〜x"), st.text(alphabet="（）①〜ｶﾞA"))
def test_no_name_is_left_however_it_stands_and_what_holds_none_is_as_typed(
    before: str, after: str
) -> None:
    assert "架空電算" not in folded(masked(f"{before}架空電算{after}", KEYED))
    plain = before.replace("架", "")
    assert masked(plain, KEYED) == plain
