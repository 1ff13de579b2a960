import csv
import io
import re

from rfi.export.csv.csv_table import write_csv
from rfi.text.numbers import round_half_up
from rfi.views.look.reading import Reading
from tests.views.rounds import PLANTED, evaluated, holey, round_of


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_starts_with_the_mark_of_utf_8_and_ends_its_lines_as_windows_does() -> None:
    data = write_csv(evaluated(holey()), Reading("ja"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_figures_are_whole_yen_with_mark_and_note_in_columns_of_their_own() -> None:
    lines = lines_of(write_csv(evaluated(holey()), Reading("ja")))
    found = [line for line in lines if line and line[0] == "I03" and line[2][:1] in {"A", "B"}]
    assert [line[3:] for line in found] == [
        ["2000000", "", ""],
        ["2000000", "≧", "別途見積1"],
    ]


def test_the_totals_are_those_of_the_comparison() -> None:
    answers = round_of("responses")
    evaluation = evaluated(answers)
    comparison = evaluation.costs
    lines = lines_of(write_csv(evaluation, Reading("ja")))
    totals = [line[3] for line in lines if line and line[0] == "total"][: len(comparison.offers)]
    assert totals == [str(round_half_up(offer.bound.shown)) for offer in comparison.offers]


def test_the_conditions_stand_first() -> None:
    answers = round_of("published")
    evaluation = evaluated(answers)
    comparison = evaluation.costs
    lines = lines_of(write_csv(evaluation, Reading("ja")))
    assert lines[0] == ["条件"]
    digests = {line[1] for line in lines if len(line) > 1}
    assert {digest.sha256 for digest in comparison.conditions.inputs} <= digests


def test_a_planted_formula_stands_behind_an_apostrophe_everywhere() -> None:
    lines = lines_of(write_csv(evaluated(holey()), Reading("ja")))
    cells = [cell for line in lines for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    assert [cell for cell in cells if PLANTED in cell]


def test_a_negative_number_stays_a_number() -> None:
    answers = round_of("published")
    lines = lines_of(write_csv(evaluated(answers, discount_rate=0.04), Reading("ja")))
    numbers = [
        line[3]
        for line in lines
        if len(line) == 6 and line[0] == "total" and line[2][:2] in {"A ", "B "}
    ]
    assert numbers
    assert not [number for number in numbers if not re.fullmatch(r"-?\d+", number)]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    answers = round_of("responses")
    assert write_csv(evaluated(answers), Reading("en")) == write_csv(
        evaluated(answers), Reading("en")
    )


def test_a_list_stands_as_on_screen_with_its_codes_and_money_in_yen() -> None:
    lines = lines_of(write_csv(evaluated(holey()), Reading("ja")))
    start = next(index for index, line in enumerate(lines) if line and "統計" in line[0])
    assert lines[start + 1][:6] == ["コード", "費目", "最小", "中央値", "平均", "最大"]
    assert next(line for line in lines[start:] if line and line[0] == "R01") == [
        *(
            "R01",
            "ソフトウェア利用料",
            "1200000",
            "1200000",
            "1200000",
            "1200000",
            "0",
            "1",
            "2",
            "",
        )
    ]


def test_the_scope_of_the_national_figure_stands_beside_it() -> None:
    lines = lines_of(write_csv(evaluated(round_of("responses")), Reading("ja")))
    found = [line[1] for line in lines if line and line[0] == "national_ratio"]
    assert found[0].endswith("（全団体・全IT・当初予算・2017年度）")
