"""Fit as tables and figures: rates with their counts, symbols with words, nothing cut."""

import json
from functools import cache
from typing import Any

import pytest

from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import FIT_CODES
from rfi.scenario.address import Shown
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.wording import LANGS, Lang
from rfi.views.fit.bars import figure_fit_codes
from rfi.views.fit.causes import figure_fit_causes, view_fit_causes
from rfi.views.fit.failures import view_fit_failures
from rfi.views.fit.filter import FitFilter, ShownRequirements, filtered_requirements, pages_of
from rfi.views.fit.gaps import view_fit_gaps
from rfi.views.fit.matrix import view_fit_matrix
from rfi.views.fit.rates import view_fit_businesses, view_fit_rates
from rfi.views.look.captions import whose_words
from rfi.views.look.needed import missing_fit
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from rfi.views.look.table_html import table_html
from tests.answers import answer, document
from tests.compare.asked import answered, asking, city_of, fit_evaluated, fit_of, requirement
from tests.views.rounds import PLANTED, evaluated, round_of

YEN = Reading("ja", "one")
REQUIREMENTS = (
    requirement("R1", category="転入", text="転入届を受理できること。"),
    requirement("R2", text="ＣＳＶを出力できること。"),
    requirement("R3"),
    requirement("O1", "standard_option", "B02"),
    requirement("N1", "not_to_implement", "B02"),
)
ASKED = asking(REQUIREMENTS)
FIRST = answered(
    {
        "R1": {
            "symbol": "△",
            "cause": "LOCAL",
            "cost_once": 1100,
            "cost_monthly": 11,
            "unit": "one",
            "tax": "included",
            "cost_item": "I04",
            "note": PLANTED,
        },
        "R2": "standard",
        "R3": {"fit": "roadmap", "cause": "LAW", "available_on": "2028-04-01"},
        "O1": "option",
        "N1": "standard",
    },
    response_id="first",
)
SECOND = answered(
    {
        "R1": "not_possible",
        "R2": "standard",
        "R3": {
            "fit": "workaround",
            "cause": "LAW",
            "workaround_minutes": 10,
            "workaround_cases": 600,
        },
        "O1": "standard",
    },
    response_id="second",
)


def asked() -> Questionnaire:
    return questionnaire_of(document("questionnaire.json", ASKED))


@pytest.fixture
def evaluation() -> Evaluation:
    return fit_evaluated(ASKED, FIRST, SECOND)


@cache
def sample() -> Evaluation:
    answers = round_of("responses")
    return evaluated(answers)


def cells(table: Table, key: str) -> list[TableCell]:
    return list(next(row for row in table.rows if row.key == key).cells)


def shown(table: Table, key: str) -> list[str]:
    row = next(row for row in table.rows if row.key == key)
    return [table.shown(row, cell) for cell in row.cells]


def matrix(evaluation: Evaluation, wanted: FitFilter = FitFilter(), **more: Any) -> Table:  # noqa: B008 - a frozen value
    return view_fit_matrix(
        evaluation,
        YEN,
        ShownRequirements(filtered_requirements(evaluation.fit, wanted), **more),
    )


def ids_of(table: Table) -> list[str]:
    return [row.key for row in table.rows if row.level == "plain"]


# --- Rates -------------------------------------------------------------------------------------


def test_a_rate_stands_with_its_counts_and_what_is_unanswered(evaluation: Evaluation) -> None:
    table = view_fit_rates(evaluation, Reading("ja"))
    assert shown(table, "required") == ["33.3%", "33.3%"]
    assert [cell.note for cell in cells(table, "required")] == ["1／3件", "1／3件"]
    assert shown(table, "counted") == ["25.0%", "50.0%"]
    assert shown(table, "unanswered_share") == ["0.0%", "0.0%"]
    assert shown(table, "not_to_implement") == ["100.0%", "未回答"]
    assert "分母：未回答を含む" in table.caption


def test_the_counts_by_answer_add_up_to_what_was_asked() -> None:
    evaluation = sample()
    table = view_fit_rates(evaluation, Reading("ja"))
    counts = [[cell.value or 0 for cell in cells(table, code)] for code in FIT_CODES]
    assert [sum(column) for column in zip(*counts, strict=True)] == [396] * 6


