"""Published figures to hold answers against (domain §10): each with year, scope and source.

They stand beside the answers and never enter them. What follows from other figures is computed
from them when the table is read, so that no fact is written twice.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rfi.compare.round.scope import Scope
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import LANGS, Lang

_PATH = Path(__file__).with_name("reference_figures.csv")
NATIONAL_PER_RESIDENT = "national_per_resident"
# How a derived figure follows from its parts, in the order in which they are named.
_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "change": lambda before, after: after / before - 1,
    "difference": lambda before, after: after - before,
    "quotient": lambda whole, count: whole / count,
}


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """One published figure, or one that follows from published figures.

    Attributes:
        key: Name.
        topic: What it is about: national, sharing, standard, effect.
        value: In ``unit``; rates as a ratio.
        unit: Code of the unit, as published.
        year: Of what is measured, or of publication (``year_kind``).
        year_kind: ``fiscal_year`` or ``published``.
        status: ``official`` (printed in the source) or ``derived`` (computed).
        operation: change, difference or quotient of ``parts``; "" for what is written down.
        parts: Keys of the figures that it follows from.
        titles, scopes, sources: By language.
    """

    key: str
    topic: str
    value: float
    unit: str
    year: str
    year_kind: str
    status: str
    operation: str
    parts: tuple[str, ...]
    titles: Mapping[Lang, str]
    scopes: Mapping[Lang, str]
    sources: Mapping[Lang, str]


def _figure(row: Mapping[str, str], known: Mapping[str, ReferenceFigure]) -> ReferenceFigure:
    parts = tuple(filter(None, row["parts"].split(";")))
    if row["operation"]:
        value = _OPERATIONS[row["operation"]](*(known[part].value for part in parts))
    else:
        value = float(row["value"])
    return ReferenceFigure(
        key=row["key"],
        topic=row["topic"],
        value=value,
        unit=row["unit"],
        year=row["year"],
        year_kind=row["year_kind"],
        status=row["status"],
        operation=row["operation"],
        parts=parts,
        titles={lang: row[lang] for lang in LANGS},
        scopes={lang: row[f"scope_{lang}"] for lang in LANGS},
        sources={lang: row[f"source_{lang}"] for lang in LANGS},
    )


@cache
def load_reference_figures() -> Mapping[str, ReferenceFigure]:
    """Return key → figure in the order of the file; parts stand before what follows from them."""
    figures: dict[str, ReferenceFigure] = {}
    with _PATH.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            figures[row["key"]] = _figure(row, figures)
    return figures


def reference_value(key: str) -> float:
    """Return the value of one figure in its unit.

    >>> reference_value("national_per_resident")
    3742.0
    """
    return load_reference_figures()[key].value


def is_full_scope(questionnaire: Questionnaire, scope: Scope) -> bool:
    """Tell whether a total may be held against a figure on all information technology.

    Only where every standard business is asked and nothing is taken out of scope.
    """
    asked = set(questionnaire.businesses)
    return scope.cells is None and asked >= set(load_codelist("businesses").codes)
