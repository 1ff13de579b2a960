import pytest

from rfi.text.wording import LANGS, Lang
from rfi.views.conditions.bar import data_digest, view_conditions
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.cell_states import view_cell_states
from rfi.views.cost.fiscal_years import view_cash, view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.look.band.picture import led_from
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.table_html import table_html
from rfi.views.summary.summary import view_summary
from tests import evaluations
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import PLANTED, evaluated, given, holey, round_of


def shown(table: Table, key: str) -> list[str]:
    row = next(row for row in table.rows if row.key == key)
    return [table.shown(row, cell) for cell in row.cells]


def notes(table: Table, key: str) -> list[str]:
    row = next(row for row in table.rows if row.key == key)
    return [cell.note for cell in row.cells]


def test_the_summary_shows_the_published_totals_in_thousand_yen() -> None:
    table = view_summary(evaluated(round_of("published")), Reading("ja"))
    assert shown(table, "total") == ["4,787,265", "4,588,982"]
    assert shown(table, "per_year") == ["957,453", "917,796"]
    assert shown(table, "limit") == ["4,212,793", "4,038,305"]
    assert shown(table, "go_live") == ["2026-04", "2026-04"]
    assert "千円（税抜・名目）" in table.caption
    assert "60か月" in table.caption


def test_a_total_beside_a_hole_is_shown_as_a_lower_bound() -> None:
    table = view_summary(evaluated(holey()), Reading("ja", "one"))
    # 2 × 1,000,000 + 2 × 10,000 × 60, and 2,200,000 / 1.1 + 2 × 10,000 × 60.
    assert shown(table, "total") == ["3,200,000", "≧3,200,000"]
    assert shown(table, "initial") == ["2,000,000", "≧2,000,000"]
    assert shown(table, "recurring") == ["1,200,000", "1,200,000"]
    assert shown(table, "hole.separate") == ["0", "1"]
    assert shown(table, "certainty") == ["確定", "下限（≧）"]
    assert any(note.startswith("≧") for note in table.notes)


def test_tax_included_shows_what_is_paid_and_leaves_present_value_excluded() -> None:
    table = view_summary(evaluated(holey()), Reading("ja", "one", "included"))
    assert shown(table, "total") == ["3,520,000", "≧3,520,000"]
    assert shown(table, "other_tax") == ["3,200,000", "≧3,200,000"]
    assert shown(table, "present_value") == ["3,200,000", "≧3,200,000"]
    assert "税込" in table.caption


def test_a_discount_beside_a_hole_leaves_no_bound() -> None:
    discount = {
        "discount_id": "D1",
        "scenario_id": "S",
        "kind": "special",
        "amount": 100_000,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": "unconditional",
    }
    asked = questionnaire()
    lines = [line("I03", 1_000_000), line("R01", state="separate")]
    answers = collect(asked, answer(lines, discount_lines=[discount]))
    table = view_items(evaluated(answers), Reading("ja", "one"))
    assert shown(table, "total") == ["※900,000"]
    assert shown(table, "I03") == ["900,000"]
    assert shown(table, "R01") == ["別途見積"]
    assert any(note.startswith("※") for note in table.notes)


def test_an_item_says_how_many_of_its_cells_are_missing() -> None:
    table = view_items(evaluated(holey()), Reading("ja", "one"))
    assert shown(table, "I03") == ["2,000,000", "≧2,000,000"]
    assert notes(table, "I03") == ["", "別途見積1"]


def test_an_unanswered_item_is_a_word_and_never_zero() -> None:
    answers = collect(questionnaire(), answer([line("I03", 1_000)]))
    table = view_items(evaluated(answers), Reading("ja", "one"))
    assert shown(table, "R01") == ["未回答"]
    assert shown(table, "recurring.sum") == ["不明"]


def test_a_free_item_is_zero_and_says_so() -> None:
    lines = [line("I03", 1_000), line("R01", state="free")]
    answers = collect(questionnaire(), answer(lines))
    table = view_items(evaluated(answers), Reading("ja", "one"))
    assert shown(table, "R01") == ["0"]
    assert notes(table, "R01") == ["無償"]


