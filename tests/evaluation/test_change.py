"""The change of a total since the last round, through the one door (method §11)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.change.causes import CAUSES, Cause
from rfi.analysis.change.rounds import Side
from rfi.evaluation.change import RoundChange, change_since
from rfi.evaluation.evaluation import evaluate
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen
from tests.answers import answer, collect, discount, line, questionnaire

M = 1_000_000
ITEMS = ("I03", "I04", "R01")


def side(*answers: Any, chosen: Chosen = NOTHING_CHOSEN, **asked: Any) -> Side:
    return Side(collect(questionnaire(ITEMS, **asked), *answers), chosen)


def offered(*lines: Any, **offer: Any) -> Any:
    return answer(list(lines), **offer)


def parts(found: RoundChange) -> dict[Cause, int]:
    (one,) = found.changes
    assert sum(one.parts.values()) == one.change
    return {cause: part for cause, part in one.parts.items() if part}


def test_each_cause_alone_is_told_by_its_name() -> None:
    base = side(offered(line("I03", 10 * M), line("R01", M)))
    cases: dict[Cause, tuple[Side, int]] = {
        "scope": (side(offered(line("I03", 10 * M), line("I04", 3 * M), line("R01", M))), 3 * M),
        "price": (side(offered(line("I03", 12 * M), line("R01", M))), 2 * M),
        "tax": (
            side(offered(line("I03", 10 * M, tax="included"), line("R01", M))),
            round(10 * M / 1.1) - 10 * M,
        ),
        "term": (side(offered(line("I03", 10 * M), line("R01", M, months=48))), -12 * M),
    }
    for cause, (now, amount) in cases.items():
        assert parts(change_since(base, now)) == {cause: amount}


def test_a_quantity_is_told_at_the_old_price_and_the_price_at_the_new_quantity() -> None:
    unit = {"basis": "per_unit", "quantity_unit": "台"}
    base = side(offered(line("I03", M, quantity=3, **unit)))
    now = side(offered(line("I03", 2 * M, quantity=5, **unit)))
    assert parts(change_since(base, now)) == {"quantity": 2 * M, "price": 5 * M}


def test_a_larger_city_is_size_and_another_rate_is_currency() -> None:
    per_head = line("I03", 100, basis="per_resident")
    base = side(offered(per_head), population=300_000)
    assert parts(change_since(base, side(offered(per_head), population=350_000))) == {"size": 5 * M}
    dollars = line("I03", 100_000, currency="USD")
    before = side(offered(dollars), reference_fx=140)
    assert parts(change_since(before, side(offered(dollars), reference_fx=155))) == {
        "currency": round(1.5 * M)
    }


def test_a_discount_is_price() -> None:
    base = side(offered(line("I03", 10 * M)))
    now = side(offered(line("I03", 10 * M), discount_lines=[discount(2 * M)]))
    assert parts(change_since(base, now)) == {"price": -2 * M}


def test_nothing_changed_is_no_part() -> None:
    base = side(offered(line("I03", 10 * M), line("R01", M)))
    assert parts(change_since(base, base)) == {}


def test_what_levelling_puts_in_is_no_change_of_an_offer() -> None:
    other = [offered(line("I03", n * M), response_id=f"v{n}") for n in (4, 6)]
    base = side(offered(line("I03", state="separate"), line("I04", M)), *other)
    levelled = Chosen().with_values(base.answers.assumptions, {"levelling": "median"}, "試験")
    found = change_since(base, Side(base.answers, levelled))
    assert [one.change for one in found.changes] == [0, 0, 0]


def test_an_offer_follows_its_vendor_where_the_answer_has_another_id() -> None:
    base = side(offered(line("I03", M), response_id="old"))
    now = offered(line("I03", 2 * M), response_id="new")
    now["vendor"]["vendor_id"] = "old"
    now["offers"][0]["offer_id"] = "B"
    found = change_since(base, side(now))
    assert found.follows == {"new:B": "old:A"}
    assert parts(found) == {"price": M}
    assert (found.new, found.gone) == ((), ())


def test_an_offer_that_came_and_one_that_went_are_named_and_not_split() -> None:
    base = side(offered(line("I03", M), response_id="gone"))
    found = change_since(base, side(offered(line("I03", M), response_id="new")))
    assert (found.changes, found.new, found.gone) == ((), ("new:A",), ("gone:A",))


def test_a_line_that_an_issue_keeps_out_stays_out_on_the_way() -> None:
    # Without its basis the quantity cannot be used: the line is unanswered in both rounds.
    unsure = line("I04", M, quantity=3)
    base = side(offered(line("I03", M), unsure))
    assert base.answers.responses[0].refused_lines
    found = change_since(base, side(offered(line("I03", 2 * M), unsure)))
    assert parts(found) == {"price": M}


lines = st.lists(
    st.builds(
        line,
        st.sampled_from(ITEMS),
        st.integers(1, 9).map(lambda n: n * M),
        state=st.sampled_from(["priced", "priced_from"]),
        tax=st.sampled_from(["excluded", "included", "exempt"]),
        currency=st.sampled_from(["JPY", "USD"]),
        months=st.sampled_from([12, 48, ...]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one["item"],
)


@settings(max_examples=10, deadline=None)
@given(lines, lines, st.sampled_from([120, 150]), st.sampled_from(["2027-04-01", "2028-01-01"]))
def test_parts_sum_to_the_change_of_the_totals_that_are_shown(
    before: Any, after: Any, rate: float, go_live: str
) -> None:
    base = side(offered(*before), reference_fx=140)
    now = side(offered(*after, go_live=go_live), reference_fx=rate)
    (found,) = change_since(base, now).changes
    assert sum(found.parts.values()) == found.change
    for compared, total in ((base, found.before), (now, found.after)):
        (offer,) = evaluate(compared.answers, compared.chosen).costs.offers
        assert total == pytest.approx(offer.totals.nominal_jpy, abs=0.5)
    assert tuple(found.parts) == CAUSES
