"""One walk through every comparing page: what is on screen is what the command line prints."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from rfi.app.frame.navigation import COMPARING
from rfi.evaluation.evaluation import Evaluation
from rfi.export.tables import SUBJECTS
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import round_half_up
from rfi.text.wording import text
from rfi.views.look.contents import Content, Contents
from rfi.views.look.reading import Reading
from tests.browser.conftest import App
from tests.browser.screen import (
    ShownRow,
    expect_idle,
    expect_no_fault,
    go_to,
    keep_screen,
    open_controls,
    row_of,
    rows_of,
    show_section,
)
from tests.browser.tabs import Hear
from tests.printed import CITIES, Record, compared, evaluated

pytestmark = pytest.mark.browser
MEMBERS = {"332020": "倉敷市", "372013": "高松市", "382019": "松山市"}
CONDITIONS = (
    "高松市（372013）417,496人・要確認",
    "都市の人口に換算し構成で分担",
    "3市 計1,403,280人（倉敷市、高松市、松山市）",
    "均等割0％・人口割100％",
    "60か月",
    "160円/米ドル",
    "全業務・全費目",
    "他社の中央値",
)
# Page → what it shows; of two lists of one page the first is on it.
CONTENTS = {
    text(f"app.page.{contents.subject}", "ja"): contents
    for contents in reversed(SUBJECTS)
    # What stands in place of the offers is shown under statistics only.
    if contents.subject in COMPARING and not all(part.is_aggregate for part in contents.parts)
}
# A section that a page opens itself is turned to what is of the evaluation.
OWN = {"survey": ("倍率の種類", "提案を各市の規模で")}
READING = Reading("ja")


def thousand(yen: float | None) -> float | None:
    return None if yen is None else round_half_up(yen / 1000)


def shown_thousands(amounts: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(map(thousand, amounts))


@pytest.fixture
def hosts(hear: Hear) -> Iterator[set[str | None]]:
    """Every host that the page asks; at the end it must have been this machine alone."""
    asked: set[str | None] = set()
    # What a page made of its own bytes (blob:) asks nobody.
    hear("request", lambda request: asked.add(urlsplit(request.url.removeprefix("blob:")).hostname))
    hear("websocket", lambda opened: asked.add(urlsplit(opened.url).hostname))
    yield asked
    assert asked == {"127.0.0.1"}


def expect_conditions(page: Page, parts: Sequence[str]) -> None:
    for part in parts:
        expect(page.locator(".rfi-bar")).to_have_attribute("title", re.compile(re.escape(part)))


def choose_city(page: Page, name: str) -> None:
    open_controls(page)
    page.get_by_role("combobox", name="都市", exact=True).click()
    page.keyboard.type(name)
    page.get_by_role("option", name=name).click()
    expect(page.locator(".rfi-bar")).to_contain_text(name)
    page.keyboard.press("Escape")


def choose_group(page: Page) -> None:
    """Choose the other members and the key on the page of conditions."""
    go_to(page, "条件", "windows")
    page.get_by_role("radiogroup", name="条件の区分").get_by_text("共同利用の構成").click()
    field = page.locator('[data-testid="stMultiSelect"]')
    listed = page.locator('[data-testid="stMultiSelectDropdown"]')
    field.locator("input").click()
    expect(listed.get_by_role("option").first).to_have_text("函館市（北海道）")
    # The chosen city joins by itself.
    for name in ("倉敷市", "松山市"):
        field.locator("input").fill(name)
        listed.get_by_role("option", name=name).click()
        # The field is made anew with every member; the old one goes a moment later.
        expect(page.locator(".rfi-bar")).to_contain_text(name.removesuffix("市"))
        expect_idle(page)
        expect(field.filter(has_text="高松市")).to_have_count(1)
        expect(field).to_have_count(1)
    expect(page.locator(".rfi-bar")).to_contain_text("3市")
    page.keyboard.press("Escape")
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(page.locator(".rfi-bar")).to_contain_text("均等割0%")


def level_at_160_yen(page: Page) -> None:
    """Switch levelling on and move the exchange rate, in the controls above a page."""
    open_controls(page)
    page.get_by_test_id("stCheckbox").filter(has_text="補完").locator("label").click()
    expect(page.locator(".rfi-bar")).to_contain_text("他社の中央値")
    page.get_by_role("slider").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".rfi-bar")).to_contain_text("160円/$")
    page.keyboard.press("Escape")


def expect_summary(page: Page, record: Record) -> None:
    rows, offers = rows_of(page, "summary"), record["offers"]
    for heading, key in (("総額（60か月）", "nominal_jpy"), ("1年当たり", "equivalent_annual_jpy")):
        amounts = [offer["totals"][key] for offer in offers]
        assert row_of(rows, heading).figures == shown_thousands(amounts)
    signs = {"exact": "", "at_least": "≧", "unknown": "※"}
    for offer, cell in zip(offers, row_of(rows, "総額（60か月）").cells, strict=True):
        if offer["totals"]["nominal_jpy"] is not None:
            assert cell.rstrip("0123456789,") == signs[offer["bound"]]
    each = row_of(rows, "住民1人・1年当たり（円）").figures
    assert each == tuple(offer["totals"]["per_resident_per_year_jpy"] for offer in offers)


def expect_costs(page: Page, record: Record) -> None:
    show_section(page, "費目別")
    rows = {row.note: row for row in rows_of(page, "items")}
    held = 0
    for index, offer in enumerate(record["offers"]):
        for item, found in offer["by_item"].items():
            shown = rows[item].figures[index]
            if shown is not None:
                assert shown == thousand(found["nominal_jpy"])
                held += 1
    assert held > 150
    show_section(page, "年度別")
    cash = rows_of(page, "cash")
    limits = [offer["cash_view"]["debt_burden_limit_jpy"] for offer in record["offers"]]
    priced = [offer["totals"]["nominal_jpy"] is not None for offer in record["offers"]]
    expected = [amount if known else None for amount, known in zip(limits, priced, strict=True)]
    assert row_of(cash, "債務負担行為の限度額").figures == shown_thousands(expected)


def expect_levelling(page: Page, record: Record) -> None:
    show_section(page, "補完")
    rows, offers = rows_of(page, "levelling"), record["levelling"]["offers"]
    put_in = [offer.get("levelled_jpy") for offer in offers]
    assert any(put_in)
    assert row_of(rows, "補完した額").figures == shown_thousands(put_in)
    cells = next(offer["cells"] for offer in offers if offer["cells"])
    keys = ("min_jpy", "median_jpy", "max_jpy", "level_jpy")
    shown = [row.figures[2:] for row in rows_of(page, "levelled_cells")]
    assert shown == [shown_thousands([cell[key] for key in keys]) for cell in cells]


def expect_shares(page: Page, record: Record) -> None:
    rows, offers = rows_of(page, "shares"), record["sharing"]["offers"]
    group = [offer.get("group_jpy") for offer in offers]
    assert row_of(rows, "グループ計").figures == shown_thousands(group)
    for number, (code, name) in enumerate(MEMBERS.items()):
        assert row_of(rows, name).note.startswith("人口")
        for heading, key in (("負担額", "share_jpy"), ("単独の場合", "alone_jpy")):
            shown = row_of(rows, heading, number).figures
            for offer, figure in zip(offers, shown, strict=True):
                if offer["is_estimable"]:
                    member = next(one for one in offer["members"] if one["code"] == code)
                    assert figure == thousand(member[key])
                elif key == "share_jpy":
                    assert figure is None
    show_section(page, "加わる市の増分")
    joiners = rows_of(page, "joiners")
    for number, row in enumerate(joiners):
        amounts = [
            offer["members"][number]["marginal_jpy"] if offer["is_estimable"] else None
            for offer in offers
        ]
        assert row.figures == shown_thousands(amounts)
    show_section(page, "年度別の支払")
    paid = [one["paid_incl_tax_jpy"] for one in offers[0]["members"]]
    for year in paid[0]:
        row = row_of(rows_of(page, "paid"), format_fiscal_year(int(year), "ja"))
        assert row.figures[:-1] == tuple(one[year] for one in paid)


def expect_benefits(page: Page, record: Record) -> None:
    rows = rows_of(page, "benefit_ledgers")
    for heading, ledger, measure in (
        ("住民の時間", "residents", "resident_hours"),
        ("職員の時間", "staff_capacity", "staff_hours"),
    ):
        for number, side in enumerate(("claimed", "discounted")):
            shown = row_of(rows, heading, number).figures
            for offer, figure in zip(record["benefits"]["offers"], shown, strict=True):
                found = offer["ledgers"][ledger][measure]
                # The object gives tenths of an hour, the screen whole hours.
                expected = found["per_year"][side] if "per_year" in found else None
                assert figure == (pytest.approx(expected, abs=0.55) if expected else None)


def expect_fit(page: Page, record: Record) -> None:
    row = row_of(rows_of(page, "fit_rates"), "必須・標準オプションの計")
    rates = [offer["rate"] for offer in record["fit"]["offers"]]
    expected = tuple(
        None if rate["rate"] is None else round_half_up(100 * rate["met"] / rate["asked"], 1)
        for rate in rates
    )
    assert row.figures == expected
    shares = row_of(rows_of(page, "fit_rates"), "未回答率").figures
    assert shares == tuple(
        round_half_up(100 * rate["unanswered"] / rate["asked"], 1) for rate in rates
    )


def expect_service(page: Page, record: Record) -> None:
    show_section(page, "稼働率・停止時間")
    row = row_of(rows_of(page, "service_availability"), "年間の許容停止（分）")
    found = [offer["availability"] for offer in record["service_levels"]["offers"]]
    assert row.figures == tuple(one and one["downtime_minutes_per_year"] for one in found)


def expect_path(page: Page, record: Record) -> None:
    """The path of an item that is asked once ends, in yen, at the figure of the comparison."""
    page.get_by_role("combobox", name="費目", exact=True).click()
    page.keyboard.type("プロジェクト管理")
    page.get_by_role("option", name="プロジェクト管理").click()
    expect(page.locator(".rfi-original")).to_contain_text("プロジェクト管理")
    row = row_of(rows_of(page, "path"), "表に示す額")
    assert row.figures[0] == record["offers"][0]["by_item"]["I01"]["nominal_jpy"]


def unfold(page: Page, part: Content) -> None:
    """Open the fold of a figure, which is drawn when it is seen."""
    if part.fold:
        page.locator("summary").get_by_text(text(f"app.{part.fold}", "ja")).click()


def expect_contents(page: Page, contents: Contents, evaluation: Evaluation) -> None:
    """Open every section of a page, from its list; hold each table's title and count figures."""
    for section in contents.sections:
        if len(contents.sections) > 1:
            show_section(page, text(f"app.{contents.subject}.{section}", "ja"))
        if section in OWN:
            group, button = OWN[section]
            page.get_by_role("radiogroup", name=group).get_by_text(button).click()
        figures = 0
        for part in contents.of(section):
            if part.unmet(evaluation):
                continue
            given = (evaluation, READING, part.opening(evaluation))
            if part.drawn(*given) is not None:
                figures += 1
                unfold(page, part)
            picture = part.pictured(*given)
            if picture is not None:
                title = page.locator("h2.rfi-title").get_by_text(picture.title)
                title.first.wait_for()
            table = part.table(*given)
            if table is not None and table.rows:
                shown = page.locator(f".rfi-{table.key} .rfi-title").get_by_text(table.title)
                # A folded table stands on the page before it is unfolded.
                shown.first.wait_for(state="attached" if part.fold else "visible")
        expect(page.locator(".js-plotly-plot")).to_have_count(figures)
        keep_screen(page, text(f"app.page.{contents.subject}", "ja"), section)
        expect_no_fault(page)