def test_an_included_item_says_that_it_is_included() -> None:
    lines = [
        line("I03", 1_000),
        line("R01", state="included", included_in={"business": "B01", "item": "I03"}),
    ]
    answers = collect(questionnaire(), answer(lines))
    table = view_items(evaluated(answers), Reading("ja", "one"))
    assert shown(table, "R01") == ["他項目に含む"]


def test_a_bundle_stands_on_a_row_of_its_own_and_its_businesses_point_to_it() -> None:
    asked = questionnaire(items=("I03",), businesses=("B01", "B02", "B03"))
    bundled = [line("I03", 500, businesses=["B01", "B02"]), line("I03", 70, businesses=["B03"])]
    answers = collect(asked, answer(bundled))
    table = view_businesses(evaluated(answers), Reading("ja", "one"))
    assert shown(table, "B01") == shown(table, "B02") == ["束価格に含む"]
    assert shown(table, "B03") == ["70"]
    assert shown(table, "B01+B02") == ["500"]
    assert shown(table, "total") == ["570"]


def test_fiscal_years_sum_to_the_total_and_the_cash_view_includes_tax() -> None:
    found = evaluated(holey())
    years = view_fiscal_years(found, Reading("ja", "one"))
    amounts = [row.cells[0].value or 0 for row in years.rows[:-1]]
    assert sum(amounts) == pytest.approx(3_200_000)
    cash = view_cash(found, Reading("ja", "one"))
    assert shown(cash, "total") == ["3,520,000", "≧3,520,000"]
    assert "税込" in cash.caption


def test_differences_only_keeps_totals_and_drops_rows_that_say_the_same() -> None:
    table = view_items(evaluated(holey()), Reading("ja", "one"))
    kept = [row.key for row in table.with_differences_only().rows]
    assert "R01" not in kept
    assert {"I03", "total"} <= set(kept)


def test_the_list_of_holes_names_the_cell_in_the_words_of_its_state() -> None:
    table = view_cell_states(evaluated(holey()), Reading("ja"))
    assert [row.key for row in table.rows] == ["B02", "B02/I03"]
    assert shown(table, "B02/I03") == ["金額あり", "別途見積"]


def test_an_offer_with_one_hole_in_every_cell_is_a_note_and_no_row_of_each_cell() -> None:
    whole = answer([line("I03", 3), line("R01", 3)])
    round_ = collect(questionnaire(), whole, answer([], response_id="none"))
    table = view_cell_states(evaluated(round_), Reading("ja"))
    assert table.rows == ()
    (note,) = table.notes
    assert note == "Aは、調査した欄が全て「未回答」のため、行を立てていません。"


def test_the_condition_bar_names_what_the_figures_hang_on() -> None:
    found = evaluated(round_of("published"), fx_usd_jpy=139, discount_rate=0.035)
    line_ = view_conditions(found, Reading("ja")).line(Reading("ja"))
    for part in ("60か月", "139円/米ドル", "3.5%", "税抜", data_digest(found.conditions)[:8]):
        assert part in line_


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("one", "△1,234,500"), ("thousand", "△1,235"), ("million", "△1.2")],
)
def test_money_is_rounded_once_half_up_in_the_chosen_unit(unit: str, expected: str) -> None:
    table = Table("t", "t", "", "", (Column("a", "a"),), (), unit)  # type: ignore[arg-type]
    row = Row("r", "r", (TableCell(-1_234_500.0),))
    assert table.shown(row, row.cells[0]) == expected


def test_an_interval_shows_both_ends() -> None:
    table = Table("t", "t", "", "", (Column("a", "a"),), (), "one")
    assert table.shown(Row("r", "r"), TableCell(0.0, sign="〜", high=12.0)) == "0〜12"


def test_html_holds_vendor_text_as_text() -> None:
    html = table_html(view_summary(evaluated(holey()), Reading("ja")), Reading("ja"))
    assert "<b>1*2*3</b>" not in html
    assert "&lt;b&gt;1*2*3&lt;/b&gt;" in html
    assert PLANTED not in html


