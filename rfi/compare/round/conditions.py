"""Under what a comparison holds: stands on every page and in every export."""

from dataclasses import dataclass
from typing import Literal

from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.scenario.address import Level, Mode
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.chosen import ExpectedAmount
from rfi.scenario.city.city import City

# Kind of a file of cities among the inputs, whether profile or table.
CITY_KIND = "city_profile"


@dataclass(frozen=True, slots=True)
class InputDigest:
    """One input file: name, kind of document, and SHA-256 of its bytes.

    Whoever has the file knows it by its digest: a withheld one counts towards the digest of all
    inputs and is told nowhere itself.
    """

    name: str
    kind: str
    sha256: str
    is_withheld: bool = False

    @property
    def told_sha256(self) -> str | None:
        """The digest as it goes out; None for a withheld one."""
        return None if self.is_withheld else self.sha256


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything that decides the figures beside the answers themselves.

    Attributes:
        scenario_id: The quoted scenario compared while no city is chosen.
        assumptions: Every assumption, each with unit and source.
        scope: Cells that count.
        city: The city whose cost and benefits are shown; None shows the quoted scenario.
        group: Cities that share, the shown one among them; empty when each goes alone.
        own_weights: Municipality code → weight, for the sharing method ``own``.
        inputs: Digests of all input files.
        options: Codes of the options whose prices count.
        expected: Amounts that holes are taken to cost, each with its source.
        round_offers: How many offers the round has, shown or not.
        mode: How much is said of who answered.
        level: Who may read it.
    """

    scenario_id: str
    assumptions: AssumptionSet
    scope: Scope = FULL_SCOPE
    city: City | None = None
    group: tuple[City, ...] = ()
    own_weights: tuple[tuple[str, float], ...] = ()
    inputs: tuple[InputDigest, ...] = ()
    options: tuple[str, ...] = ()
    expected: tuple[ExpectedAmount, ...] = ()
    round_offers: int = 0
    mode: Mode = "named"
    level: Level = "secretariat"

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing says who answered."""
        return self.mode in {"anonymous", "aggregate"}

    @property
    def city_code(self) -> str:
        """Municipality code of the city, "" for none."""
        return self.city.code if self.city else ""

    @property
    def size_basis(self) -> Literal["quoted_scenario", "city", "group", "group_total"]:
        """Whose cost is shown: as quoted, of a city alone, its share in a group, all of a group."""
        if self.city is None:
            return "group_total" if self.group else "quoted_scenario"
        return "group" if self.group else "city"
