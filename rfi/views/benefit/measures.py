"""How effects are displayed: a year's mean or the window, as claimed or after the haircut."""

from dataclasses import dataclass
from typing import Literal, get_args

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.benefit.figures import Effect, MeasureFigure
from rfi.normalize.benefit.ledgers import MEASURES
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import Kind, TableCell

Period = Literal["year", "window"]
Basis = Literal["claimed", "discounted"]
PERIODS: tuple[Period, ...] = get_args(Period)
BASES: tuple[Basis, ...] = get_args(Basis)

_HOLE = "※"


@dataclass(frozen=True, slots=True)
class BenefitDisplay:
    """Period and basis of the figures shown."""

    period: Period = "year"
    basis: Basis = "claimed"

    def divisor(self, benefits: BenefitComparison) -> float:
        """Return what a figure over the window is divided by."""
        return benefits.months / 12 if self.period == "year" else 1.0

    def of(self, effect: Effect) -> float:
        """Return the side of an effect that is shown."""
        return effect.claimed if self.basis == "claimed" else effect.discounted


YEARLY = BenefitDisplay()


def kind_of(measure: str) -> Kind:
    """Return how a measure is printed."""
    return "money" if measure.endswith("_jpy") else "count"


def unit_of(measure: str, reading: Reading) -> str:
    """Return the unit of a measure: hours, visits, sheets, or yen as displayed."""
    if measure.endswith("_jpy"):
        return unit_title(reading)
    return text(
        f"view.benefit.unit.{'hours' if measure.endswith('_hours') else measure}", reading.lang
    )


def measure_title(measure: str, lang: Lang) -> str:
    """Return the name of a measure."""
    return text(f"view.benefit.measure.{measure}", lang)


def effect_cell(
    figure: MeasureFigure, value: float | None, divisor: float, lang: Lang, note: str = ""
) -> TableCell:
    """Return a figure with the sign of what is not known of it; words where nothing is known."""
    if value is None or not figure.is_known:
        words = "view.benefit.not_countable" if figure.holes else "view.none"
        return TableCell(text=text(words, lang), note=note)
    return TableCell(value / divisor, sign=_HOLE if figure.holes else "", note=note)


def body_title(benefits: BenefitComparison, lang: Lang) -> str:
    """Return for whom the effects are counted."""
    body = benefits.body
    names = text("list.separator", lang).join(body.names)
    return text(f"view.benefit.body.{body.kind}", lang, names=names, count=len(body.names))


def benefit_caption(
    benefits: BenefitComparison,
    lang: Lang,
    shown: BenefitDisplay | None = None,
    unit: str = "",
) -> str:
    """Return unit, body, period and basis; what does not apply is left out."""
    parts = [text("view.benefit.caption.unit", lang, unit=unit)] if unit else []
    parts.append(body_title(benefits, lang))
    if shown is not None:
        parts.append(text(f"view.benefit.caption.{shown.period}", lang, months=benefits.months))
        parts.append(text(f"view.benefit.basis.{shown.basis}", lang))
    else:
        parts.append(text("view.benefit.caption.window", lang, months=benefits.months))
    return text("view.benefit.caption.separator", lang).join(parts)


def has_holes(benefits: BenefitComparison) -> bool:
    """Tell whether any figure is incomplete."""
    return any(offer.measures[name].holes for offer in benefits.offers for name in MEASURES)


def rate_notes(benefits: BenefitComparison, lang: Lang) -> tuple[str, ...]:
    """Return the hourly values used, each with its owner."""
    values = benefits.conditions.assumptions
    resident = values.values["resident_hour_jpy"]
    notes = [
        text(
            "view.benefit.note.resident_hour",
            lang,
            value=trimmed(values.number("resident_hour_jpy")),
            source=resident.source,
        )
    ]
    notes.extend(
        text(
            f"view.benefit.note.{rate.key}",
            lang,
            value=format_number(rate.value),
            source=text("view.benefit.note.own", lang, city=rate.city, source=rate.source)
            if rate.city
            else rate.source,
        )
        for rate in benefits.body.rates_used
    )
    return tuple(notes)


def common_notes(benefits: BenefitComparison, lang: Lang) -> tuple[str, ...]:
    """Return what every table of effects says under it."""
    values = benefits.conditions.assumptions
    factors = {
        grade: trimmed(values.number(f"evidence_factor_{grade}"))
        for grade in ("measured", "trial", "estimated", "assumed")
    }
    holes = (text("view.benefit.note.holes", lang),) if has_holes(benefits) else ()
    return (
        *holes,
        text("view.benefit.note.factors", lang, **factors),
        text("view.benefit.note.answers", lang),
    )