def test_the_sample_rounds_rates_by_class() -> None:
    evaluation = sample()
    table = view_fit_rates(evaluation, Reading("ja"))
    assert shown(table, "counted") == ["75.0%", "77.5%", "80.1%", "74.2%", "63.9%", "75.5%"]
    assert cells(table, "counted")[4].note == "253／396件・未回答52件"
    assert [cell.is_marked for cell in cells(table, "unanswered_share")] == [False] * 4 + [True] * 2


def test_a_business_that_an_offer_leaves_out_is_unanswered_instead_of_zero() -> None:
    evaluation = sample()
    table = view_fit_businesses(evaluation, Reading("ja"))
    assert shown(table, "B19")[4] == "未回答"
    assert cells(table, "B19")[4].is_marked
    assert len(ids_of(table)) == len(evaluation.fit.businesses)


def test_rates_by_business_can_be_told_for_one_class(evaluation: Evaluation) -> None:
    table = view_fit_businesses(evaluation, Reading("ja"), "standard_option")
    assert ids_of(table) == ["B02"]
    assert shown(table, "B02") == ["0.0%", "100.0%"]
    assert "標準オプション" in table.caption


def test_the_bars_hold_every_answer_and_tell_kinds_apart_without_colour() -> None:
    evaluation = sample()
    figure = figure_fit_codes(evaluation, Reading("ja"))
    totals = [sum(column) for column in zip(*(bar["x"] for bar in figure["data"]), strict=True)]
    assert totals == [396] * 6
    looks = [(bar["marker"]["color"], bar["marker"]["pattern"]["shape"]) for bar in figure["data"]]
    assert len(set(looks)) == len(FIT_CODES)
    assert figure["data"][0]["text"][0] == "◎ 標準対応 252"
    json.dumps(figure, allow_nan=False)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_the_legend_of_few_offers_leaves_the_figures_of_the_axis_free(count: int) -> None:
    shown = shown_answers(round_of("responses"), Shown(places=tuple(range(count))))
    legend = figure_fit_codes(evaluated(shown), Reading("ja"))["layout"]["legend"]
    # A bar takes 44 pixels, the figures of the axis 26.
    assert legend["y"] * 44 * count == pytest.approx(-26)


def test_gaps_are_told_for_the_size_in_the_words_of_the_costs() -> None:
    found = sample()
    size = whose_words(found.costs, "ja")
    assert size.startswith("調査票のシナリオ：")
    for view in (view_fit_causes, view_fit_gaps):
        assert view(found, Reading("ja")).caption.endswith(size)


# --- Matrix ------------------------------------------------------------------------------------


def test_an_answer_is_shown_in_the_questionnaires_symbol_and_in_words(
    evaluation: Evaluation,
) -> None:
    table = matrix(evaluation)
    assert shown(table, "R1") == ["△ カスタマイズ", "× 対応不可"]
    assert shown(table, "O1") == ["オプション", "◎ 標準対応"]
    assert any("△ カスタマイズ" in note for note in table.notes)


def test_cause_cost_and_cost_item_stand_under_the_answer_on_the_chosen_tax_basis(
    evaluation: Evaluation,
) -> None:
    found = filtered_requirements(evaluation.fit, FitFilter())
    without = cells(view_fit_matrix(evaluation, YEN, ShownRequirements(found)), "R1")[0].note
    assert (
        without == "市独自制度・一時1,000円・月額10円・カスタマイズ開発に計上・その費目に金額なし"
    )
    with_tax = view_fit_matrix(
        evaluation,
        Reading("ja", "one", "included"),
        ShownRequirements(found),
    )
    assert "一時1,100円・月額11円" in cells(with_tax, "R1")[0].note
    assert "税込" in with_tax.caption


def test_a_failure_a_late_roadmap_and_an_effort_are_said(evaluation: Evaluation) -> None:
    table = matrix(evaluation)
    assert cells(table, "R1")[1] == TableCell(
        text="× 対応不可", note="対応不可あり・理由の記入なし", is_marked=True
    )
    assert [cell.note for cell in cells(table, "R3")] == [
        "制度・法令解釈・2028-04-01提供予定・本稼働後",
        "制度・法令解釈・年100時間",
    ]
    assert cells(table, "O1")[0].note == "費用の記入なし"
    assert cells(table, "N1")[1].is_marked


