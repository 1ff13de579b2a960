"""Under what the figures hold: one line for every page, a table for every export."""

import hashlib
from dataclasses import dataclass

from rfi import __version__
from rfi.compare.comparison import Comparison
from rfi.compare.conditions import Conditions
from rfi.scenario.assumptions import NUMERIC_KINDS, Assumption
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.display import STANDARD, Display, tax_title

_SHORT = 8
_PERCENT = 100
_CODELISTS = {
    row["kind"]: row["kind"]
    for row in load_codelist("assumption_keys").rows.values()
    if row["kind"] not in {*NUMERIC_KINDS, "fiscal_year"}
}


def data_digest(conditions: Conditions) -> str:
    """Return one SHA-256 over the digests of all inputs, whatever their order."""
    lines = sorted(f"{digest.kind} {digest.sha256}" for digest in conditions.inputs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def trimmed(value: float, digits: int = 4) -> str:
    """Return a number without zeros after the point.

    >>> trimmed(3.50), trimmed(150.0)
    ('3.5', '150')
    """
    printed = format_number(value, digits)
    return printed.rstrip("0").rstrip(".")


def assumption_value(assumption: Assumption, lang: Lang) -> str:
    """Return the value of an assumption in words."""
    value = assumption.value
    if value is None:
        return text("view.conditions.unset", lang)
    kind = load_codelist("assumption_keys").rows[assumption.key]["kind"]
    if isinstance(value, str):
        return load_codelist(kind).title(value, lang) if kind in _CODELISTS else value
    if kind in {"rate", "share"}:
        return f"{trimmed(value * _PERCENT)}%"
    return str(int(value)) if kind == "fiscal_year" else trimmed(value)


@dataclass(frozen=True, slots=True)
class ConditionBar:
    """The one line of conditions, as label and value."""

    parts: tuple[tuple[str, str], ...]

    def line(self, lang: Lang) -> str:
        """Return it as one line of text."""
        joint = text("view.conditions.joint", lang)
        return joint.join(f"{label} {value}" for label, value in self.parts)


def view_conditions(
    comparison: Comparison,
    questionnaire: Questionnaire,
    lang: Lang,
    display: Display = STANDARD,
) -> ConditionBar:
    """Return what stands on every page."""
    conditions = comparison.conditions
    values = conditions.assumptions

    def label(name: str) -> str:
        return text(f"view.conditions.{name}", lang)

    months = int(values.number("horizon_months"))
    rate = trimmed(values.number("fx_usd_jpy"))
    cells = conditions.scope.cells
    parts = [
        (label("scenario"), questionnaire.scenarios[conditions.scenario_id].title),
        (label("horizon"), text("view.conditions.months", lang, months=months)),
        (label("tax"), tax_title(display.tax, lang)),
        (label("fx"), text("view.conditions.rate", lang, rate=rate)),
        (label("discount"), assumption_value(values.values["discount_rate"], lang)),
        (
            label("scope"),
            label("full_scope") if cells is None else text("view.cells", lang, count=len(cells)),
        ),
        (label("levelling"), label("levelling_off")),
        (label("software"), __version__),
        (label("data"), data_digest(conditions)[:_SHORT]),
    ]
    if conditions.city_code:
        parts.insert(0, (label("city"), conditions.city_code))
    return ConditionBar(tuple(parts))
