"""A round as read: what it takes over from the program, and what it keeps of its own."""

from rfi.compare.round.answers import collect_answers
from rfi.schema.codelists import load_codelist
from tests.answers import answer, document, line, questionnaire, standard_assumptions
from tests.evaluations import evaluated


def test_a_round_saved_before_an_assumption_came_up_takes_that_one_from_the_program() -> None:
    older = standard_assumptions(discount_rate=0.04)
    older["values"] = [row for row in older["values"] if row["key"] != "price_spread"]
    read = (
        document("questionnaire.json", questionnaire(reference_fx=123)),
        [document("a.json", answer([line("I03", 100)]))],
        document("older.json", older),
    )
    newest = document("standard.json", standard_assumptions(discount_rate=0, price_spread=0.3))
    answers = collect_answers(*read, newest=newest)
    assert set(answers.assumptions.values) == set(load_codelist("assumption_keys").codes)
    assert answers.assumptions.number("price_spread") == 0.3
    assert answers.assumptions.number("discount_rate") == 0.04
    assert answers.assumptions.number("fx_usd_jpy") == 123
    assert "standard.json" in [digest.name for digest in answers.inputs]
    assert evaluated(answers).robustness.spread == 0.3


def test_a_complete_standard_set_stands_alone_among_the_inputs() -> None:
    standard = document("own.json", standard_assumptions())
    answers = collect_answers(
        document("questionnaire.json", questionnaire()),
        [document("a.json", answer([line("I03", 100)]))],
        standard,
        newest=document("standard.json", standard_assumptions(discount_rate=0.04)),
    )
    assert answers.assumptions.number("discount_rate") == 0
    assert "standard.json" not in [digest.name for digest in answers.inputs]