def test_remarks_are_shown_whole_when_wanted_and_escaped(evaluation: Evaluation) -> None:
    assert PLANTED not in cells(matrix(evaluation), "R1")[0].note
    table = matrix(evaluation, with_remarks=True)
    assert cells(table, "R1")[0].note.endswith(PLANTED)
    html = table_html(table, Reading("ja"))
    assert "<b>1*2*3" not in html
    assert "&lt;b&gt;1*2*3" in html


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FitFilter(), ["R1", "R2", "R3", "O1", "N1"]),
        (FitFilter(business="B02"), ["O1", "N1"]),
        (FitFilter(requirement_class="required"), ["R1", "R2", "R3"]),
        (FitFilter(cause="LAW"), ["R3"]),
        (FitFilter(words="転入 受理"), ["R1"]),
        (FitFilter(words="csv"), ["R2"]),
        (FitFilter(words="o1"), ["O1"]),
        (FitFilter(differences_only=True), ["R1", "R3", "O1", "N1"]),
        (FitFilter(gaps_only=True), ["R1", "R3", "O1", "N1"]),
        (FitFilter(gaps_only=True, business="B02", words="N1"), ["N1"]),
        (FitFilter(words="どこにもない"), []),
    ],
)
def test_a_filter_keeps_what_it_says(
    evaluation: Evaluation, wanted: FitFilter, expected: list[str]
) -> None:
    table = matrix(evaluation, wanted)
    assert ids_of(table) == expected
    assert ("条件に合う要件なし" in table.caption) is (not expected)


def test_the_pages_of_the_sample_hold_every_requirement_once_and_say_how_many_there_are() -> None:
    evaluation = sample()
    found = filtered_requirements(evaluation.fit, FitFilter())
    pages = pages_of(len(found))
    tables = [
        view_fit_matrix(
            evaluation,
            Reading("ja"),
            ShownRequirements(found, page),
        )
        for page in pages
    ]
    listed = [key for table in tables for key in ids_of(table)]
    assert sorted(listed) == sorted(found.requirement_id for found in evaluation.fit.requirements)
    assert len(listed) == len(set(listed)) == 431
    assert all("431件中" in table.caption for table in tables)
    assert tables[-1].caption.startswith("431件中421〜431件目")
    assert "（このページは" in next(
        row.heading for row in reversed(tables[0].rows) if row.level == "section"
    )


def test_hours_scaled_to_a_city_are_marked_as_an_estimate() -> None:
    evaluation = fit_evaluated(ASKED, FIRST, SECOND, city=city_of(175_000))
    table = matrix(evaluation)
    assert "年50時間" in cells(table, "R3")[1].note
    assert any("推計" in note for note in table.notes)
    gaps = view_fit_gaps(evaluation, YEN)
    assert cells(gaps, "work.hours")[1].note == "推計"
    assert any("0.5倍" in note for note in gaps.notes)


# --- Costs and causes --------------------------------------------------------------------------


def test_gap_costs_are_shown_as_a_breakdown_with_their_marks(evaluation: Evaluation) -> None:
    table = view_fit_gaps(evaluation, YEN)
    assert shown(table, "customize") == ["1,600", "該当なし"]
    assert shown(table, "option") == ["不明", "該当なし"]
    assert shown(table, "total") == ["≧1,600", "該当なし"]
    assert cells(table, "total")[0].note == "2件中1件に金額"
    assert shown(table, "I04") == ["1,600", "該当なし"]
    assert shown(table, "none") == ["不明", "該当なし"]
    assert shown(table, "unbacked") == ["1,600", "該当なし"]
    assert shown(table, "work.money") == ["該当なし", "2,104,000"]
    assert any("重ねて足しません" in note for note in table.notes)
    assert "単位：円（税抜・名目）" in table.caption
    assert "60か月" in table.caption


