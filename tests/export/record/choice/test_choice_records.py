"""What goes out of the analyses is what their tables show, whole yen, with its bound."""

import json
from typing import Any

import pytest

from rfi.compare.round.bounds import SIGNS
from rfi.disclosure.anonymous import anonymous
from rfi.disclosure.own import own
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.record.analysis import analysis_record
from rfi.export.record.encoder import to_json
from rfi.export.record.evaluation import evaluation_record
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.schema.load import load_schema
from rfi.text.numbers import round_half_up
from rfi.views.choice.asking.cells import view_asking, view_open_cells
from rfi.views.choice.customization.cities import view_way_cities
from rfi.views.choice.customization.totals import view_way_totals
from rfi.views.choice.joining.leavers import view_leavers
from rfi.views.choice.joining.neighbours import view_neighbours
from rfi.views.choice.joining.rules import view_sharing_rules
from rfi.views.choice.scoring.tables import view_scores
from rfi.views.choice.staging.tables import view_plan_cities
from rfi.views.choice.vendors.limits import view_plan_limits
from rfi.views.choice.vendors.plans import view_plans
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table, TableCell
from tests.answers import answer, collect, line, questionnaire
from tests.printed import VENDORS, Record, evaluated, printed, record_of

JA = Reading("ja")
GROUP = ("--city", "372013", "--group", "332020,372013,382019")
SECTIONS = ("joining", "customization", "vendors", "ask", "scoring", "plan")


@pytest.fixture(scope="module")
def shared() -> Evaluation:
    return evaluated(*GROUP, "--set", "scoring=lowest", "--set", "score_must=off")


@pytest.fixture(scope="module")
def record(shared: Evaluation) -> Record:
    return record_of(to_json(evaluation_record(shared, "ja")))


def column(table: Table, key: str) -> int:
    return next(at for at, one in enumerate(table.columns) if one.key == key)


def yen(cell: TableCell) -> int | None:
    return None if cell.value is None else int(round_half_up(cell.value, 0))


def told(amount: int | None, bound: str) -> tuple[int | None, str]:
    return amount, SIGNS[bound] if amount is not None else ""  # type: ignore[index]


def test_shares_and_who_would_leave_are_those_of_the_tables(
    shared: Evaluation, record: Record
) -> None:
    for index, offer in enumerate(record["joining"]["offers"]):
        if offer["state"] == "not_estimable":
            assert offer["total_jpy"] is None
            assert offer["rules"] == []
            continue
        table, leavers = (view(shared, JA, index) for view in (view_sharing_rules, view_leavers))
        rows = {row.key: row for row in table.rows}
        objections = {row.key: yen(row.cells[1]) for row in leavers.rows}
        for rule in offer["rules"]:
            at = column(table, rule["rule"])
            for member in rule["members"]:
                cell = rows[member["code"]].cells[at]
                assert member["share_jpy"] == yen(cell)
                assert offer["is_lower_bound"] == (cell.sign == "≧")
            paid = sum(member["share_jpy"] for member in rule["members"])
            assert abs(paid - offer["total_jpy"]) <= len(rule["members"]) / 2
            core = rule["core"]
            assert (core is None) == (offer["state"] == "open")
            for number, one in enumerate(core["leavers"] if core else ()):
                assert one["objection_jpy"] == objections[f"{rule['rule']}.{number}"]


def test_cities_that_may_join_are_those_of_the_table(shared: Evaluation, record: Record) -> None:
    table = view_neighbours(shared, JA, 0, "joiner")
    found = {city["code"]: city for city in record["joining"]["neighbours"]}
    assert list(found) == [row.key for row in table.rows]
    for row in table.rows:
        first = found[row.key]["offers"][0]
        assert first["marginal_jpy"] == yen(row.cells[column(table, "marginal")])
        gap = row.cells[column(table, "adaptation")]
        assert told(first["adaptation_jpy"], first["adaptation_bound"]) == (yen(gap), gap.sign)
        assert abs(-first["others_gain_jpy"] - (yen(row.cells[column(table, "gain")]) or 0)) <= 1


