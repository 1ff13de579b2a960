"""``describe --format json``: the same figure and the same way as in print, for a program."""

import json
from fractions import Fraction
from typing import Any

import pytest

from rfi.schema.load import load_schema
from tests.printed import CITIES, SAMPLES, VENDORS, Record, printed, record_of

ONE = str(SAMPLES / "responses" / "vendor_a.json")
CELL = ("--business", "B03", "--item", "I03")
CITY = ("--city", "372013", "--group", "332020,372013,382019")


def traced(*arguments: str) -> Record:
    status, out, err = printed("describe", *arguments, "--format", "json")
    assert (status, err) == (0, "")
    return record_of(out)


def rows_of(table: Record) -> dict[str, list[float | None]]:
    return {row["key"]: [cell["value"] for cell in row["cells"]] for row in table["rows"]}


def last(rows: dict[str, list[float | None]], key: str) -> float:
    (value,) = [value for value in rows[key] if value is not None]
    return value


def test_a_line_is_computed_again_from_its_ledger_to_the_yen() -> None:
    record = traced(ONE, "--offer", "A1", *CELL)
    (quote,) = record["quotes"]
    (line,) = quote["lines"]
    value: Any = json.loads((SAMPLES / "responses" / "vendor_a.json").read_bytes())
    for part in line["pointer"].strip("/").split("/"):
        value = value[int(part)] if part.isdigit() else value[part]
    rows = rows_of(line["ledger"])
    assert (last(rows, "amount_point"), value["tax"]) == (value["amount"], "included")
    quoted = Fraction(str(value["amount"])) * Fraction(str(last(rows, "unit_factor")))
    excluded = quoted * 100 / (100 + Fraction(str(last(rows, "tax_percent"))))
    assert round(excluded) == line["amount_jpy"] == record["figure_jpy"] == 17_672_727
    assert last(rows, "amount_excl_tax_jpy") == pytest.approx(float(excluded), abs=1e-6)
    assert record["is_total"] is False


@pytest.mark.parametrize("choices", [(), CITY])
def test_the_json_holds_every_line_and_every_table_that_is_printed(
    choices: tuple[str, ...],
) -> None:
    given = (*VENDORS, *CITIES, "--offer", "D1", "--business", "B04", "--item", "R01", *choices)
    out = printed("describe", *given)[1]
    record = traced(*given)
    lines = [line for quote in record["quotes"] for line in quote["lines"]]
    tables = [line["ledger"] for line in lines if line["ledger"]]
    tables += [cell[name] for cell in record["cells"] for name in ("path", "years")]
    assert len(tables) >= 3
    titles = [line for line in out.splitlines() if line in {one["title"] for one in tables}]
    assert len(titles) == len(tables)
    for table in tables:
        for row in table["rows"]:
            assert row["heading"] in out, row
    assert f"{record['figure_jpy']:,}円" in out
    years = rows_of(record["cells"][0]["years"])["nominal_jpy"]
    assert round(years[-1] or 0) == record["figure_jpy"]


def test_a_figure_of_many_lines_lists_them_without_ledgers_and_a_total_says_so() -> None:
    record = traced(*VENDORS, "--offer", "A1")
    (quote,) = record["quotes"]
    assert len(quote["lines"]) > 100
    assert {line["ledger"] for line in quote["lines"]} == {None}
    assert record["cells"] == []
    assert len(record["entries"]) > 100
    assert record["is_total"] is True
    compared = record_of(printed("compare", *VENDORS, "--format", "json")[1])
    (offer,) = [one for one in compared["offers"] if one["offer_id"] == "A1"]
    assert record["figure_jpy"] == offer["totals"]["nominal_jpy"]
    assert (record["certainty"], record["to_confirm"]) == (offer["certainty"], offer["to_confirm"])
    assert record["conditions"] == compared["conditions"]


def test_a_cell_without_an_answer_has_neither_file_nor_amount() -> None:
    record = traced(*VENDORS, "--offer", "E1")
    holes = [
        line
        for quote in record["quotes"]
        for line in quote["lines"]
        if line["state"] == "unanswered" and not line["pointer"]
    ]
    assert holes
    assert {(line["document"], line["origin"], line["amount_jpy"]) for line in holes} == {
        (None, None, None)
    }


def test_the_conditions_of_a_trace_have_the_schema_of_those_of_an_evaluation() -> None:
    trace, whole = load_schema("trace"), load_schema("evaluation")
    assert trace["properties"]["conditions"] == whole["properties"]["conditions"]
    assert trace["$defs"].items() <= whole["$defs"].items()


def test_wrong_use_is_told_in_words_in_json_too() -> None:
    status, out, told = printed("describe", ONE, "--offer", "Z9", "--format", "json")
    assert (status, out) == (2, "")
    assert "Z9" in told
