"""Before → after: one arrow an answer, all on one scale."""

from dataclasses import dataclass

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.benefit.lines import LineFigure
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.benefit.kpis import kpi_title

# Picture → (pair of a procedure line, KPI units, beneficiary of simple claims shown beside them).
_SOURCES = {
    "wait": ("wait_minutes", ("minutes",), "resident"),
    "time": ("form_minutes", ("min_per_case",), "resident"),
    "visits": ("online_rate", (), "resident"),
    "staff": ("staff_minutes", ("min_per_case", "minutes"), "staff"),
}
PICTURES = tuple(_SOURCES)
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Arrow:
    """One answer: what it is about, whose it is, before and after."""

    subject: str
    offer: OfferBenefits
    before: float
    after: float
    words: str


def _sides(
    line: LineFigure, picture: str, benefits: BenefitComparison, lang: Lang
) -> tuple[str, tuple[float | None, float | None]] | None:
    """Return subject and both sides of a line in a picture; None where it is not of it."""
    pair, units, beneficiary = _SOURCES[picture]
    if line.procedure_id:
        before, after = line.pairs[pair]
        if picture == "visits":
            before, after = (
                None if side is None else _PERCENT * (1 - side) for side in (before, after)
            )
        return benefits.procedures[line.procedure_id].title, (before, after)
    if line.kpi.unit in units and line.kpi.beneficiary == beneficiary:
        return kpi_title(line.kpi, lang), line.pairs["value"]
    return None


def _visits(line: LineFigure, share: float, lang: Lang) -> str:
    """Return a share of visits with the visits a year that it means for the body."""
    shown = f"{trimmed(share, 1)}%"
    if line.volume is None:
        return shown
    count = format_number(line.volume * share / _PERCENT)
    return text("view.benefit.arrows.share", lang, share=shown, count=count)


def arrows_of(benefits: BenefitComparison, picture: str, lang: Lang) -> list[Arrow]:
    """Return the arrows of a picture: procedures in the order asked, then KPIs; by offer."""
    found: dict[str, list[Arrow]] = {one.title: [] for one in benefits.procedures.values()}
    for offer in benefits.offers:
        for line in offer.lines:
            seen = _sides(line, picture, benefits, lang)
            if seen is None or line.status == "unanswered":
                continue
            subject, (before, after) = seen
            if before is None or after is None:
                continue
            sides = (before, after)
            words = (
                [_visits(line, side, lang) for side in sides]
                if picture == "visits"
                else [trimmed(side, 1) for side in sides]
            )
            shown = text("view.benefit.pair", lang, before=words[0], after=words[1])
            found.setdefault(subject, []).append(Arrow(subject, offer, before, after, shown))
    return [arrow for arrows in found.values() for arrow in arrows]
