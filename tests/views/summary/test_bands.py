"""総括 as bands: the same figures as the table, one scale, differences as this − base."""

import re
from html import unescape

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.reading import Reading
from rfi.views.summary.bands import base_title, bases, picture_bands
from rfi.views.summary.effects import view_whole_summary
from rfi.views.summary.summary import view_summary
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import PLANTED, evaluated, round_of

BAND = re.compile(r'<div class="rfi-band">(.*?)(?=<div class="rfi-band|$)')


JA = Reading("ja")


def drawn(found: Evaluation, base: int = 0, reading: Reading = JA) -> str:
    return picture_bands(found, reading, view_whole_summary(found, reading), base).html


def bands_of(found: Evaluation, base: int = 0, reading: Reading = JA) -> list[str]:
    html = drawn(found, base, reading)
    return [unescape(re.sub(r"<[^>]+>", " ", band)) for band in BAND.findall(html)]


def widths_of(found: Evaluation) -> list[list[float]]:
    html = drawn(found)
    parts = r'class="rfi-segment [^"]*" style="left:[\d.]+%;width:([\d.]+)%"'
    return [[float(width) for width in re.findall(parts, band)] for band in BAND.findall(html)]


@pytest.fixture
def sample() -> Evaluation:
    return evaluated(round_of("responses"))


def test_each_band_tells_total_certainty_and_difference(sample: Evaluation) -> None:
    bands = bands_of(sample)
    assert len(bands) == 6
    assert "34.93" in bands[0]
    assert "基準" in bands[0]
    # 3,301,573,… − 3,492,673,… = △191,1…
    assert "33.02" in bands[1]
    assert "△1.91" in bands[1]
    assert "△5.5%" in bands[1]
    assert "要確認1件" in bands[3]
    assert "＋4.89" in bands[3]


def test_beside_holes_a_difference_is_a_bound_and_says_so(sample: Evaluation) -> None:
    band = bands_of(sample)[4]
    assert "≧27.47" in band
    assert "≧△7.46" in band
    assert "下限" in band
    assert "欠け66欄" in band
    # Against the one with holes every exact offer is at most so much dearer.
    assert "≦＋7.46" in bands_of(sample, base=4)[0]


def test_the_bars_share_one_scale_and_add_up_to_the_totals(sample: Evaluation) -> None:
    table = view_summary(sample, Reading("ja"))
    totals = [cell.value or 0.0 for cell in table.rows[0].cells]
    widths = [sum(parts) for parts in widths_of(sample)]
    for index in (0, 1, 2, 3, 5):
        assert widths[index] / widths[0] == pytest.approx(totals[index] / totals[0], abs=0.002)


def test_tax_is_in_every_figure_of_the_picture(sample: Evaluation) -> None:
    reading = Reading("ja", tax="included")
    table = view_summary(sample, reading)
    first, second = (cell.value or 0.0 for cell in table.rows[0].cells[:2])
    bands = bands_of(sample, reading=reading)
    assert f"{first / 1e8:.2f}" in bands[0]
    assert f"△{(first - second) / 1e8:.2f}" in bands[1]


def test_without_todays_cost_the_first_letter_is_the_base(sample: Evaluation) -> None:
    assert list(bases(sample)) == [0, 1, 2, 3, 4, 5]
    assert base_title(0, sample, Reading("ja")) == "A 架空電算株式会社"


def test_what_a_vendor_wrote_is_shown_as_text() -> None:
    given = answer([line("I03", amount=100)])
    given["vendor"]["name"] = PLANTED
    html = drawn(evaluated(collect(questionnaire(), given)))
    assert "<b>1*2*3</b>" not in html
    assert "&lt;b&gt;1*2*3&lt;/b&gt;" in html


def test_in_english_no_japanese_stands_in_the_picture(sample: Evaluation) -> None:
    html = drawn(sample, 0, Reading("en"))
    words = re.sub(r"<[^>]+>", " ", html)
    names = [offer.vendor + offer.title for offer in sample.costs.offers]
    left = {sign for sign in words if "ぁ" <= sign <= "ん"} - set("".join(names))
    assert left == set()


def test_one_offer_is_not_said_to_differ_from_others() -> None:
    asked = questionnaire(("R01",))
    made = [answer([line("R01", 5000)], response_id=name) for name in ("one", "two")]
    for count, is_apart in ((1, False), (2, True)):
        found = evaluated(collect(asked, *made[:count]))
        title = picture_bands(found, JA, view_whole_summary(found, JA), 0).title
        assert ("ちがい" in title) is is_apart
