"""Lines of an offer on their way from one round to the next (method §11)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.lines import line_cell, mixed_lines
from tests.answers import line


def said(one: Any) -> list[tuple[str, str]]:
    return sorted((name, repr(given)) for name, given in one.items())


def amounts(lines: list[Any]) -> list[object]:
    return [one.get("amount") for one in lines]


def test_a_cell_that_is_new_or_gone_is_scope() -> None:
    before, after = [line("I03", 10), line("I04", 4)], [line("I03", 10), line("I05", 5)]
    found = mixed_lines(before, after, "scope")
    assert [one["item"] for one in found] == ["I03", "I05"]


def test_a_cell_that_was_not_priced_is_scope() -> None:
    before, after = [line("I03", state="separate")], [line("I03", 10)]
    assert amounts(mixed_lines(before, after, "scope")) == [10]
    assert amounts(mixed_lines(after, before, "scope")) == [None]


def test_quantity_comes_before_price_and_the_months_last() -> None:
    before = [line("R01", 10, basis="per_unit", quantity=3, months=60)]
    after = [line("R01", 20, basis="per_unit", quantity=4, months=48)]
    ways = [mixed_lines(before, after, cause)[0] for cause in CAUSES]
    told = [(one["quantity"], one["amount"], one["months"]) for one in ways]
    assert told == [
        (3, 10, 60),
        (4, 10, 60),
        (4, 10, 60),
        (4, 20, 60),
        (4, 20, 60),
        (4, 20, 60),
        (4, 20, 48),
    ]


def test_dollars_in_place_of_yen_are_one_price_and_not_a_fall_and_a_rise() -> None:
    before, after = [line("I03", 14_000_000)], [line("I03", 100_000, currency="USD")]
    kept, come = (mixed_lines(before, after, cause)[0] for cause in ("size", "price"))
    assert (kept["amount"], kept["currency"]) == (14_000_000, "JPY")
    assert (come["amount"], come["currency"]) == (100_000, "USD")


def test_a_tax_flag_alone_is_tax_and_with_the_amount_it_is_price() -> None:
    flagged = [line("I03", 100, tax="included")]
    assert mixed_lines([line("I03", 100)], flagged, "currency")[0]["tax"] == "excluded"
    assert mixed_lines([line("I03", 100)], flagged, "tax")[0]["tax"] == "included"
    assert mixed_lines([line("I03", 90)], flagged, "price")[0]["tax"] == "included"


def test_lines_priced_in_another_way_change_whole_as_a_price() -> None:
    before = [line("R01", 10, basis="lump_sum")]
    after = [line("R01", 2, basis="per_unit", quantity=9)]
    assert mixed_lines(before, after, "size") == before
    assert mixed_lines(before, after, "price") == after
    two = [line("R01", 4), line("R01", 5)]
    assert mixed_lines(before, two, "size") == before
    assert mixed_lines(before, two, "price") == two


lines = st.lists(
    st.builds(
        line,
        st.sampled_from(["I03", "I04", "R01"]),
        st.integers(1, 99),
        state=st.sampled_from(["priced", "priced_from", ...]),
        tax=st.sampled_from(["excluded", "included"]),
        currency=st.sampled_from(["JPY", "USD"]),
        months=st.sampled_from([12, 60, ...]),
    ),
    max_size=5,
)


@given(lines, lines)
def test_after_the_last_cause_the_lines_are_those_of_this_round(before: Any, after: Any) -> None:
    found = mixed_lines(before, after, CAUSES[-1])
    assert sorted(map(said, found)) == sorted(map(said, after))


@given(lines, st.sampled_from(CAUSES))
def test_the_same_lines_stay_the_same_whatever_has_come(same: Any, through: Any) -> None:
    assert sorted(map(said, mixed_lines(same, same, through))) == sorted(map(said, same))


@given(lines, lines, st.sampled_from(CAUSES))
def test_every_cell_is_one_of_this_round(before: Any, after: Any, through: Any) -> None:
    found = {line_cell(one) for one in mixed_lines(before, after, through)}
    assert found == {line_cell(one) for one in after}
