"""Whatever people do to a filled form: each figure is read, or an issue names it (trust G16).

The edits are made to the cells in memory; ``python run.py fuzz`` makes thousands more.
"""

from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.filled_form import filled_form
from benchmarks.grid_edits import Sound, fault_of_marks, fault_of_rearranging, fault_of_typing

EXAMPLES = settings(max_examples=300)
SEEDS = st.integers(0, 2**32 - 1).map(Random)


@cache
def form() -> Sound:
    return filled_form()


def test_every_cell_of_a_filled_form_is_read_or_the_forms_own() -> None:
    accounting = form().checked.document.accounting
    assert accounting is not None
    assert accounting.named == 0
    assert accounting.total == sum(len(sheet.cells) for sheet in form().grid.sheets)
    read = form().checked.document.issues
    assert not [issue for issue in read if issue.severity != "note"]


@EXAMPLES
@given(SEEDS)
def test_a_number_typed_into_any_free_cell_counts_or_is_named(chance: Random) -> None:
    assert fault_of_typing(form(), chance) == ""


@EXAMPLES
@given(SEEDS)
def test_any_row_column_or_sheet_rearranged_leaves_the_figures_or_is_named(chance: Random) -> None:
    assert fault_of_rearranging(form(), chance) == ""


@EXAMPLES
@given(SEEDS)
def test_any_mark_changed_to_anything_leaves_the_figures_or_is_named(chance: Random) -> None:
    assert fault_of_marks(form(), chance) == ""
