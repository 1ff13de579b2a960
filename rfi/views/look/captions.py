"""What stands beside a title: whose cost it is, unit, tax basis and period; and the signs."""

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.conditions import Conditions
from rfi.text.wording import Lang, text
from rfi.views.look.estimate_marks import estimate_notes
from rfi.views.look.reading import Reading, tax_title, unit_title


def whose_words(comparison: Comparison, lang: Lang) -> str:
    """Return whose cost the figures are: of a city alone, its share, a group, or as quoted."""
    conditions = comparison.conditions
    return text(
        f"view.whose.{conditions.size_basis}",
        lang,
        city=conditions.city.name if conditions.city else "",
        count=len(conditions.group),
        scenario=comparison.scenario_title,
    )


def group_words(comparison: Comparison, lang: Lang) -> str:
    """Return whose cost it is before it is shared: the group's where there is one."""
    count = len(comparison.conditions.group)
    if not count:
        return whose_words(comparison, lang)
    return text("view.whose.group_total", lang, count=count)


def shown_words(conditions: Conditions, offers: int, lang: Lang) -> str:
    """Return how many of the round's offers are shown; "" where all are.

    Args:
        conditions: With how many offers the round has.
        offers: How many are shown.
        lang: Of the words.
    """
    if offers >= conditions.round_offers:
        return ""
    return text("view.shown.some", lang, shown=offers, count=conditions.round_offers)


def _with_shown(caption: str, comparison: Comparison, lang: Lang) -> str:
    words = shown_words(comparison.conditions, len(comparison.offers), lang)
    return text("view.shown.caption", lang, caption=caption, shown=words) if words else caption


def basis_caption(comparison: Comparison, reading: Reading, whose: str = "") -> str:
    """Return whose cost it is, unit, tax basis and period.

    Args:
        comparison: The offers.
        reading: Language, unit and tax basis.
        whose: Whose cost it is where that is not what the comparison shows.
    """
    lang = reading.lang
    caption = text(
        "view.caption.basis",
        lang,
        whose=whose or whose_words(comparison, lang),
        unit=unit_title(reading),
        tax=tax_title(reading.tax, lang),
        months=int(comparison.conditions.assumptions.number("horizon_months")),
    )
    return _with_shown(caption, comparison, lang)


def chart_caption(comparison: Comparison, reading: Reading, whose: str = "") -> str:
    """Return whose cost it is, tax basis and period; a chart names its own unit."""
    lang = reading.lang
    caption = text(
        "view.caption.chart",
        lang,
        whose=whose or whose_words(comparison, lang),
        tax=tax_title(reading.tax, lang),
        months=int(comparison.conditions.assumptions.number("horizon_months")),
    )
    return _with_shown(caption, comparison, lang)


def mark_notes(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Return what the signs before figures mean, for those that occur."""
    kinds = {
        offer.bound.kind
        for offer in comparison.offers
        if offer.totals.nominal_jpy is not None
        and not (offer.levelling and offer.bound.kind == "between")
    }
    signs = [f"view.sign.{kind}" for kind in ("at_least", "unknown", "between") if kind in kinds]
    said = (text(sign, lang) for sign in signs)
    return (*said, *estimate_notes(comparison, lang), text("view.rounding", lang))
