"""What does not fit cp932 is replaced and told: which, where, how, how often."""

from hypothesis import given
from hypothesis import strategies as st

from rfi.export.csv.characters import ENCODING, Replaced, fitted_lines, fitting
from rfi.export.csv.inert import STARTERS

TEXT = frozenset({0})


def fitted(*cells: str) -> tuple[list[str], list[Replaced]]:
    told: list[Replaced] = []
    lines = [["備考"], *([cell] for cell in cells)]
    return [line[0] for line in fitted_lines(lines, TEXT, told)][1:], told


def test_each_character_is_told_with_its_place() -> None:
    written, told = fitted("株式会社髙﨑😀😀", "1〜2")
    assert written == ["株式会社髙﨑〓〓", "1～2"]
    assert told == [
        Replaced(2, "備考", "U+1F600", "GRINNING FACE", "〓", 2),
        Replaced(3, "備考", "U+301C", "WAVE DASH", "～", 1),
    ]


def test_a_sign_that_becomes_the_start_of_a_formula_is_guarded() -> None:
    written, _ = fitted("\u22125")
    assert written == ["'－5"]


def test_figures_are_left_as_they_are() -> None:
    told: list[Replaced] = []
    assert list(fitted_lines([["値"], ["-5"]], frozenset(), told)) == [["値"], ["-5"]]
    assert told == []


@given(st.text())
def test_every_text_fits_and_what_was_replaced_is_told(words: str) -> None:
    written, told = fitted(words)
    encoded = written[0].encode(ENCODING)
    assert encoded.decode(ENCODING) == written[0]
    _, misfits = fitting(words)
    if not words.startswith((*STARTERS, "'")) and words.isprintable():
        assert {one.code for one in told} == {f"U+{ord(sign):04X}" for sign in misfits}
        assert (written[0] == words) == (not told) or written[0].startswith("'")