def test_totals_by_way_and_cities_on_the_curve_are_those_of_the_tables(
    shared: Evaluation, record: Record
) -> None:
    for index, offer in enumerate(record["customization"]["offers"]):
        table = view_way_totals(shared, JA, index)
        for row in table.rows:
            for at, body in enumerate(("city", "group")):
                found, cell = offer[body][row.key], row.cells[at]
                assert told(found["known_jpy"], found["bound"]) == (yen(cell), cell.sign)
        cities = view_way_cities(shared, JA, index)
        own = {city["code"]: city["own_way_gaps"] for city in offer["cities"]}
        for row in cities.rows:
            assert own[row.key] == row.cells[column(cities, "own")].value


def test_a_gap_says_where_each_cost_comes_from_and_where_it_turns(record: Record) -> None:
    seen = set()
    for offer in record["customization"]["offers"]:
        for gap in offer["gaps"]:
            assert (gap["turn_population"] is None) == (gap["turn"] != "at")
            for way in gap["ways"].values():
                is_known = way["source"] in {"own", "others", "assumption"}
                assert (way["cost_jpy"] is None) == (not is_known)
                seen.add(way["source"])
        ledger = sum(one["gaps"] for one in offer["ledger"])
        assert ledger == len(offer["gaps"])
    assert seen >= {"own", "others", "unknown", "not_offered"}


def test_plans_of_vendors_are_those_of_the_table_and_sum_to_their_total(
    shared: Evaluation, record: Record
) -> None:
    table = view_plans(shared, JA, "hub")
    assert table is not None
    total = next(row for row in table.rows if row.key == "total")
    (hub, _) = record["vendors"]["exchanges"]
    assert [plan["total_jpy"] for plan in hub["plans"]] == [yen(cell) for cell in total.cells]
    for plan in hub["plans"]:
        parts = [one["paid_jpy"] for one in plan["offers"]]
        beside = plan["interface_jpy"] + plan["coordination_jpy"]
        assert abs(sum(parts) + beside - plan["total_jpy"]) <= len(parts)
        assert {one["offer_key"] for one in plan["offers"]} == set(plan["businesses"].values())
        shares = [(part / sum(parts)) ** 2 for part in parts]
        assert plan["concentration_ratio"] == pytest.approx(sum(shares), abs=1e-6)


def test_the_price_of_limits_is_told_where_it_is_asked_for(
    shared: Evaluation, record: Record
) -> None:
    assert record["vendors"]["limits"] is None
    asked = record_of(to_json(analysis_record(shared, "vendors", {}, "ja")))["vendors"]
    table = view_plan_limits(shared, JA, "hub", 0)
    assert table is not None
    assert [one["price_jpy"] for one in asked["limits"]] == [
        yen(row.cells[0]) for row in table.rows
    ]
    assert {**asked, "limits": None} == record["vendors"]


def test_open_cells_are_those_of_the_tables(shared: Evaluation, record: Record) -> None:
    first, others = view_asking(shared, JA), view_open_cells(shared, JA)
    cells = record["ask"]["cells"]
    assert len(cells) == len(first.rows) + len(others.rows)
    worth = sorted((yen(row.cells[-1]) for row in first.rows), key=str)
    assert worth == sorted((one["value_jpy"] for one in cells if one["is_next"]), key=str)


def test_points_are_those_of_the_table_and_none_go_out_while_scoring_is_off(
    shared: Evaluation, record: Record
) -> None:
    table = view_scores(shared, JA)
    (total,) = (row for row in table.rows if row.key == "total")
    points = [offer["total"]["points"] for offer in record["scoring"]["offers"]]
    assert points == [cell.value for cell in total.cells]
    assert any(points)
    assert record["scoring"]["areas"]
    assert evaluation_record(evaluated(*GROUP), "ja")["scoring"] is None