def test_gap_costs_follow_tax_and_discount(evaluation: Evaluation) -> None:
    table = view_fit_gaps(evaluation, Reading("ja", "one", "included"))
    assert shown(table, "customize") == ["1,760", "該当なし"]
    later = fit_evaluated(ASKED, FIRST, SECOND, discount_rate=0.04)
    present = view_fit_gaps(later, YEN)
    assert shown(present, "present") == ["≧1,556", "該当なし"]
    assert "4%" in next(row.note for row in present.rows if row.key == "present")


def test_months_beyond_the_contract_are_said_to_be_an_estimate() -> None:
    table = view_fit_gaps(fit_evaluated(ASKED, FIRST, horizon_months=120), YEN)
    assert any("推計" in note and "A" in note for note in table.notes)


def test_causes_stand_with_number_and_cost(evaluation: Evaluation) -> None:
    table = view_fit_causes(evaluation, YEN)
    assert shown(table, "LOCAL") == ["1", "0"]
    assert cells(table, "LOCAL")[0].note == "1,600"
    assert shown(table, "LAW") == ["1", "1"]
    assert shown(table, "none") == ["0", "1"]
    assert shown(table, "total") == ["2", "2"]
    figure = figure_fit_causes(evaluation, Reading("ja"))
    assert [bar["y"] for bar in figure["data"]] == [[1, 1, 0], [1, 0, 1]]
    assert [bar["marker"]["color"] for bar in figure["data"]] == [
        look_of(offer).colour for offer in evaluation.gaps.offers
    ]


def test_the_samples_gap_whose_cost_item_holds_no_price_is_told_apart() -> None:
    evaluation = sample()
    table = view_fit_gaps(evaluation, Reading("ja"))
    assert shown(table, "unbacked") == [*["該当なし"] * 4, "≧4,590", "該当なし"]
    assert cells(table, "unbacked")[4].note == "9件中1件に金額"


# --- Failures ----------------------------------------------------------------------------------


def test_failures_are_counted_and_listed_with_what_the_others_answer(
    evaluation: Evaluation,
) -> None:
    table = view_fit_failures(evaluation, YEN)
    assert shown(table, "verdict") == ["対応不可なし", "対応不可あり"]
    assert shown(table, "count.failed") == ["0", "1"]
    assert shown(table, "count.late") == ["1", "0"]
    assert shown(table, "count.not_kept_unanswered") == ["0", "1"]
    assert shown(table, "R1") == ["△ カスタマイズ", "× 対応不可"]
    assert [cell.is_marked for cell in cells(table, "R1")] == [False, True]


def test_every_failed_requirement_of_the_sample_is_listed() -> None:
    evaluation = sample()
    table = view_fit_failures(evaluation, Reading("ja"))
    start = next(index for index, row in enumerate(table.rows) if row.key == "section.failed")
    end = next(index for index, row in enumerate(table.rows) if row.key == "section.late")
    listed = {row.key for row in table.rows[start + 1 : end]}
    assert listed == {code for offer in evaluation.fit.offers for code in offer.failures.failed}


# --- All ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_of_the_sample_has_a_cell_an_offer_and_names_its_basis(lang: Lang) -> None:
    evaluation = sample()
    found = filtered_requirements(evaluation.fit, FitFilter())
    for table in (
        view_fit_rates(evaluation, Reading(lang)),
        view_fit_businesses(evaluation, Reading(lang)),
        view_fit_matrix(evaluation, Reading(lang), ShownRequirements(found)),
        view_fit_causes(evaluation, Reading(lang)),
        view_fit_gaps(evaluation, Reading(lang)),
        view_fit_failures(evaluation, Reading(lang)),
    ):
        assert [column.letter for column in table.columns] == list("ABCDEF")
        assert all(len(row.cells) == 6 for row in table.rows if row.level != "section")
        assert table.caption
        assert len(table.to_frame(Reading(lang))) == len(table.rows)


def test_why_there_is_nothing_to_compare_is_told_apart() -> None:
    published = round_of("published")
    empty = evaluated(published).fit
    assert missing_fit(empty, published.questionnaire) == "not_asked"
    silent = fit_of(ASKED, answer([]))
    assert missing_fit(silent, asked()) == "not_answered"
    assert missing_fit(fit_of(ASKED, FIRST), asked()) == ""
