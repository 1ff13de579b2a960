import csv
import io

import pytest

from rfi.export.csv_table import inert, write_csv
from rfi.text.numbers import round_half_up
from tests.views.rounds import PLANTED, compared, holey, round_of


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_starts_with_the_mark_of_utf_8_and_ends_its_lines_as_windows_does() -> None:
    data = write_csv(holey(), compared(holey()), "ja")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_figures_are_whole_yen_with_mark_and_note_in_columns_of_their_own() -> None:
    lines = lines_of(write_csv(holey(), compared(holey()), "ja"))
    found = [line for line in lines if line and line[0] == "I03"]
    assert [line[3:] for line in found] == [
        ["2000000", "", ""],
        ["2000000", "≧", "別途見積1"],
    ]


def test_the_totals_are_those_of_the_comparison() -> None:
    answers = round_of("responses")
    comparison = compared(answers)
    lines = lines_of(write_csv(answers, comparison, "ja"))
    totals = [line[3] for line in lines if line and line[0] == "total"][: len(comparison.offers)]
    assert totals == [
        str(round_half_up(offer.totals.nominal_jpy or 0)) for offer in comparison.offers
    ]


def test_the_conditions_stand_first() -> None:
    answers = round_of("published")
    comparison = compared(answers)
    lines = lines_of(write_csv(answers, comparison, "ja"))
    assert lines[0] == ["条件"]
    digests = {line[1] for line in lines if len(line) > 1}
    assert {digest.sha256 for digest in comparison.conditions.inputs} <= digests


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", "△=", "a"]
)
def test_words_that_start_like_a_formula_are_neutralized(words: str) -> None:
    assert inert(words) == (words if words[0] in "△a" else f"'{words}")


def test_a_planted_formula_stands_behind_an_apostrophe_everywhere() -> None:
    lines = lines_of(write_csv(holey(), compared(holey()), "ja"))
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    assert [cell for cell in cells if PLANTED in cell]


def test_a_negative_number_stays_a_number() -> None:
    answers = round_of("published")
    lines = lines_of(write_csv(answers, compared(answers, discount_rate=0.04), "ja"))
    numbers = [line[3] for line in lines if len(line) == 6 and line[0] == "total"]
    assert numbers
    assert all(float(number) for number in numbers)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    answers = round_of("responses")
    assert write_csv(answers, compared(answers), "en") == write_csv(
        answers, compared(answers), "en"
    )
