"""Results under two sets of conditions: what differs, its two figures and their difference."""

from rfi.views.conditions.beside import view_beside
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.summary.effects import view_whole_summary
from tests.compare.sample_round import sample_for
from tests.views.rounds import evaluated, holey

JA = Reading("ja")
NAMES = ("今", "円安")


def beside(rate: float) -> Table:
    tables = [view_whole_summary(one, JA) for one in (sample_for(), sample_for(fx_usd_jpy=rate))]
    return view_beside(tables[0], tables[1], NAMES, "ja")


def test_a_figure_that_differs_stands_under_both_and_with_second_minus_first() -> None:
    table = beside(160.0)
    rows = {row.key: row for row in table.rows}
    first, second, between = (rows[f"total.{name}"] for name in ("first", "second", "difference"))
    assert [row.heading for row in (first, second, between)] == ["今", "円安", "差（後−先）"]
    for one, two, moved in zip(first.cells, second.cells, between.cells, strict=True):
        assert one.value is not None
        assert two.value is not None
        assert moved.value == two.value - one.value
    moved_up = [cell.value for cell in between.cells if cell.value]
    assert moved_up
    assert all(value > 0 for value in moved_up)


def test_the_difference_of_open_figures_is_called_a_hint() -> None:
    table = beside(160.0)
    rows = {row.key: row for row in table.rows}
    signs = [cell.sign for cell in rows["total.first"].cells]
    notes = [cell.note for cell in rows["total.difference"].cells]
    assert [bool(sign) for sign in signs] == [note == "参考" for note in notes]
    assert "参考" in notes


def test_what_is_the_same_under_both_is_left_out() -> None:
    assert beside(150.0).rows == ()
    assert "staff_hours.first" not in {row.key for row in beside(160.0).rows}


def test_headings_that_name_the_term_are_both_told() -> None:
    tables = [
        view_whole_summary(evaluated(holey(), horizon_months=months), JA) for months in (60, 120)
    ]
    heads = {row.heading for row in view_beside(tables[0], tables[1], NAMES, "ja").rows}
    assert "総額（60か月）／総額（120か月）" in heads
