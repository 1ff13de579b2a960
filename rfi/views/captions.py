"""What every table and figure says beside its title: unit, tax basis, period; and the marks."""

from rfi.compare.comparison import Comparison
from rfi.text.wording import Lang, text
from rfi.views.display import Display, MoneyUnit, TaxBasis, tax_title, unit_title
from rfi.views.estimate_marks import estimate_notes


def basis_caption(comparison: Comparison, lang: Lang, display: Display) -> str:
    """Return unit, tax basis and period of the comparison view."""
    return text(
        "view.caption.basis",
        lang,
        unit=unit_title(display.unit, lang),
        tax=tax_title(display.tax, lang),
        months=int(comparison.conditions.assumptions.number("horizon_months")),
    )


def plain_caption(comparison: Comparison, lang: Lang, unit: MoneyUnit, tax: TaxBasis) -> str:
    """Return unit, tax basis and period of figures that keep one tax basis."""
    return basis_caption(comparison, lang, Display(unit, tax))


def chart_caption(comparison: Comparison, lang: Lang, display: Display) -> str:
    """Return tax basis and period; a chart names its own unit."""
    return text(
        "view.caption.chart",
        lang,
        tax=tax_title(display.tax, lang),
        months=int(comparison.conditions.assumptions.number("horizon_months")),
    )


def mark_notes(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return what the marks before figures mean, for those that occur."""
    kinds = {
        offer.bound.kind
        for offer in comparison.offers
        if not (offer.levelling and offer.bound.kind == "between")
    }
    marks = [f"view.mark.{kind}" for kind in ("at_least", "unknown", "between") if kind in kinds]
    said = (text(mark, lang) for mark in marks)
    return (*said, *estimate_notes(comparison, lang), text("view.rounding", lang))