def test_plain_text_lines_up_for_full_width_characters() -> None:
    text = view_summary(evaluated(round_of("published")), Reading("ja")).to_text(Reading("ja"))
    lines = text.splitlines()
    widths = {
        sum(2 if ord(sign) > 0x2000 else 1 for sign in one) for one in lines if "4,787,265" in one
    }
    assert len(widths) == 1
    assert lines[0] == "総括"


def test_the_frame_holds_the_displayed_text_with_its_notes() -> None:
    table = view_items(evaluated(holey()), Reading("ja", "one"))
    frame = table.to_frame(Reading("ja"))
    assert next(iter(frame.columns)) == "費目"
    assert "≧2,000,000（別途見積1）" in frame.iloc[:, 2].tolist()


@pytest.mark.parametrize("lang", LANGS)
def test_every_view_speaks_both_languages(lang: Lang) -> None:
    answers = round_of("responses")
    found = evaluated(answers)
    comparison, asked = found.costs, answers.questionnaire
    tables = [
        view_summary(given(costs=comparison, questionnaire=asked), Reading(lang)),
        view_items(given(costs=comparison, questionnaire=asked), Reading(lang)),
        view_businesses(given(costs=comparison, questionnaire=asked), Reading(lang)),
        view_fiscal_years(found, Reading(lang)),
        view_cash(found, Reading(lang)),
        view_cell_states(given(costs=comparison, questionnaire=asked), Reading(lang)),
    ]
    assert all(len(table.columns) == len(comparison.offers) for table in tables)
    assert len({table.title for table in tables}) == len(tables)


@pytest.mark.parametrize("scenario", list(round_of("responses").questionnaire.scenarios))
def test_every_scenario_is_shown_and_an_offer_without_prices_says_so(scenario: str) -> None:
    answers = round_of("responses")
    found = evaluations.evaluated(answers, scenario_id=scenario)
    comparison, asked = found.costs, answers.questionnaire
    summary = view_summary(given(costs=comparison, questionnaire=asked), Reading("ja"))
    for offer, words in zip(comparison.offers, shown(summary, "total"), strict=True):
        assert (words == "金額なし") == (offer.totals.nominal_jpy is None)
    assert len(view_items(given(costs=comparison, questionnaire=asked), Reading("ja")).rows) > len(
        asked.items
    )
    assert (
        view_businesses(given(costs=comparison, questionnaire=asked), Reading("ja")).rows[-1].key
        == "total"
    )
    assert view_cash(found, Reading("ja")).rows[-1].key == "limit"


def replayed() -> Table:
    """Return a table to replay: a heading with what it reads, a figure, a factor, a total."""
    rows = (
        Row("step", "a heading that runs over the columns", level="section", note="read: 4 %"),
        Row("yen", "yen", (TableCell(159_090_909.090909),)),
        Row("factor", "factor", (TableCell(1.04**-2),), "number"),
        Row("all", "all", (TableCell(159_090_909.090909),), level="total"),
    )
    return Table("t", "t", "", "", (Column("a", "a"),), rows).to_replay()


def test_a_table_to_replay_has_every_digit_but_in_totals_and_says_what_a_step_reads() -> None:
    table = replayed()
    heading, *figures = table.rows
    assert heading.heading.endswith("  read: 4 %")
    shown = [table.shown(row, row.cells[0]) for row in figures]
    assert shown == ["159,090,909.090909", "0.924556213017751", "159,090,909"]


def test_a_heading_between_rows_does_not_widen_the_columns_of_plain_text() -> None:
    lines = replayed().to_text(Reading("ja")).splitlines()
    assert lines[2] == "-" * len("factor  159,090,909.090909")


def test_a_figure_names_whose_it_is_of_what_and_leads_there_once_an_address_is_given() -> None:
    evaluation = evaluated(holey())
    html = table_html(view_items(evaluation, Reading("ja")), Reading("ja"))
    assert '<a data-figure="A..I03">' in html
    assert '<a data-figure="B..">' in html
    assert "href" not in html
    led = led_from(html, 'trace?round=x"&figure=')
    assert '<a class="rfi-from" href="trace?round=x&quot;&amp;figure=A..I03">' in led
    assert "data-figure" not in led
