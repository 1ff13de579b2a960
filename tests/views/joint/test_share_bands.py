"""共同利用 as bands: the figures of the table, as a sentence for the shown city."""

import re
from html import unescape

from rfi.views.joint.share_bands import picture_shares
from rfi.views.joint.shares import view_shares
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

JA = Reading("ja")
BAND = re.compile(r'<div class="rfi-band">(.*?)(?=<div class="rfi-band|$)')


def bands() -> list[str]:
    html = picture_shares(sample_for(TAKAMATSU, GROUP), JA).html
    return [unescape(re.sub(r"<[^>]+>", " ", band)) for band in BAND.findall(html)]


def test_each_sentence_holds_the_figures_of_the_table_for_the_shown_city() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    rows = {row.key: row for row in view_shares(found, JA).rows}
    shown = bands()
    for index in range(4):
        share = rows[f"{TAKAMATSU}.share"].cells[index].value or 0.0
        alone = rows[f"{TAKAMATSU}.alone"].cells[index].value or 0.0
        assert f"{share / 1e8:.1f}" in shown[index]
        assert f"{alone / 1e8:.1f}" in shown[index]
        assert f"△{(alone - share) / 1e8:.1f}" in shown[index]


def test_the_other_members_stand_below_and_the_title_names_the_city() -> None:
    picture = picture_shares(sample_for(TAKAMATSU, GROUP), JA)
    assert "高松市：3市で使うと" in picture.title
    assert "倉敷市 △" in bands()[0]
    assert "高松市 △" not in bands()[0]


def test_beside_holes_the_difference_is_for_reference_and_the_way_dashed() -> None:
    html = BAND.findall(picture_shares(sample_for(TAKAMATSU, GROUP), JA).html)[4]
    assert "参考" in html
    assert "rfi-reach-open" in html
    assert "≧" in html


def test_an_offer_without_a_group_price_keeps_its_price_alone_and_says_why() -> None:
    last = bands()[5]
    assert "推計不可" in last
    assert "この団体数の価格の回答がない" in last
    assert "単独 50.4" in last
