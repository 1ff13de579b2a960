"""An offer is told apart by its own place, whoever else is compared."""

from rfi.views.cost.year_bars import figure_fiscal_years
from rfi.views.look.offers import look_at, look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table_html import letters_css
from rfi.views.summary.phases import figure_phases
from rfi.views.summary.summary import view_summary
from tests.views.rounds import evaluated, lettered

YEN = Reading("ja", "one")
PLACES = (0, 2, 3)


def test_a_column_of_the_summary_has_the_letter_and_the_figures_of_its_offer() -> None:
    table = view_summary(evaluated(lettered()), YEN)
    assert [(one.key, one.letter) for one in table.columns] == [
        ("second:A", "A"), ("first:A", "C"), ("late:A", "D"),
    ]  # fmt: skip
    assert [cell.value for cell in table.rows[0].cells] == [2_000_000, 1_000_000, 3_000_000]
    assert offer_label(evaluated(lettered()).costs, 1) == "C 架空 first"


def test_bars_have_the_colour_and_pattern_of_the_place() -> None:
    evaluation = evaluated(lettered())
    looks = [look_at(place) for place in PLACES]
    phases, years = figure_phases(evaluation, YEN), figure_fiscal_years(evaluation, YEN)
    assert phases["data"][0]["marker"]["color"] == [look.colour for look in looks]
    assert [bar["marker"]["color"] for bar in years["data"]] == [look.colour for look in looks]
    assert [bar["marker"]["pattern"]["shape"] for bar in years["data"]] == [
        look.pattern for look in looks
    ]
    assert [bar["name"][:2] for bar in years["data"]] == ["A ", "C ", "D "]


def test_every_part_of_an_evaluation_gives_an_offer_one_look() -> None:
    evaluation = evaluated(lettered())
    for offers in (
        evaluation.costs.offers,
        evaluation.basis.offers,
        evaluation.benefits.offers,
        evaluation.fit.offers,
        evaluation.gaps.offers,
        evaluation.service_levels.offers,
    ):
        assert [look_of(offer) for offer in offers] == [look_at(place) for place in PLACES]


def test_the_letters_that_are_shown_are_underlined_in_their_colours() -> None:
    found = letters_css(PLACES)
    for place in PLACES:
        look = look_at(place)
        assert f".rfi-letter-{look.letter}{{border-bottom-color:{look.colour}}}" in found
    assert "rfi-letter-B" not in found
