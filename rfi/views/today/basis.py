"""What stands beside every figure of today's cost: whose, of which year, how it goes on."""

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import Bound
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.item_pairs import ItemPair
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import mark_notes, whose_words
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import Column, TableCell

TODAY = "today"
_PERCENT = 100


def today_column(found: TodayComparison, lang: Lang) -> Column:
    """Return the column of today's cost: the city, and the fiscal year that stands for today."""
    return Column(
        TODAY,
        text("view.today.column", lang, city=found.today.city_name),
        format_fiscal_year(found.today.fiscal_year, lang),
        text("view.today.letter", lang),
    )


def today_caption(comparison: Comparison, found: TodayComparison, reading: Reading) -> str:
    """Return unit, tax basis, period and the year of today's cost."""
    lang = reading.lang
    return text(
        "view.today.caption",
        lang,
        whose=whose_words(comparison, lang),
        unit=unit_title(reading),
        tax=tax_title(reading.tax, lang),
        months=int(comparison.conditions.assumptions.number("horizon_months")),
        year=format_fiscal_year(found.today.fiscal_year, lang),
    )


def basis_notes(comparison: Comparison, found: TodayComparison, lang: Lang) -> tuple[str, ...]:
    """Return how today's cost is carried on, what is open in it, and where it comes from."""
    year = format_fiscal_year(found.today.fiscal_year, lang)
    growth = comparison.conditions.assumptions.number("price_growth_rate")
    notes = [text("view.today.note.held", lang, year=year)]
    if growth:
        rate = format_number(growth * _PERCENT, 1)
        notes.append(text("view.today.note.growth", lang, rate=rate))
    today = found.today
    later = [format_fiscal_year(one, lang) for one in today.years if one > today.fiscal_year]
    if later:
        years = text("list.separator", lang).join(later)
        notes.append(text("view.today.note.later", lang, years=years, year=year))
    if not today.is_complete:
        open_count = len(today.unknown_cells) + today.unread
        key = "open" if open_count else "incomplete_year"
        notes.append(text(f"view.today.note.{key}", lang, year=year, count=open_count))
    if found.basis.is_cut or not found.basis.goes_on.any():
        key = "cut" if found.basis.is_cut else "nothing"
        notes.append(text(f"view.today.note.{key}", lang))
    offered = {offer.bound.kind for offer in comparison.offers}
    if found.yearly("excluded").kind != "exact" or "at_least" in offered:
        notes.append(text("view.today.note.at_most", lang))
    sources = text("list.separator", lang).join(today.sources)
    return (*notes, text("view.today.note.source", lang, sources=sources))


def today_notes(comparison: Comparison, found: TodayComparison, lang: Lang) -> tuple[str, ...]:
    """Return the notes of the basis, and what the signs mean."""
    return (*basis_notes(comparison, found, lang), *mark_notes(comparison, lang))


def bound_cell(
    bound: Bound | None, lang: Lang, *, note: str = "", is_difference: bool = False
) -> TableCell:
    """Return a figure with the sign of how it is known; words where there is none."""
    if is_difference and bound is not None:
        if bound.kind == "between":
            ends = (bound.low, bound.high)
            return TableCell(ends[0], sign=bound.sign, note=note, high=ends[1], is_difference=True)
        return TableCell(bound.shown, sign=bound.sign, note=note, is_difference=True)
    if bound is None:
        return TableCell(text=text("view.no_price", lang), note=note)
    if bound.kind == "between":
        return TableCell(bound.low, sign=bound.sign, note=note, high=bound.high)
    if bound.kind == "at_least" and not bound.shown:
        return TableCell(text=text("view.unknown", lang), note=note)
    return TableCell(bound.shown, sign=bound.sign, note=note)


def missing_word(pair: ItemPair) -> str:
    """Return the key of the words for an item that the offer gives no price of its own."""
    if pair.is_included:
        return "view.included"
    return "view.today.only_today" if pair.has_before else "view.none"
