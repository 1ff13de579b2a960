"""What a figure's size rests on is one word, from one place."""

import pytest

from rfi.compare.cost.sizes.together import GroupKind, SizeBasis, SizeKind
from rfi.views.look.estimate_marks import size_words


@pytest.mark.parametrize(
    ("size", "group", "word"),
    [
        ("quoted", "alone", "回答どおり"),
        ("quoted", "quoted", "回答どおり"),
        ("interpolated", "alone", "内挿"),
        ("interpolated", "quoted", "内挿"),
        ("quoted", "interpolated", "推計"),
        ("interpolated", "beyond", "推計"),
        ("single_point", "alone", "規模1点"),
        ("single_point", "beyond", "規模1点"),
        ("extrapolated", "quoted", "外挿"),
        ("extrapolated", "beyond", "外挿"),
    ],
)
def test_the_most_doubtful_of_size_and_number_gives_the_word(
    size: SizeKind, group: GroupKind, word: str
) -> None:
    assert size_words(SizeBasis(size, group, ()), "ja") == word
