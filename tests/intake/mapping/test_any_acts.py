"""Whatever a person does on the page, in any order, nothing breaks and no yen is lost."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.intake.laid.laid import Laid, laid_of, write_laid
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.layout import Target
from rfi.intake.mapping.acts import (
    confirm_rest,
    set_business,
    set_heading_row,
    set_role,
    set_rows,
    set_target,
    set_terms,
    use_table,
)
from rfi.intake.mapping.draft import Draft, applied, begin_draft, matches_of, open_rows
from rfi.intake.mapping.roles import ROLES
from rfi.schema.check import check_schema
from tests.intake.layout.foreign import (
    ASKED,
    CP932,
    ERP,
    book,
    by_quantity,
    by_year,
    csv_grid,
    merged_groups,
    two_prices,
    unit_in_title,
)

HEAD = AnswerHead("own-1", 1, "own-1", "架空見積株式会社", "自前の見積", "2028-04-01", 60)
GRIDS = [
    book(by_year),
    book(by_quantity),
    book(two_prices, ("別のシート", by_year)),
    book(merged_groups),
    book(unit_in_title),
    csv_grid(CP932),
    csv_grid(ERP),
]
Act = Callable[[Draft, int], Draft]
COLUMNS, ROWS = st.integers(1, 6), st.integers(1, 10)
TARGETS = st.sampled_from(
    [
        *(Target("item", item) for item in ("I03", "R01")),
        *(Target(kind) for kind in ("discount", "total", "left_out")),
    ]
)


def answered(number: int, target: Target) -> Act:
    def act(draft: Draft, at: int) -> Draft:
        found = matches_of(draft, at)
        return set_target(draft, found[number % len(found)].labels, target) if found else draft

    return act


ACTS = st.one_of(
    st.builds(
        lambda c, role: lambda d, at: set_role(d, at, c, role), COLUMNS, st.sampled_from(ROLES)
    ),
    st.builds(lambda row: lambda d, at: set_heading_row(d, at, row), ROWS),
    st.builds(
        lambda skipped, last: lambda d, at: set_rows(d, at, skipped, last),
        st.frozensets(ROWS, max_size=3),
        st.none() | ROWS,
    ),
    st.builds(answered, st.integers(0, 9), TARGETS),
    st.builds(
        lambda tax, unit: lambda d, at: set_terms(d, at, None, tax=tax, unit=unit),
        st.sampled_from(["excluded", "included"]),
        st.sampled_from(["one", "thousand"]),
    ),
    st.builds(
        lambda code: lambda d, at: set_business(d, at, code), st.sampled_from(["N01", "N02"])
    ),
    st.builds(lambda on: lambda d, at: use_table(d, at, is_used=on), st.booleans()),
    st.just(lambda d, _: confirm_rest(d)),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GRIDS), st.lists(st.tuples(ACTS, st.integers(0, 1)), max_size=8))
def test_any_acts_leave_a_draft_that_reads_and_adds_up(
    grid: object, acts: list[tuple[Act, int]]
) -> None:
    draft = begin_draft(grid, "見積", "layout-1", ASKED)  # type: ignore[arg-type]
    for act, sheet in acts:
        draft = act(draft, sheet % len(draft.tables))
    open_rows(draft)
    if not draft.used or any(not draft.tables[at].amounts for at in draft.used):
        return
    made = applied(draft, HEAD)
    assert check_schema(made.value, "rfi_response") == ()
    for one in made.sums:
        if one.total_jpy is not None and one.difference_jpy is not None:
            every = one.mapped_jpy + one.discount_jpy + one.left_out_jpy
            assert abs(every - one.total_jpy - one.difference_jpy) < 1
    if all(draft.tables[at].label_columns for at in draft.used):
        kept = Laid("見積.xlsx", b"x", draft.layout, HEAD)
        assert laid_of(write_laid(kept)) == kept
