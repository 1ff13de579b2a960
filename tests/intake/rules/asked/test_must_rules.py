"""Must marks on cost items, KPIs and service levels: what is left out is named."""

from typing import Any

from tests.answers import answer, collect, line, questionnaire


def asked() -> dict[str, Any]:
    value = questionnaire(("I03", "R01"))
    value["cost_items"][1]["need"] = "must"
    return {
        **value,
        "kpis": [
            {
                "kpi_id": "K1", "business": "B01", "beneficiary": "staff", "title": "処理の回数",
                "unit": "other", "unit_text": "回/月", "direction": "decrease", "need": "must",
            }
        ],
        "service_level_items": [
            {
                "item_id": "N1", "title": "稼働率", "value_type": "number", "unit": "percent",
                "need": "must",
            },
            {"item_id": "N2", "title": "窓口", "value_type": "text", "unit": "none"},
        ],
    }  # fmt: skip


def musts(*lines: dict[str, Any], **offer: Any) -> list[tuple[str, object]]:
    issues = collect(asked(), answer(lines, **offer)).issues
    found = [one for one in issues if one.code == "must_unanswered"]
    return [(one.pointer.rpartition("/")[2], one.params["titles"]) for one in found]


EFFECT = {"benefit_id": "E1", "kpi_id": "K1", "baseline": 5, "target": 3}
LEVEL = {"item_id": "N1", "value_number": 99.5}


def test_each_kind_is_named_where_it_is_left_out() -> None:
    assert musts(line("I03", 60)) == [
        ("cost_lines", ("ソフトウェア利用料",)),
        ("benefit_lines", ("処理の回数",)),
        ("service_levels", ("稼働率",)),
    ]


def test_what_is_answered_in_any_state_is_not_named() -> None:
    state: Any = {"unit": ..., "currency": ..., "tax": ..., "frequency": ...}
    separate = line("R01", state="separate", **state)
    assert musts(separate, benefit_lines=[EFFECT], service_levels=[LEVEL]) == []


def test_an_item_said_to_be_unanswered_is_named() -> None:
    state: Any = {"unit": ..., "currency": ..., "tax": ..., "frequency": ...}
    given = line("R01", state="unanswered", **state)
    assert musts(given, benefit_lines=[EFFECT], service_levels=[LEVEL]) == [
        ("cost_lines", ("ソフトウェア利用料",))
    ]