def opening_table(contents: Contents, evaluation: Evaluation) -> str:
    """Return the key of the first table that a page shows."""
    parts = (part for part in contents.of(contents.sections[0]) if not part.unmet(evaluation))
    tables = (part.table(evaluation, READING, part.opening(evaluation)) for part in parts)
    return next(table.key for table in tables if table is not None)


# Page → the table that it opens with, and what is held against the object; others are only walked.
PAGES = {
    "費用": ("differences", (expect_costs, expect_levelling)),
    "現行費用": ("offers_alone", ()),
    "共同利用": ("shares", (expect_shares,)),
    "効果": ("benefit_ledgers", (expect_benefits,)),
    "適合": ("fit_rates", (expect_fit,)),
    "非機能": ("service", (expect_service,)),
    "計算過程": ("original", (expect_path,)),
    "総括": ("summary", (expect_summary,)),
}


def test_every_page_shows_the_figures_of_the_command_line_under_the_chosen_conditions(
    app: App, page: Page, hosts: set[str | None]
) -> None:
    chosen = (
        *("--city", "372013", "--group", ",".join(MEMBERS), "--set", "sharing_equal_ratio=0"),
        *("--level", "median", "--set", "fx_usd_jpy=160"),
    )
    record, evaluation = compared(*chosen), evaluated(*chosen)
    page.goto(app.address("summary"))
    expect(page.locator(".rfi-summary")).to_contain_text("架空電算")
    choose_city(page, "高松市")
    choose_group(page)
    go_to(page, "総括", "summary")
    level_at_160_yen(page)
    for name in dict.fromkeys((*PAGES, *CONTENTS)):
        table, held = PAGES.get(name) or (opening_table(CONTENTS[name], evaluation), ())
        go_to(page, name, table)
        expect_conditions(page, CONDITIONS)
        for expect_figures in held:
            expect_figures(page, record)
        if name in CONTENTS:
            expect_contents(page, CONTENTS[name], evaluation)
        expect_no_fault(page)
    assert hosts


