"""Each choice on the command line changes what it should, and nothing else."""

import pytest

from tests.printed import CITIES, SAMPLES, Record, compared, printed

CITY = ("--city", "372013")
GROUP = ("--group", "332020,372013,382019")
SCOPE = ("--scope", str(SAMPLES / "scopes" / "tax_only.json"))
LEVEL = ("--level", "median")
ROBUSTNESS = ("robustness.offers", "robustness.turns")
# What a choice weighs goes by the cells that are open and by what each way costs whom.
WEIGHED = (
    *("ask.cells", "ask.offers", "customization.businesses", "customization.offers"),
    "vendors.exchanges",
)
STATISTICS = {f"item_statistics.{part}" for part in ("by_business", "by_item", "by_phase", "total")}


def changed(before: Record, after: Record) -> set[str]:
    """Return the sections that differ, by their parts where both are objects."""
    found = set()
    for name, one in before.items():
        other = after[name]
        if isinstance(one, dict) and isinstance(other, dict):
            parts = {part for part in {*one, *other} if one.get(part) != other.get(part)}
            found |= {f"{name}.{part}" for part in parts}
        elif one != other:
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("base", "choice", "expected"),
    [
        (
            (),
            CITY,
            {
                *("conditions.city", "conditions.city_code", "conditions.size_basis"),
                *("conditions.per_unit_quantities", "offers", *STATISTICS),
                *("number_effect.population", "number_effect.counts"),
                *("benefits.body", "benefits.offers"),
                # Hours of workarounds follow the city; rates are held below.
                *("fit.basis", "fit.offers", "fit.requirements", *ROBUSTNESS),
                *(*WEIGHED, "plan"),
            },
        ),
        (
            (),
            GROUP,
            {
                *("conditions.group", "conditions.size_basis", "offers", "sharing", *STATISTICS),
                *ROBUSTNESS,
                *("benefits.body", "benefits.offers"),
                *(*WEIGHED, "ask.least_offer", "joining", "plan"),
            },
        ),
        (
            CITY,
            GROUP,
            {
                *("conditions.group", "conditions.size_basis", "offers", "sharing", *STATISTICS),
                *ROBUSTNESS,
                *(*WEIGHED, "ask.least_offer", "joining", "plan.offers", "plan.unknown_today"),
            },
        ),
        (
            (),
            SCOPE,
            {
                *(
                    "conditions.scope",
                    "conditions.scope_cells",
                    "offers",
                    *STATISTICS,
                    "number_effect.counts",
                ),
                *("benefits.offers", "fit.offers", "fit.requirements", *ROBUSTNESS),
                *(*WEIGHED, "ask.least_offer", "vendors.sizes"),
            },
        ),
        (
            (),
            LEVEL,
            {
                *("conditions.assumptions", "conditions.levelling", "offers", *STATISTICS),
                *("levelling.level", "levelling.offers", "levelling.flips"),
            },
        ),
        (
            (*CITY, *GROUP),
            LEVEL,
            {
                *("conditions.assumptions", "conditions.levelling", "offers", *STATISTICS),
                *("levelling.level", "levelling.offers", "levelling.flips", "sharing.offers"),
                "plan.offers",
            },
        ),
    ],
)
def test_a_choice_changes_its_own_sections_and_no_other(
    base: tuple[str, ...], choice: tuple[str, ...], expected: set[str]
) -> None:
    assert changed(compared(*base), compared(*base, *choice)) == expected


def test_a_city_changes_no_rate_of_fit_and_no_coverage() -> None:
    before, after = compared(), compared(*CITY)
    for one, other in zip(before["fit"]["offers"], after["fit"]["offers"], strict=True):
        for part in ("rate", "by_class", "by_business", "failures"):
            assert one[part] == other[part]
    for one, other in zip(before["offers"], after["offers"], strict=True):
        assert one["coverage"]["asked"] == other["coverage"]["asked"]


def test_levelling_moves_only_the_offer_with_holes_and_no_statistic() -> None:
    before, after = compared(*CITY, *GROUP), compared(*CITY, *GROUP, *LEVEL)
    moved = [
        one["offer_id"]
        for one, other in zip(before["offers"], after["offers"], strict=True)
        if one != other
    ]
    assert moved == ["E1"]
    assert after["conditions"]["assumptions"].pop("levelling")["value"] == "median"
    assert before["conditions"]["assumptions"].pop("levelling")["value"] == "off"
    assert before["conditions"]["assumptions"] == after["conditions"]["assumptions"]
    for part in ("by_item", "by_business", "by_phase"):
        for key, found in after["item_statistics"][part].items():
            was = before["item_statistics"][part][key]
            for name in ("n", "minimum_jpy", "median_jpy", "mean_jpy", "maximum_jpy"):
                assert found[name] == was[name], (part, key, name)


def test_a_scope_holds_the_same_prices_as_the_full_scope_in_the_cells_it_keeps() -> None:
    before, after = compared(), compared(*SCOPE)
    businesses = {cell.split("/")[0] for cell in after["conditions"]["scope_cells"]}
    assert businesses == {"B03", "B04", "B05", "B06"}
    for business in businesses:
        one = before["item_statistics"]["by_business"][business]["offers"]
        other = after["item_statistics"]["by_business"][business]["offers"]
        assert one == other


def test_the_object_of_a_city_that_pays_today_holds_every_section() -> None:
    found = compared(*CITIES, "--city", "992011", "--group", "992011,372013", *LEVEL)
    empty = [name for name, section in found.items() if not section]
    # No two offers of the sample round cross at any size, and scoring is off.
    assert empty == ["crossovers", "scoring"]
    assert found["today"]["city_code"] == "992011"
    for name in ("without_benefits", "with_cash_releasing"):
        assert [one and one["offer_key"] for one in found["net_effect"][name]][:1] == [
            "vendor-a:A1"
        ]


def test_a_round_without_a_stated_size_says_that_a_city_cannot_be_estimated() -> None:
    status, out, _ = printed(
        "compare",
        str(SAMPLES / "published" / "pilot_questionnaire.json"),
        str(SAMPLES / "published" / "pilot_response.json"),
        "--city",
        "372013",
    )
    assert status == 0
    assert "推計不可" in out
    assert "人口を示した単独（1市）の価格がない" in out