def test_the_cash_of_plans_is_that_of_the_table_by_city(shared: Evaluation, record: Record) -> None:
    for at, offer in enumerate(record["plan"]["offers"]):
        table = view_plan_cities(shared, JA, at)
        for number, plan in enumerate(offer["plans"]):
            for city, row in zip(plan["cities"], table.rows, strict=True):
                years = city["by_fiscal_year_jpy"].values()
                total = sum(year["total"] for year in years)
                cash, limit = row.cells[2 * number : 2 * number + 2]
                assert abs(total - (yen(cash) or 0)) <= len(years)
                assert city["debt_burden_limit_jpy"] == yen(limit)
                assert any(year["bound"] != "exact" for year in years) >= (cash.sign == "≧")
                for year in years:
                    parts = (year[name] for name in ("today", "dual", "build", "running"))
                    assert abs(sum(parts) - year["total"]) <= 2


def test_between_the_prices_of_two_others_nothing_goes_out_without_names() -> None:
    asked = questionnaire(businesses=("B01",))
    prices = [[line("R01", amount)] for amount in (100, 300)]
    open_one = [line("I03", 1_000), line("R01", state="unanswered")]
    given = [
        answer(lines, response_id=name)
        for lines, name in zip([open_one, *prices], "abc", strict=True)
    ]
    answers = collect(asked, *given)
    told: list[Any] = [
        evaluation_record(evaluate(found, NOTHING_CHOSEN), "ja")["ask"]
        for found in (answers, anonymous(answers), own(answers, (0,)))
    ]
    ends = []
    for ask in told:
        (cell,) = (one for one in ask["cells"] if one["item"] == "R01")
        ends.append((cell["donors"], cell["low_jpy"] is None, cell["high_jpy"] is None))
    assert ends == [(2, False, False), (2, True, True), (0, True, True)]


@pytest.mark.parametrize("shown", [("--mode", "aggregate"), ("--readers", "public")])
def test_no_analysis_goes_out_as_json_where_its_tables_do_not(shown: tuple[str, str]) -> None:
    files = (*VENDORS, *shown)
    assert printed("analyse", "vendors", *files, "--format", "json")[:2] == (2, "")


def test_without_a_group_or_a_city_nothing_is_said_of_sharing_and_starting() -> None:
    alone: Any = evaluation_record(evaluated(), "ja")
    assert alone["joining"] is None
    assert alone["plan"] is None
    assert all(offer["group"] is None for offer in alone["customization"]["offers"])


def test_a_large_group_is_told_where_it_is_asked_for() -> None:
    codes = [city.code for city in evaluated().choices.customizing.cities[:13]]
    large = evaluated("--city", codes[0], "--group", ",".join(codes))
    whole = evaluation_record(large, "ja")
    assert (whole["joining"], whole["plan"]) == (None, None)
    plan = record_of(to_json(analysis_record(large, "plan", {}, "ja")))["plan"]
    assert {len(one["cities"]) for offer in plan["offers"] for one in offer["plans"]} == {13}
    asked = record_of(to_json(analysis_record(large, "joining", {}, "ja")))["joining"]
    assert len(asked["members"]) == 13
    shapley = next(one for one in asked["offers"][0]["rules"] if one["rule"] == "shapley")
    assert all(member["standard_error_jpy"] > 0 for member in shapley["members"])


@pytest.mark.parametrize("section", SECTIONS)
def test_an_analysis_alone_has_the_schema_that_it_has_in_an_evaluation(section: str) -> None:
    alone, whole = load_schema("analysis"), load_schema("evaluation")
    assert alone["properties"][section] == whole["properties"][section]
    assert alone["properties"]["conditions"] == whole["properties"]["conditions"]
    assert alone["$defs"].items() <= whole["$defs"].items()


@pytest.mark.parametrize("section", [one for one in SECTIONS if one != "vendors"])
def test_an_analysis_alone_is_the_part_of_the_whole(
    section: str, shared: Evaluation, record: Record
) -> None:
    alone = record_of(to_json(analysis_record(shared, section, {}, "ja")))
    assert list(alone) == ["kind", "schema_version", "conditions", section, "issues"]
    assert json.dumps(alone[section]) == json.dumps(record[section])
