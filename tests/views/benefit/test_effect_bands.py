"""効果 as bands: the figures of the ledgers, each effect on a scale of its own."""

import re
from html import unescape

from rfi.views.benefit.effect_bands import picture_effects
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

JA = Reading("ja")
BAND = re.compile(r'<div class="rfi-band">(.*?)(?=<div class="rfi-band|$)')


def test_each_band_holds_the_figures_of_the_ledgers_after_the_factor_of_evidence() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    table = view_benefit_ledgers(found, JA)
    rows = {row.key: row for row in table.rows}
    bands = BAND.findall(picture_effects(found, JA).html)
    assert len(bands) == 6
    for index, shown in enumerate(bands):
        words = unescape(re.sub(r"<[^>]+>", " ", shown))
        for name in ("staff_hours", "resident_hours", "visits", "cash_jpy"):
            row = rows[f"{name}.discounted"]
            assert table.shown(row, row.cells[index]) in words


def test_what_is_claimed_is_never_narrower_than_what_counts() -> None:
    html = picture_effects(sample_for(TAKAMATSU, GROUP), JA).html
    pairs = re.findall(
        r"rfi-claimed\" style=\"left:0;width:([\d.]+)%.*?rfi-gain\" style=\"left:0;width:([\d.]+)%",
        html,
    )
    assert len(pairs) == 24
    assert all(float(claimed) >= float(counted) for claimed, counted in pairs)


def test_money_names_its_unit() -> None:
    html = picture_effects(sample_for(TAKAMATSU, GROUP), Reading("ja", "million")).html
    assert "百万円/年" in html
