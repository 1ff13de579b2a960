"""Tables, figures and record of effects: units, marks, neutrality, and text that stays text."""

import json
from typing import Any

import pytest

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.round.answers import collect_answers
from rfi.document.read import read_document
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import LANGS, Lang
from rfi.views.benefit.arrows import PICTURES, arrows_of
from rfi.views.benefit.bars import figure_benefit_hours
from rfi.views.benefit.before_after_chart import figure_before_after
from rfi.views.benefit.contents import CONTENTS
from rfi.views.benefit.kpis import view_benefit_kpis, view_benefit_lines
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.overlaps import view_overlap_kinds, view_overlaps
from rfi.views.benefit.procedures import view_benefit_procedures, view_benefit_years
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table
from rfi.views.look.table_html import table_html
from tests.answers import collect
from tests.benefits import asked, cases, city, claim, compare, offer, procedure
from tests.evaluations import NO_CITY, CityChoice, evaluated
from tests.views.rounds import PLANTED, SAMPLES, given, round_of


def sample() -> BenefitComparison:
    answers = round_of("responses")
    return evaluated(answers).benefits


def small(
    *lines: dict[str, Any], cities: CityChoice = NO_CITY, **assumptions: Any
) -> tuple[BenefitComparison, Questionnaire]:
    answers = collect(
        asked(volumes=cases()),
        offer(*lines, response_id="a"),
        offer(claim("travel", 1_000, 400), response_id="b"),
    )
    return compare(answers, cities=cities, **assumptions), answers.questionnaire


def row(table: Table, key: str) -> Row:
    return next(found for found in table.rows if found.key == key)


def shown(table: Table, key: str) -> list[str]:
    found = row(table, key)
    return [table.shown(found, cell) for cell in found.cells]


def test_ledgers_show_claimed_and_discounted_side_by_side_hours_before_yen() -> None:
    benefits, _ = small(
        claim("travel", 1_000, 0, evidence="assumed"),
        claim("setup", 0, 400),
        evidence_factor_assumed=0.3,
    )
    table = view_benefit_ledgers(given(benefits=benefits), Reading("ja", "one"))
    assert shown(table, "resident_hours.claimed") == ["600", "600"]
    assert shown(table, "resident_hours.discounted") == ["△100", "600"]
    assert shown(table, "resident_hours.loss") == ["△400", "0"]
    assert shown(table, "resident_jpy.claimed") == ["1,525,800", "1,525,800"]
    keys = [found.key for found in table.rows]
    assert keys.index("resident_hours.claimed") < keys.index("resident_jpy.claimed")


def test_a_year_is_the_mean_of_the_window() -> None:
    benefits, _ = small(claim("travel", 1_000, 0), horizon_months=60)
    year = view_benefit_ledgers(given(benefits=benefits), Reading("ja"))
    window = view_benefit_ledgers(given(benefits=benefits), Reading("ja"), period="window")
    assert shown(year, "resident_hours.claimed")[0] == "1,000"
    assert shown(window, "resident_hours.claimed")[0] == "5,000"
    assert "年平均" in year.caption
    assert "期間計" in window.caption


def test_an_incomplete_sum_is_marked_and_an_unknown_one_is_words() -> None:
    benefits, _ = small(claim("minutes", 15, 10), procedure(without=["travel_minutes"]))
    table = view_benefit_ledgers(given(benefits=benefits), Reading("ja"))
    assert shown(table, "resident_hours.claimed")[0].startswith("※")
    assert shown(table, "staff_hours.claimed") == ["－", "－"]
    only, _ = small(claim("minutes", 15, 10))
    words = shown(
        view_benefit_ledgers(given(benefits=only), Reading("ja")), "resident_hours.claimed"
    )
    assert words[0] == "数量不足"


def test_the_proxy_for_a_residents_hour_is_named_with_its_source() -> None:
    benefits, _ = small(claim("travel", 1_000, 0))
    notes = " ".join(view_benefit_ledgers(given(benefits=benefits), Reading("ja")).notes)
    assert "事業者の行政手続コスト" in notes
    assert "試験" in notes


