"""Which files are given, and in which order: what that may change of the printed object."""

import random
from typing import Any

import pytest

from tests.printed import CITIES, SAMPLES, VENDORS, Record, printed, record_of

GROUP = ("--city", "992011", "--group", "992011,332020,372013,382019")
CHOICES = (
    *GROUP,
    *("--scope", str(SAMPLES / "scopes" / "tax_only.json"), "--level", "median"),
    *("--set", "sharing_method=harp", "--set", "discount_rate=0.04"),
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_of_the_files_prints_the_same_bytes_under_every_condition(seed: int) -> None:
    files = [*VENDORS, *CITIES]
    shuffled = list(files)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, no secret
    assert shuffled != files
    outputs = [
        printed("compare", *order, *CHOICES, "--format", "json") for order in (files, shuffled)
    ]
    assert outputs[0] == outputs[1]


def of_offer(record: Record, key: str) -> dict[str, Any]:
    """Return everything the object says of one offer but its letter.

    Files alone give letters in their order; a round keeps them, whoever comes or goes.
    """

    def mine(offers: list[Record | None]) -> list[Record]:
        found = (offer for offer in offers if offer and offer["offer_key"] == key)
        return [{name: one for name, one in offer.items() if name != "letter"} for offer in found]

    return {
        "offers": mine(record["offers"]),
        "sharing": mine(record["sharing"]["offers"]),
        "number_effect": [mine(count["offers"]) for count in record["number_effect"]["counts"]],
        "today": mine(record["today"]["offers"]),
        **{name: mine(effects) for name, effects in record["net_effect"].items()},
        "benefits": mine(record["benefits"]["offers"]),
        "fit": mine(record["fit"]["offers"]),
        "answers": [found["answers"][key] for found in record["fit"]["requirements"]],
        "service_levels": mine(record["service_levels"]["offers"]),
        "levels": [found["answers"][key] for found in record["service_levels"]["items"]],
    }


@pytest.mark.parametrize("left_out", [0, 3, 4, 5])
def test_an_offer_that_comes_or_goes_changes_nothing_of_the_others(left_out: int) -> None:
    fewer = [path for index, path in enumerate(VENDORS) if index != left_out]
    arguments = (*CITIES, *GROUP, "--format", "json")
    whole = record_of(printed("compare", *VENDORS, *arguments)[1])
    found = record_of(printed("compare", *fewer, *arguments)[1])
    keys = [offer["offer_key"] for offer in found["offers"]]
    assert len(keys) == len(whole["offers"]) - 1 == 5
    for key in keys:
        before, after = of_offer(whole, key), of_offer(found, key)
        for section, one in before.items():
            assert after[section] == one, (key, section)
