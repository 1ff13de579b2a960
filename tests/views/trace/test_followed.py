"""The figure that is followed says first what the tables say of it, and what it was made of."""

import pytest

from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.wording import LANGS, Lang
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.items import view_items
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import TAX_BASES, Reading, TaxBasis
from rfi.views.look.table import printed
from rfi.views.trace.followed import cell_of_figure, picture_followed
from tests.export.test_tables import whole
from tests.views.rounds import round_of

JA = Reading("ja")
SINGLE = evaluate(round_of("responses"), NOTHING_CHOSEN)


@pytest.mark.parametrize("tax", TAX_BASES)
@pytest.mark.parametrize("evaluation", [SINGLE, whole(in_group=True), whole(in_group=False)])
def test_it_is_the_figure_of_the_table_that_it_was_followed_from(
    evaluation: Evaluation, tax: TaxBasis
) -> None:
    reading, seen = Reading("ja", tax=tax), 0
    for table in (view_items(evaluation, reading), view_businesses(evaluation, reading)):
        for row in (one for one in table.rows if one.of is not None):
            business, item = row.of or ("", "")
            for index, cell in enumerate(row.cells):
                found = cell_of_figure(evaluation, reading, index, business, item)
                assert (printed(found), row.key) == (printed(cell), row.key)
                seen += 1
    assert seen > 50 * len(evaluation.costs.offers)


def test_a_figure_in_a_price_over_several_businesses_says_so() -> None:
    table = view_businesses(SINGLE, JA)
    (row,) = [one for one in table.rows if one.key == "B04"]
    places = [at for at, cell in enumerate(row.cells) if cell.text == "束価格に含む"]
    assert places
    for index in places:
        assert cell_of_figure(SINGLE, JA, index, "B04", "").text == "束価格に含む"


@pytest.mark.parametrize("lang", LANGS)
def test_the_total_says_unit_basis_certainty_and_what_it_was_made_of(lang: Lang) -> None:
    evaluation, reading = whole(in_group=True), Reading(lang)
    picture = picture_followed(evaluation, reading, 4, "", "")
    assert picture.caption == basis_caption(evaluation.costs, reading)
    words = {
        "ja": (
            "下限でない（※）・内挿・要確認19件",
            "もとの回答：人口35万人・単独",
            "→ 高松市の負担額（3市共同）",
            "千円",
        ),
        "en": ("19 to confirm", "From the answers for", "its share among 3 cities", "interpolated"),
    }
    # Each is said once.
    assert [one for one in words[lang] if picture.html.count(one) != 1] == []


def test_a_part_of_a_total_says_how_its_size_came_about() -> None:
    html = picture_followed(whole(in_group=True), JA, 4, "B01", "I03").html
    assert "→ 高松市の負担額（3市共同）（内挿）" in html


def test_an_offer_that_cannot_be_estimated_says_so_and_names_no_source() -> None:
    evaluation = whole(in_group=True)
    html = picture_followed(evaluation, JA, 5, "", "").html
    assert "推計不可" in html
    assert "もとの回答" not in html


def test_without_a_city_it_is_as_quoted() -> None:
    assert (
        "もとの回答：人口35万人・単独（回答どおり）" in picture_followed(SINGLE, JA, 0, "", "").html
    )
