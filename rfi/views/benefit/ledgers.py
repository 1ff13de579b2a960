"""効果の総括: four ledgers × offers, hours first and yen second, never added to each other."""

from collections.abc import Callable, Iterable

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.benefit.measures import (
    BenefitDisplay,
    Period,
    benefit_caption,
    common_notes,
    effect_cell,
    kind_of,
    measure_title,
    rate_notes,
    unit_of,
)
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Kind, Row, Table, TableCell

# Ledger → its measures, and whether the haircut and the adverse part are shown beside them.
_LEDGERS: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...] = (
    ("residents", (("resident_hours", True), ("visits", False), ("resident_jpy", False))),
    (
        "staff_capacity",
        (
            ("staff_hours", True),
            ("overtime_hours", False),
            ("outsourcing_hours", False),
            ("staff_jpy", False),
        ),
    ),
    ("city_budget", (("cash_jpy", False), ("noncash_jpy", False), ("sheets", False))),
)

# Shown below the measure that holds it.
_PARTS = ("overtime_hours",)


def _section(name: str, lang: Lang) -> Row:
    return Row(
        name,
        text(f"view.benefit.ledger.{name}", lang),
        level="section",
        note=text(f"view.benefit.ledger.{name}.note", lang),
    )


def _measure_rows(
    benefits: BenefitComparison,
    measure: str,
    shown: BenefitDisplay,
    reading: Reading,
    *,
    has_loss: bool,
) -> Iterable[Row]:
    """Yield a measure as claimed, after the haircut, and its adverse part."""
    lang = reading.lang
    figures = [offer.measures[measure] for offer in benefits.offers]
    divisor = shown.divisor(benefits)
    kind = kind_of(measure)
    unit = unit_of(measure, reading)
    title = measure_title(measure, lang)
    if measure in _PARTS:
        title = text("view.benefit.of_which", lang, measure=title)

    def row(name: str, values: Iterable[float | None], heading: str, note: str) -> Row:
        cells = tuple(
            effect_cell(figure, value, divisor, lang)
            for figure, value in zip(figures, values, strict=True)
        )
        return Row(f"{measure}.{name}", heading, cells, kind, note=note)

    claimed = text("view.benefit.basis.claimed", lang)
    yield row("claimed", [figure.claimed for figure in figures], title, f"{unit} {claimed}")
    if any(figure.total.gain != figure.total.discounted_gain for figure in figures):
        words = text("view.benefit.basis.discounted", lang)
        values = [figure.discounted for figure in figures]
        yield row("discounted", values, title, f"{unit} {words}")
    if has_loss and any(figure.total.loss for figure in figures):
        losses = [figure.total.loss if figure.is_known else None for figure in figures]
        words = text("view.benefit.loss.note", lang)
        yield row("loss", losses, text("view.benefit.loss", lang), f"{unit} {words}")


def _offer_row(
    benefits: BenefitComparison,
    name: str,
    value_of: Callable[[OfferBenefits], float | None],
    kind: Kind,
    lang: Lang,
) -> Row:
    cells = tuple(
        TableCell(value)
        if (value := value_of(offer)) is not None
        else TableCell(text=text("view.none", lang))
        for offer in benefits.offers
    )
    note = text(f"view.benefit.row.{name}.note", lang)
    return Row(name, text(f"view.benefit.row.{name}", lang), cells, kind, note=note)


def _post_rows(benefits: BenefitComparison, lang: Lang) -> Iterable[Row]:
    yield _offer_row(benefits, "fte", lambda one: one.fte(is_discounted=False), "tenth", lang)
    yield _offer_row(
        benefits, "fte_discounted", lambda one: one.fte(is_discounted=True), "tenth", lang
    )


def _quality(offer: OfferBenefits, *, is_better: bool) -> float:
    found = 0
    for line in offer.lines:
        before, after = line.pairs.get("value", (None, None))
        if line.is_quality and before is not None and after is not None and before != after:
            found += ((after > before) == line.kpi.is_increase) == is_better
    return float(found)


def _reliability_rows(benefits: BenefitComparison, lang: Lang) -> Iterable[Row]:
    yield _offer_row(
        benefits, "unanswered", lambda one: one.coverage.unanswered_share, "percent", lang
    )
    yield _offer_row(benefits, "lines", lambda one: float(len(one.lines)), "count", lang)
    grades = load_codelist("evidence_grades")
    cells = []
    for offer in benefits.offers:
        counts = [
            text(
                "view.benefit.grade_count",
                lang,
                grade=grades.title(grade, lang),
                count=sum(line.grade == grade for line in offer.lines),
            )
            for grade in grades.codes
        ]
        cells.append(TableCell(text="\n".join(counts) if offer.lines else text("view.none", lang)))
    note = text("view.benefit.row.grades.note", lang)
    yield Row("grades", text("view.benefit.row.grades", lang), tuple(cells), "text", note=note)
    yield _offer_row(benefits, "overlaps", lambda one: float(len(one.overlaps)), "count", lang)


def view_benefit_ledgers(
    evaluation: Evaluation, reading: Reading, *, period: Period = "year"
) -> Table:
    """Return the four ledgers, one column an offer, claimed and discounted side by side."""
    benefits, lang, shown = evaluation.benefits, reading.lang, BenefitDisplay(period)
    rows: list[Row] = []
    for ledger, measures in _LEDGERS:
        rows.append(_section(ledger, lang))
        for measure, has_loss in measures:
            if measure == "staff_jpy":
                rows.extend(_post_rows(benefits, lang))
            rows.extend(_measure_rows(benefits, measure, shown, reading, has_loss=has_loss))
    rows.append(_section("service_quality", lang))
    rows.append(
        _offer_row(benefits, "better", lambda one: _quality(one, is_better=True), "count", lang)
    )
    rows.append(
        _offer_row(benefits, "worse", lambda one: _quality(one, is_better=False), "count", lang)
    )
    rows.append(_section("reliability", lang))
    rows.extend(_reliability_rows(benefits, lang))
    notes = (
        *rate_notes(benefits, lang),
        text("view.benefit.note.ledgers", lang),
        *common_notes(benefits, lang),
    )
    return Table(
        key="benefit_ledgers",
        title=text("view.benefit.ledgers.title", lang),
        caption=text("view.benefit.caption.separator", lang).join(
            (
                benefit_caption(benefits, lang),
                text(f"view.benefit.caption.{shown.period}_of", lang),
            )
        ),
        corner=text("view.benefit.ledgers.corner", lang),
        columns=offer_columns(benefits),
        rows=tuple(rows),
        unit=reading.unit,
        notes=notes,
    )
