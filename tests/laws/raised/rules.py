"""Issues of what was quoted: a price that can be read in two ways, or that contradicts itself."""

from collections.abc import Mapping
from typing import Any

from rfi.intake.rules.case import Case
from rfi.intake.rules.repeated_rules import price_on_two_sheets
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from tests.analysis.plausibility.test_plausibility import total
from tests.answers import Line, answer, collect, document, line, questionnaire
from tests.intake.rules.asking import found, with_r01
from tests.intake.rules.test_between_rules import ITEMS, given
from tests.intake.rules.test_date_rules import ASKED as DATED
from tests.intake.rules.test_date_rules import found as dated
from tests.intake.rules.test_date_rules import on
from tests.intake.rules.test_fit_rules import YEN
from tests.intake.rules.test_fit_rules import found as fit_issues
from tests.intake.rules.test_whole_rules import ASKED as WHOLE
from tests.intake.rules.test_whole_rules import free, held
from tests.laws.raised.files import Raiser
from tests.normalize.cost.test_discounts import discount
from tests.normalize.cost.test_discounts import found as discount_issues

IN_ONE = [held("I07"), held("R01")]
TIERS = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 9, "amount": 1}]


def of_r01(amount: float | None = 50, **fields: Any) -> Raiser:
    return lambda: found(with_r01(fields, amount))


def of_lines(*lines: Line, **offer: Any) -> Raiser:
    return lambda: found(lines, **offer)


def of_discounts(*discounts: dict[str, Any]) -> Raiser:
    def raised() -> tuple[Issue, ...]:
        return tuple(discount_issues(*discounts).values())

    return raised


def of_dates(given: str = "2027-03-25", **root: Any) -> Raiser:
    return lambda: dated(on(given), **root)


def among_vendors(*vendors: dict[str, str], times: float = 2) -> Raiser:
    answers = [given(f"v{at}", times**at, **vendor) for at, vendor in enumerate(vendors)]
    return lambda: collect(questionnaire(ITEMS), *answers).issues


def of_fits(fit: dict[str, Any]) -> Raiser:
    return lambda: fit_issues(fit).values()


def of_go_live(given: str) -> Raiser:
    return lambda: collect(DATED, answer(on("2027-03-25"), go_live=given)).issues


def on_two_sheets() -> tuple[Issue, ...]:
    lines = [line("I03", 60), line("I03", 25)]
    places = ("費用!I7", "個別明細!F3")
    origins = {f"/offers/0/cost_lines/{at}/amount": place for at, place in enumerate(places)}
    asked = questionnaire_of(document("q.json", questionnaire()))
    return tuple(price_on_two_sheets(Case(answer(lines), asked, "a.xlsx", origins)))


WISHED = {
    **questionnaire(), "wished_go_live_on": "2027-03-01", "wished_months": 84,
}  # fmt: skip


def against_the_wish() -> tuple[Issue, ...]:
    return collect(WISHED, answer([line("I03", 60)])).issues


RAISED: Mapping[str, Raiser] = {
    "business_left_out": of_lines(line("I03", 60), businesses=["B02"]),
    "price_in_remark": of_lines(line("I03", 60), note="回線費 月額80千円は含まない"),
    "rate_in_note": of_lines(line("I03", 60, note="3年目から5%値上げ")),
    "rate_in_remark": of_lines(line("I03", 60), summary="3年目から5%値上げ"),
    "remark_contradicts": of_lines(line("I03", 60), note="金額は税込です"),
    "all_free": of_lines(free("I03")),
    "all_included_in_one": lambda: collect(WHOLE, answer([*IN_ONE, line("I03", 60)])).issues,
    "answers_identical": among_vendors({}, {}, times=1),
    "answered_after_deadline": of_dates(answered_on="2026-12-01"),
    "answered_before_issue": of_dates(answered_on="2026-09-30"),
    "container_not_asked": of_r01(
        None, state="included", included_in={"business": "B01", "item": "R99"}
    ),
    "escalation_unusual": of_r01(escalation_percent=-5),
    "schedule_by_year": of_r01(basis="per_case", procedure_id="P01", minimum_charge=100),
    "tax_rate_unusual": of_r01(tax_rate_percent=20),
    "date_implausible": of_dates("1999-03-25"),
    "discount_exceeds_base": of_discounts(discount(121)),
    "discount_like_share": of_discounts(discount(0.1)),
    "discount_months_outside": of_discounts(discount(0.1, frequency="monthly", months=84)),
    "discount_over_half": of_discounts(discount(61)),
    "discount_twice": of_discounts(discount(10), discount(10, 2)),
    "kpis_unanswered": of_fits({}),
    "requirements_unanswered": of_fits({"fit": "standard"}),
    "service_levels_unanswered": of_fits({}),
    "impossible_with_cost": of_fits({"symbol": "×", "cost_once": 1, **YEN}),
    "standard_with_cost": of_fits({"symbol": "◎", "cost_once": 1, **YEN}),
    "go_live_after_wish": against_the_wish,
    "term_not_as_wished": against_the_wish,
    "go_live_implausible": of_go_live("2018-04-01"),
    "minimum_without_basis": of_r01(minimum_charge=100),
    "point_outside_range": of_r01(amount_low=60, amount_high=90),
    "names_alike": among_vendors({"name": "ニコ"}, {"name": "二コ"}),
    "price_on_two_sheets": on_two_sheets,
    "price_twice": of_lines(line("I03", 60), line("I03", 60)),
    "procedure_without_basis": of_r01(procedure_id="P01"),
    "quantity_not_used": of_r01(basis="per_staff", quantity=3),
    "quantity_unit_differs": of_r01(basis="per_case", quantity=9, quantity_unit="人"),
    "quantity_unit_scale": of_r01(basis="per_unit", quantity=9, quantity_unit="千台"),
    "quantity_unknown": of_r01(basis="per_unit"),
    "quantity_without_basis": of_r01(quantity=25),
    "quantity_zero": of_r01(basis="per_unit", quantity=0),
    "recurring_as_once": of_r01(frequency="once"),
    "stated_total_in_dollars": of_lines(line("I03", 60), stated_totals=total(1, currency="USD")),
    "tiers_beside_amount": of_r01(basis="per_resident", tiers=TIERS),
    "tiers_not_from_zero": of_r01(None, basis="per_resident", tiers=TIERS[1:]),
    "tiers_repeated": of_r01(None, basis="per_resident", tiers=[TIERS[0], TIERS[0]]),
    "tiers_without_basis": of_r01(None, tiers=TIERS),
    "vendor_twice": among_vendors({"vendor_id": "v"}, {"vendor_id": "v"}),
    "volume_zero": of_r01(basis="per_case", procedure_id="P02"),
    "year_typed_alone": of_dates("1905-07-20"),
}
