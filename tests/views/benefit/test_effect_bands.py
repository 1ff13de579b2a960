"""効果 as bands: the figures of the ledgers, each effect on a scale of its own."""

import re
from html import unescape

from rfi.evaluation.evaluation import Evaluation
from rfi.views.benefit.effect_bands import picture_effects
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.benefit.measures import Period
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

JA = Reading("ja")
BAND = re.compile(r'<div class="rfi-band">(.*?)(?=<div class="rfi-band|$)')


def drawn(found: Evaluation, reading: Reading = JA, period: Period = "year") -> str:
    table = view_benefit_ledgers(found, reading, period=period)
    return picture_effects(found, reading, table, period).html


def test_each_band_holds_the_figures_of_the_ledgers_after_the_factor_of_evidence() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    table = view_benefit_ledgers(found, JA)
    rows = {row.key: row for row in table.rows}
    bands = BAND.findall(drawn(found))
    assert len(bands) == 6
    for index, shown in enumerate(bands):
        words = unescape(re.sub(r"<[^>]+>", " ", shown))
        for name in ("staff_hours", "resident_hours", "visits", "cash_jpy"):
            row = rows[f"{name}.discounted"]
            assert table.shown(row, row.cells[index]) in words


def test_what_is_claimed_is_never_narrower_than_what_counts() -> None:
    html = drawn(sample_for(TAKAMATSU, GROUP))
    pairs = re.findall(
        r"rfi-claimed\" style=\"left:0;width:([\d.]+)%.*?rfi-gain\" style=\"left:0;width:([\d.]+)%",
        html,
    )
    assert len(pairs) == 24
    assert all(float(claimed) >= float(counted) for claimed, counted in pairs)


def test_money_names_its_unit() -> None:
    html = drawn(sample_for(TAKAMATSU, GROUP), Reading("ja", "million"))
    assert "百万円/年" in html


def test_over_the_whole_period_every_unit_says_so() -> None:
    html = drawn(sample_for(TAKAMATSU, GROUP), JA, "window")
    assert html.count("（期間計）") == 4
    assert "/年" not in html
