"""The seven quoted scenarios: four sizes alone, three groups of cities of 350,000."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from samples.make.content_rows import content_rows
from samples.make.rounding import two_digits

DEFAULT_SCENARIO_ID = "S350K-1"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario.

    Attributes:
        thousands: Residents of one city, in thousands.
        households, staff: Of one city.
    """

    scenario_id: str
    title: str
    thousands: int
    cities: int
    households: int
    staff: int

    @property
    def population(self) -> int:
        """Residents of one city."""
        return self.thousands * 1000

    @property
    def is_shared(self) -> bool:
        """Whether several cities share."""
        return self.cities > 1


SCENARIOS = (
    Scenario("S180K-1", "人口18万人・単独", 180, 1, 79_800, 640),
    Scenario("S350K-1", "人口35万人・単独", 350, 1, 157_500, 1_150),
    Scenario("S500K-1", "人口50万人・単独", 500, 1, 229_000, 1_580),
    Scenario("S650K-1", "人口65万人・単独", 650, 1, 301_600, 1_990),
    Scenario("S350K-2", "人口35万人・2市共同", 350, 2, 157_500, 1_150),
    Scenario("S350K-3", "人口35万人・3市共同", 350, 3, 157_500, 1_150),
    Scenario("S350K-5", "人口35万人・5市共同", 350, 5, 157_500, 1_150),
)

_NOTES = {
    1: "1市が単独で利用する場合の価格を記入する。",
    2: "隣接する2市が同じ設定方針で利用する場合の、2市分の総額を記入する。",
    3: "3市が同じ年度に稼働する場合の、3市分の総額を記入する。",
    5: "5市が順次参加し、1年以内に全市が稼働する場合の、5市分の総額を記入する。",
}


def annual_cases(population: int, cases_per_100k: int) -> int:
    """Return yearly cases of a procedure in a city, in proportion to its residents."""
    return two_digits(Fraction(population * cases_per_100k, 100_000))


def scenario_rows() -> list[dict[str, Any]]:
    """Return the scenarios as the questionnaire holds them."""
    return [
        {
            "scenario_id": scenario.scenario_id,
            "title": scenario.title,
            "population": scenario.population,
            "cities": scenario.cities,
            "households": scenario.households,
            "staff": scenario.staff,
            "volumes": [
                {
                    "procedure_id": row["procedure_id"],
                    "annual_cases": annual_cases(scenario.population, int(row["cases_per_100k"])),
                }
                for row in content_rows("procedures")
            ],
            "note": _NOTES[scenario.cities],
        }
        for scenario in SCENARIOS
    ]
