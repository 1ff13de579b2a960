"""An attribute of a cost line is asked in the form, read by a step, and seen in the trace."""

from collections.abc import Iterable

from rfi.document.form.cost_columns import DETAILS, TERMS, cost_fields
from rfi.intake.form.costs import _AMOUNTS as AMOUNTS
from rfi.intake.form.costs import _OWN as OWN
from rfi.normalize.cost.discounts import _NOT_OF_DISCOUNTS as NOT_OF_DISCOUNTS
from rfi.normalize.cost.steps import NEUTRAL
from rfi.schema.table_specs import table_specs
from rfi.text.wording import has_text
from rfi.views.trace.ledger import _GIVEN_IF_SAID as TRACED

# What few lines have stands on the sheet of details, with the tiers.
ON_THE_DETAIL_SHEET = {"tier_method", "minimum_charge", "is_renewal"}
NUMBERS = {name for name, field in cost_fields().items() if field.is_number}


def without_a_column(names: Iterable[str]) -> set[str]:
    return set(names) - {*TERMS, *DETAILS} - AMOUNTS - OWN - ON_THE_DETAIL_SHEET


def untraced(read: Iterable[str]) -> set[str]:
    """Return what steps read of a line, a number, that the trace does not show."""
    return {name for name in read if name in NUMBERS} - set(TRACED)


def taken_over_by_discounts(read: Iterable[str]) -> set[str]:
    """Return terms of a price that a discount, which has none, would take from its line."""
    (spec,) = (spec for spec in table_specs() if spec.name == "discount_lines")
    own = {field.name for field in spec.columns}
    return {name for name in read if name in NUMBERS} - own - set(NOT_OF_DISCOUNTS)


def test_an_attribute_without_a_column_or_a_row_in_the_trace_is_found() -> None:
    assert without_a_column(["tax", "amount", "surcharge"]) == {"surcharge"}
    assert untraced(["quantity", "fx_share", "is_usd"]) == {"quantity"}
    assert taken_over_by_discounts(["quantity", "fx_share", "tax_rate_percent"]) == {"quantity"}


def test_every_attribute_has_a_column_in_the_form() -> None:
    assert without_a_column(cost_fields()) == set()


def test_what_a_step_reads_of_a_line_stands_in_the_trace() -> None:
    assert untraced(NEUTRAL) == set()
    keys = [f"step.{part}.{name}" for name in TRACED for part in ("column", "unit")]
    assert [key for key in keys if not has_text(key)] == []


def test_no_discount_takes_over_a_term_of_the_price_it_reduces() -> None:
    assert taken_over_by_discounts(NEUTRAL) == set()
