"""Published figures as domain §10 gives them, and what follows from them."""

import csv
from pathlib import Path

import pytest

from rfi.analysis.plausibility import reference_figures as module
from rfi.analysis.plausibility.reference_figures import (
    is_full_scope,
    load_reference_figures,
    reference_value,
)
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.text.wording import LANGS, has_text
from tests.views.rounds import SAMPLES, round_of

FIGURES = load_reference_figures()


@pytest.mark.parametrize(
    ("key", "value", "unit", "year"),
    [
        # S10, S11: national survey, fiscal year 2017.
        ("national_total", 4786, "hundred_million_jpy", "2017"),
        ("national_per_resident", 3742, "jpy_per_resident_year", "2017"),
        ("band_100k_200k", 3096, "jpy_per_resident_year", "2017"),
        ("band_under_20k", 11_724, "jpy_per_resident_year", "2017"),
        ("above_200k_bodies", 130, "bodies", "2017"),
        # S13, S14, S16: shared systems.
        ("okazaki_alone", 1_600_000, "thousand_jpy", "2013"),
        ("okazaki_joint", 656_528, "thousand_jpy", "2013"),
        ("shunan_before", 60, "hundred_million_jpy", "2016"),
        ("shunan_after", 30, "hundred_million_jpy", "2016"),
        ("sanjo_before", 67_846, "ten_thousand_jpy", "2015"),
        ("sanjo_after", 23_852, "ten_thousand_jpy", "2015"),
        # S8: the pilot table.
        ("pilot_a", 4_787_264_648, "jpy", "2024"),
        ("pilot_b", 4_588_982_119, "jpy", "2024"),
        # Survey of January 2025.
        ("survey_mean", 2.3, "times", "2025"),
        ("survey_most", 5.7, "times", "2025"),
        # S51 and S56: counters and offices.
        ("kagoshima_before", 58, "minutes", "2024"),
        ("kagoshima_after", 23, "minutes", "2024"),
        ("kuji_donation_before", 19.8, "hours", "2019"),
        ("kuji_donation_after", 4.2, "hours", "2019"),
        ("kuji_survey_before", 73, "hours", "2019"),
        ("kuji_survey_after", 12.2, "hours", "2019"),
        ("kuji_tax_before", 1.6, "hours", "2019"),
        ("kuji_tax_after", 16.2, "hours", "2019"),
    ],
)
def test_a_published_figure_is_as_the_source_prints_it(
    key: str, value: float, unit: str, year: str
) -> None:
    figure = FIGURES[key]
    assert (figure.value, figure.unit, figure.year) == (value, unit, year)
    assert (figure.status, figure.operation) == ("official", "")


@pytest.mark.parametrize(
    ("key", "value", "digits"),
    [
        ("okazaki_change", -0.590, 3),
        ("shunan_change", -0.5, 3),
        ("sanjo_change", -0.648, 3),
        ("pilot_difference", -198_282_529, 0),
        ("pilot_change", -0.041, 3),
        ("above_200k_mean", 18.6, 1),
        ("kagoshima_change", -0.603, 3),
        ("kuji_donation_change", -0.788, 3),
        ("kuji_survey_change", -0.833, 3),
        ("kuji_tax_ratio", 10.1, 1),
    ],
)
def test_a_derived_figure_follows_from_its_parts(key: str, value: float, digits: int) -> None:
    figure = FIGURES[key]
    assert figure.status == "derived"
    assert round(figure.value, digits) == value
    assert len(figure.parts) == 2
    assert all(FIGURES[part].status == "official" for part in figure.parts)


def test_the_rate_at_which_the_pilot_costs_meet_follows_from_the_dollars_of_the_table() -> None:
    with (SAMPLES / "published" / "pilot_costs.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    dollars = [sum(float(row[name] or 0) for row in rows) for name in ("cost_a_usd", "cost_b_usd")]
    rate = 115 - reference_value("pilot_difference") / (dollars[1] - dollars[0])
    assert rate == pytest.approx(reference_value("pilot_flip"), abs=0.01)


def test_the_pilot_totals_are_those_of_the_published_table() -> None:
    with (SAMPLES / "published" / "pilot_costs.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert sum(int(row["cost_a_as_is_jpy"]) for row in rows) == reference_value("pilot_a")
    assert sum(int(row["cost_b_gov_cloud_jpy"]) for row in rows) == reference_value("pilot_b")


def test_the_national_total_and_the_figure_per_resident_fit_the_population_of_japan() -> None:
    residents = reference_value("national_total") * 1e8 / reference_value("national_per_resident")
    assert residents == pytest.approx(127_900_000, rel=0.001)


def test_every_figure_says_title_scope_and_source_in_both_languages_and_has_worded_codes() -> None:
    for figure in FIGURES.values():
        for lang in LANGS:
            words = (figure.titles[lang], figure.scopes[lang], figure.sources[lang])
            assert all(words), figure.key
        assert has_text(f"view.reference.unit.{figure.unit}"), figure.key
        assert has_text(f"view.reference.topic.{figure.topic}"), figure.key
        assert has_text(f"view.reference.{figure.status}"), figure.key
        assert figure.year.isdecimal()
        assert figure.year_kind in {"fiscal_year", "published"}


def test_no_line_of_the_file_has_a_field_too_many_and_no_key_stands_twice() -> None:
    path = Path(module.__file__).with_name("reference_figures.csv")
    written = path.read_text("utf-8").splitlines()
    lines = list(csv.reader(written))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len({line[0] for line in lines}) == len(lines)
    for line in csv.DictReader(written):
        assert bool(line["value"]) != bool(line["operation"]), line["key"]


def test_only_all_standard_businesses_without_a_chosen_part_are_the_full_scope() -> None:
    whole = round_of("responses").questionnaire
    assert is_full_scope(whole, FULL_SCOPE)
    assert not is_full_scope(whole, Scope.of([("B01", "I03")]))
    assert not is_full_scope(round_of("published").questionnaire, FULL_SCOPE)