def row_of_offers(rows: list[ShownRow], heading: str, number: int = 0) -> ShownRow:
    """Return a row without its first column, which is today's."""
    found = row_of(rows, heading, number)
    return ShownRow(found.heading, found.note, found.cells[1:])


def expect_before_after(page: Page, record: Record) -> None:
    rows, today = rows_of(page, "before_after"), record["today"]
    before = row_of(rows, "運用費用").figures[0]
    assert before == thousand(today["yearly_running_jpy"]["excluded"]["shown"])
    for number, part in enumerate(("running_per_year", "window_total")):
        pairs = [offer[part]["excluded"] for offer in today["offers"]]
        for heading, side in (("現行との差", "difference_jpy"), ("現行に対する倍率", "ratio")):
            shown = row_of_offers(rows, heading, number).figures
            assert any(shown)
            for pair, figure in zip(pairs, shown, strict=True):
                if figure is None:
                    continue
                if side == "ratio":
                    assert figure == round_half_up(pair["ratio"]["shown"], 2)
                else:
                    assert figure == thousand(pair["difference_jpy"]["shown"])


def expect_net_effect(page: Page, record: Record) -> None:
    show_section(page, "資金と純効果")
    effects = record["net_effect"]["without_benefits"]
    rows = rows_of(page, "net_effect")
    limits = [one and one["debt_burden_limit_jpy"] for one in effects]
    assert row_of(rows, "債務負担行為の限度額").figures == shown_thousands(limits)
    net = [one and one["net_effect_jpy"]["shown"] for one in effects]
    assert row_of(rows, "純効果（累計）").figures == shown_thousands(net)
    cash, years = rows_of(page, "net_cash"), effects[0]["by_fiscal_year_jpy"]
    columns = ("today_going_on", "today_until_go_live", "offered", "net", "cumulative")
    for year in years["net"]:
        shown = row_of(cash, format_fiscal_year(int(year), "ja")).figures
        assert shown == shown_thousands([years[column][year] for column in columns])


def test_todays_cost_of_a_city_stands_against_every_offer_as_the_command_line_prints_it(
    app: App, page: Page, hosts: set[str | None]
) -> None:
    record = compared(*CITIES, "--city", "992011")
    page.goto(app.address("today"))
    page.locator(".rfi-bar").wait_for()
    choose_city(page, "架空市")
    expect_conditions(page, ("架空市（992011）", "都市の人口に換算", "150円/米ドル"))
    expect_before_after(page, record)
    expect_net_effect(page, record)
    expect_no_fault(page)
    assert hosts


def test_a_list_in_which_nothing_is_found_says_so_in_the_language_of_the_page(
    app: App, page: Page
) -> None:
    page.goto(app.address("summary"))
    page.locator(".rfi-summary").wait_for()
    open_controls(page)
    page.get_by_role("combobox", name="都市", exact=True).click()
    page.keyboard.type("ない市")
    told = page.get_by_role("listbox").locator("span")
    assert told.evaluate("e => getComputedStyle(e, '::after').content") == '"見つかりません"'
    assert told.evaluate("e => getComputedStyle(e).fontSize") == "0px"
