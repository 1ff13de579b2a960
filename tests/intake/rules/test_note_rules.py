"""A remark beside a price that says another price, tax or unit is asked about."""

import pytest

from tests.answers import line
from tests.intake.rules.asking import codes, found


@pytest.mark.parametrize(
    "note", ["このほかに 1,000,000円/月", "３０，０００千円に変更", "別途980万"]
)
def test_an_amount_in_a_remark_is_asked_about_and_quoted(note: str) -> None:
    told = [one for one in found([line("I03", 60, note=note)]) if one.code == "price_in_note"]
    assert [(one.severity, one.params["given"]) for one in told] == [("warning", note)]


@pytest.mark.parametrize(
    "note",
    [
        "原表の9,000円の額から求めた",
        "単価は人口から算出",
        "直近5年度分",
        "年間20万件",
        "0円の試行を含む",
    ],
)
def test_an_explanation_is_not_asked_about(note: str) -> None:
    assert codes([line("I03", 60, note=note)]) == codes([line("I03", 60)])


@pytest.mark.parametrize("note", ["税込", "金額は税込です", "千円単位", "単位：百万円"])
def test_terms_other_than_those_of_the_row_are_asked_about(note: str) -> None:
    fields = {"tax": "excluded", "unit": "one", "note": note}
    assert codes([line("I03", 60, **fields)])["note_contradicts"] == "warning"


@pytest.mark.parametrize("note", ["税抜", "税込と税抜の両方を確認済み", "円単位", "単位は円"])
def test_terms_of_the_row_itself_are_not(note: str) -> None:
    fields = {"tax": "excluded", "unit": "one", "note": note}
    assert "note_contradicts" not in codes([line("I03", 60, **fields)])


def test_one_remark_on_several_lines_is_one_question() -> None:
    lines = [line(item, 60, note="別途500万円") for item in ("I03", "R01")]
    (told,) = [one for one in found(lines) if one.code == "price_in_note"]
    assert told.params["count"] == len(lines)