def test_a_citys_own_rate_is_named_with_the_city() -> None:
    own = CityChoice(city(staff_hour_jpy=5_000, code="甲市"))
    benefits, _ = small(claim("learn", 10, 0), cities=own)
    table = view_benefit_ledgers(given(benefits=benefits), Reading("ja"))
    assert any("5,000円/時間（甲市の値：甲市の調べ）" in note for note in table.notes)
    assert "甲市の値" in table.caption


def test_a_kpi_shows_before_and_after_with_its_grade_of_evidence() -> None:
    benefits, asked_for = small(claim("minutes", 58, 23, volume=60, evidence="trial"))
    table = view_benefit_kpis(given(benefits=benefits, questionnaire=asked_for), Reading("ja"))
    cell = row(table, "minutes").cells[0]
    assert cell.text == "58 → 23"
    assert cell.note.startswith("実証・35時間/年")
    assert row(table, "minutes").cells[1].text == "未回答"


def test_a_scaled_claim_says_so_in_its_cell() -> None:
    benefits, asked_for = small(claim("learn", 10, 0), cities=CityChoice(city(700_000)))
    cell = row(
        view_benefit_kpis(given(benefits=benefits, questionnaire=asked_for), Reading("ja")), "learn"
    ).cells[0]
    assert "推計（人口比2倍で換算）" in cell.note


def test_differences_only_leaves_out_kpis_on_which_all_say_the_same() -> None:
    benefits, asked_for = small(claim("travel", 1_000, 400))
    table = view_benefit_kpis(
        given(benefits=benefits, questionnaire=asked_for), Reading("ja")
    ).with_differences_only()
    assert table.rows == ()


def test_procedures_claims_and_total_agree() -> None:
    benefits, asked_for = small(procedure(), claim("travel", 1_000, 400))
    table = view_benefit_procedures(
        given(benefits=benefits, questionnaire=asked_for), Reading("ja"), "resident_hours"
    )
    assert shown(table, "P01") == ["45,000", "－"]
    assert shown(table, "others") == ["600", "600"]
    assert shown(table, "total") == ["45,600", "600"]
    assert "待ち 20 → 10分" in row(table, "P01").cells[0].note


def test_years_outside_the_window_are_dashes_and_years_add_up() -> None:
    question = asked(volumes=cases())
    early = offer(claim("travel", 1_200, 0), response_id="a", go_live="2027-04-01")
    late = offer(claim("travel", 1_200, 0), response_id="b", go_live="2028-01-01")
    benefits = compare(collect(question, early, late), horizon_months=12)
    table = view_benefit_years(given(benefits=benefits), Reading("ja"))
    assert shown(table, "resident_hours.2027") == ["1,200", "300"]
    assert shown(table, "resident_hours.2028") == ["－", "900"]
    assert shown(table, "resident_hours.sum") == ["1,200", "1,200"]


