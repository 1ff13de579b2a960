"""Under what a comparison holds: stands on every page and in every export."""

from dataclasses import dataclass

from rfi.compare.scope import FULL_SCOPE, Scope
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class InputDigest:
    """One input file: name, kind of document, and SHA-256 of its bytes."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything that decides the figures beside the answers themselves.

    Attributes:
        scenario_id: The quoted scenario compared.
        assumptions: Every assumption, each with unit and source.
        scope: Cells that count.
        city_code: Municipality whose own quantities per-unit prices take; "" for the scenario's.
        inputs: Digests of all input files.
    """

    scenario_id: str
    assumptions: AssumptionSet
    scope: Scope = FULL_SCOPE
    city_code: str = ""
    inputs: tuple[InputDigest, ...] = ()
