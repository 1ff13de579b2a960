"""Names in little room: cut in the middle, and never taken for one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.text.shortened import NAME_ROOM, shortened
from rfi.text.width import text_width

NAMES = st.lists(st.text("架空電算株式会社東西 ABCab（）", max_size=60), max_size=8)
COMMON = "中核自治体情報システム共同開発推進機構"


@given(NAMES)
def test_different_names_stay_different_and_what_fits_stays_as_it_is(names: list[str]) -> None:
    short = shortened(names)
    assert len(set(short)) == len(set(names))
    pairs = zip(names, short, strict=True)
    for name, brief in pairs:
        assert brief == name or text_width(name) > NAME_ROOM
        assert brief == name or text_width(brief) <= NAME_ROOM


@pytest.mark.parametrize(
    "ends",
    [
        ("東日本統括本部公共ソリューション株式会社", "西日本統括本部公共ソリューション有限会社"),
        ("東日本公共ソリューション事業本部株式会社", "西日本公共ソリューション事業本部株式会社"),
        ("第一号", "第二号"),
    ],
)
def test_long_names_that_begin_alike_are_told_apart_in_the_room(ends: tuple[str, str]) -> None:
    names = [COMMON + end for end in ends]
    first, second = shortened(names)
    assert first != second
    assert all(text_width(one) <= NAME_ROOM for one in (first, second))
    assert first.startswith("中核自治体")
