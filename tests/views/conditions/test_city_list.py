"""How a city is named in a list."""

from collections import Counter
from dataclasses import replace

from rfi.views.conditions.city_list import short_label
from tests.compare.sample_round import core_cities


def test_a_short_name_keeps_the_prefecture_only_where_two_cities_bear_it() -> None:
    known = dict(core_cities())
    known["999999"] = replace(known["372013"], code="999999", prefecture="架空県")
    names = Counter(city.name for city in known.values())
    assert short_label("332020", known, names, "ja") == "倉敷市"
    assert short_label("372013", known, names, "ja") == "高松市（香川県）"
    assert short_label("999999", known, names, "ja") == "高松市（架空県）"


def test_no_city_and_one_typed_in_are_named_as_elsewhere() -> None:
    known = core_cities()
    assert short_label("", known, {}, "ja") == "選ばない"
    assert "架空の市" in short_label("架空の市", known, {}, "ja")
