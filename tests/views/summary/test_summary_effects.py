"""総括: the offers against today's cost, their effects, their fit, and open questions."""

from functools import cache

from rfi.evaluation.evaluation import Evaluation
from rfi.export.tables import tables_of
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.fit.rates import view_fit_rates
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.summary.effects import view_whole_summary
from rfi.views.today.basis import basis_notes
from rfi.views.today.before_after import view_before_after
from tests.compare.sample_round import sample_for
from tests.views.rounds import round_of


@cache
def sample(folder: str = "responses", code: str = "") -> Evaluation:
    return sample_for(code or None, answers=round_of(folder))


def shown(table: Table, key: str) -> list[str]:
    row = next(each for each in table.rows if each.key == key)
    return [table.shown(row, cell) for cell in row.cells]


def keys(table: Table) -> list[str]:
    return [row.key for row in table.rows]


def test_hours_are_those_of_the_ledgers_after_the_factor() -> None:
    table = view_whole_summary(sample(), Reading("ja"))
    ledgers = view_benefit_ledgers(sample(), Reading("ja"))
    for measure in ("staff_hours", "resident_hours"):
        assert shown(table, measure) == shown(ledgers, f"{measure}.discounted")
    assert shown(table, "kpis_unanswered") == shown(ledgers, "unanswered")


def test_fit_is_that_of_the_fit_page() -> None:
    table = view_whole_summary(sample(), Reading("ja"))
    rates = view_fit_rates(sample(), Reading("ja"))
    assert shown(table, "fit") == shown(rates, "counted")
    assert shown(table, "fit_unanswered") == shown(rates, "unanswered_share")


def test_against_today_as_on_the_page_of_todays_cost() -> None:
    found = sample("responses", "992011")
    assert found.today is not None
    table = view_whole_summary(found, Reading("ja"))
    page = view_before_after(found, Reading("ja"))
    assert shown(table, "today.difference") == shown(page, "total.difference")[1:]
    assert shown(table, "today.ratio") == shown(page, "total.ratio")[1:]
    assert shown(table, "today.running") == shown(page, "running.ratio")[1:]
    heading = next(row for row in table.rows if row.key == "today")
    assert "の現行費用" in heading.note


def test_the_basis_of_todays_cost_stands_below() -> None:
    found = sample("responses", "992011")
    assert found.today is not None
    notes = view_whole_summary(found, Reading("ja")).notes
    assert set(basis_notes(found.costs, found.today, "ja")) <= set(notes)


def test_without_todays_cost_nothing_is_set_against_it() -> None:
    assert not [key for key in keys(view_whole_summary(sample(), Reading("ja"))) if "today" in key]


def test_open_questions_are_counted_by_answer_and_left_out_where_nobody_counts_them() -> None:
    first = sample().costs.offers[0].offer_key.rpartition(":")[0]
    table = view_whole_summary(sample(), Reading("ja"), open_questions={first: 3})
    assert shown(table, "open_questions") == ["3", "0", "0", "0", "0", "0"]
    assert "open_questions" not in keys(view_whole_summary(sample(), Reading("ja")))


def test_what_was_not_asked_has_no_row() -> None:
    found = keys(view_whole_summary(sample("published"), Reading("ja")))
    assert "total" in found
    assert not {"effects", "fit", "staff_hours"} & set(found)


def test_the_rows_stand_between_the_totals_and_their_parts() -> None:
    found = keys(view_whole_summary(sample("responses", "992011"), Reading("ja")))
    indexes = [found.index(key) for key in ("total", "today", "effects", "parts", "reliability")]
    assert indexes == sorted(indexes)


def test_the_file_holds_what_the_screen_shows() -> None:
    found = sample("responses", "992011")
    assert tables_of(found, Reading("ja"))[0] == view_whole_summary(found, Reading("ja"))