def test_double_counts_name_lines_reason_and_amount() -> None:
    benefits, asked_for = small(
        claim("overtime", 50, 20, capacity="overtime"),
        claim("pay", 900_000, 850_000, cash_releasing=True),
    )
    found = view_overlaps(
        given(benefits=benefits, questionnaire=asked_for), Reading("ja", "one")
    ).rows
    assert len(found) == 1
    words = [cell.text for cell in found[0].cells]
    assert "時間外の時間と手当" in words
    assert "overtime ⇔ pay" in words
    assert "30時間" in words
    assert found[0].cells[-1].value == pytest.approx(50_000)
    kinds = view_overlap_kinds(given(benefits=benefits), Reading("ja"))
    assert shown(kinds, "total") == ["1", "0"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_keeps_vendors_in_the_order_of_the_round(lang: Lang) -> None:
    benefits = sample()
    keys = [one.offer_key for one in benefits.offers]
    for table in CONTENTS.filed(
        given(benefits=benefits, questionnaire=round_of("responses").questionnaire), Reading(lang)
    ):
        if table.columns[0].letter:
            assert [column.key for column in table.columns] == keys
        assert table.caption
        assert table.rows


def test_a_line_shows_its_body_of_evidence() -> None:
    table = view_benefit_lines(given(benefits=sample()), Reading("ja"), 0)
    words = [cell.text for found in table.rows for cell in found.cells]
    assert any("架空の導入団体P市" in part for part in words)


def test_a_line_can_be_followed_to_its_cell_in_the_workbook() -> None:
    path = SAMPLES / "responses" / "vendor_a.xlsx"
    answers = round_of("responses")
    paths = (SAMPLES / "responses" / "questionnaire.json", SAMPLES / "assumptions/standard.json")
    asked_for, standard = (read_document(one.name, one.read_bytes()) for one in paths)
    answered = read_document(path.name, path.read_bytes())
    found = collect_answers(asked_for, [answered], standard)
    benefits = evaluated(found).benefits
    line = benefits.offers[0].lines[0]
    assert line.document == "vendor_a.xlsx"
    assert line.origin in answered.origins.values()
    sheet, _, cell = line.origin.partition("!")
    assert sheet
    assert cell
    assert [one.measures for one in benefits.offers[0].lines] == [
        one.measures for one in evaluated(answers).benefits.offers[0].lines
    ]


def test_the_bars_show_claimed_and_discounted_hours_a_year_on_one_scale() -> None:
    benefits = sample()
    figure = figure_benefit_hours(given(benefits=benefits), Reading("ja"))
    outline, filled, *_ = figure["data"]
    hours = [one.measures["resident_hours"] for one in benefits.offers]
    assert outline["x"] == pytest.approx([(one.claimed or 0) / 5 for one in hours])
    assert filled["x"] == pytest.approx([(one.discounted or 0) / 5 for one in hours])
    assert figure["layout"]["xaxis"]["range"] == figure["layout"]["xaxis2"]["range"]
    assert filled["marker"]["pattern"]["shape"] == ["", "/", ".", "\\", "x", "-"]


@pytest.mark.parametrize("picture", PICTURES)
def test_each_picture_draws_an_arrow_an_answer(picture: str) -> None:
    benefits = sample()
    arrows = arrows_of(benefits, picture, "ja")
    figure = figure_before_after(given(benefits=benefits), Reading("ja"), picture)
    assert figure is not None
    moved = [one for one in figure["layout"]["annotations"] if one["showarrow"]]
    assert [(one["ax"], one["x"]) for one in moved] == [
        (arrow.before, arrow.after) for arrow in arrows if arrow.before != arrow.after
    ]


def test_waiting_time_of_58_minutes_points_to_23() -> None:
    benefits, _ = small(procedure({"wait_minutes_before": 58, "wait_minutes_after": 23}))
    arrow = arrows_of(benefits, "wait", "ja")[0]
    assert (arrow.subject, arrow.before, arrow.after) == ("転入届", 58, 23)
    assert arrow.words == "58 → 23"


def test_visits_are_drawn_as_a_share_with_their_number() -> None:
    benefits, _ = small(procedure())
    arrow = arrows_of(benefits, "visits", "ja")[0]
    assert (arrow.before, arrow.after) == (90, 50)
    assert arrow.words == "90%（90,000回） → 50%（50,000回）"


def test_without_a_pair_there_is_no_picture() -> None:
    benefits, _ = small(claim("travel", 1_000, 400))
    assert figure_before_after(given(benefits=benefits), Reading("ja"), "wait") is None


def test_text_of_vendors_stays_text_in_tables_figures_and_files() -> None:
    line = procedure(evidence_body=PLANTED, note=PLANTED)
    answer = offer(line, claim("learn", 2, 1), response_id="a")
    answer["vendor"]["name"] = PLANTED
    answers = collect(asked(volumes=cases()), answer)
    named = CityChoice(city(code="<b>市</b>"))
    benefits = compare(answers, cities=named)
    tables = list(
        CONTENTS.filed(given(benefits=benefits, questionnaire=answers.questionnaire), Reading("ja"))
    )
    assert any(table.key == "benefit_lines" for table in tables)
    for table in tables:
        assert "<b>" not in table_html(table, Reading("ja"))
    for figure in (
        figure_benefit_hours(given(benefits=benefits), Reading("ja")),
        figure_before_after(given(benefits=benefits), Reading("ja"), "wait"),
    ):
        assert PLANTED not in json.dumps(figure, ensure_ascii=False)
        assert "<b>市" not in json.dumps(figure, ensure_ascii=False)


def test_a_round_without_effects_has_no_tables() -> None:
    answers = round_of("published")
    benefits = evaluated(answers).benefits
    assert (
        list(
            CONTENTS.filed(
                given(benefits=benefits, questionnaire=answers.questionnaire), Reading("ja")
            )
        )
        == []
    )
