"""Points of every offer, how far the weights decide, what each formula does: as tables."""

from collections.abc import Callable

from rfi.analysis.choice.scoring import Score
from rfi.analysis.scoring.rules import Points
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.choice.scoring.words import finding_words, rule_words, weights_words, why_words
from rfi.views.look.captions import whose_words
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_columns, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL, Column, Level, Row, Table, TableCell

_PARTS: dict[str, Callable[[Points], Score]] = {
    "price": lambda one: one.price,
    "residents": lambda one: one.residents,
    "staff": lambda one: one.staff,
    "total": lambda one: one.total,
}
_WEIGHTS = ("cost", "residents", "staff")


def _caption(evaluation: Evaluation, lang: Lang) -> str:
    whose = whose_words(evaluation.costs, lang)
    rule = rule_words(needed(evaluation.choices.scoring).rule, lang)
    return text("choice.scoring.caption", lang, whose=whose, rule=rule)


def _cell(score: Score) -> TableCell:
    return TableCell() if score.points is None else TableCell(float(score.points))


def view_scores(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the points of every offer by part, and why one has none."""
    lang, scoring = reading.lang, needed(evaluation.choices.scoring)
    rows = []
    for name, part in _PARTS.items():
        if name == "price" and scoring.rule.formula == "division":
            continue
        cells = tuple(_cell(part(one)) for one in scoring.points)
        heading = text(f"choice.scoring.{name}", lang)
        # Points for price, and their sum, rest on the total of the offer.
        of = ("", "") if name in {"price", "total"} else None
        kind: Level = "total" if name == "total" else "plain"
        rows.append(Row(name, heading, cells, "number", kind, of=of))
    why = tuple(
        TableCell(
            text=text("view.none", lang)
            if one.total.points is not None
            else why_words(one.total, offer, lang)
        )
        for one, offer in zip(scoring.points, scoring.offers, strict=True)
    )
    rows.append(Row("why", text("choice.scoring.why", lang), why, "text"))
    return Table(
        key="scores",
        title=text("choice.scoring.table", lang),
        caption=_caption(evaluation, lang),
        corner=text("choice.scoring.corner", lang),
        columns=offer_columns(evaluation.costs),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.scoring.reference", lang), text("choice.scoring.note", lang)),
    )


def view_weights(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the part of all weights at which each offer has the most points, and the turns."""
    lang, scoring = reading.lang, needed(evaluation.choices.scoring)
    triangle, costs = scoring.triangle, evaluation.costs
    nothing = TableCell(text=text("view.none", lang))
    areas = {region.offer: region.area for region in triangle.regions}
    rows = []
    for at, offer in enumerate(costs.offers):
        area = areas.get(at)
        is_first = triangle.first == (at,)
        cells = [nothing if area is None else TableCell(area)]
        for low, high in triangle.intervals if is_first else ():
            cells.append(TableCell(low, sign=INTERVAL, high=high))
        cells += [nothing] * (len(_WEIGHTS) + 1 - len(cells))
        now = text("choice.scoring.first", lang) if at in triangle.first else ""
        label = offer_label(costs, at)
        rows.append(Row(look_of(offer).letter, label, tuple(cells), "percent", note=now))
    columns = (
        Column("area", text("choice.scoring.area", lang)),
        *(Column(name, text(f"choice.scoring.stays.{name}", lang)) for name in _WEIGHTS),
    )
    turn = triangle.turn
    if turn is None:
        told = text("choice.scoring.turn.none", lang)
    else:
        told = text(
            "choice.scoring.turn",
            lang,
            first=look_of(costs.offers[turn.first]).letter,
            second=look_of(costs.offers[turn.second]).letter,
            weights=weights_words(turn.weights, lang),
            distance=text("choice.scoring.points", lang, points=round(100 * turn.distance, 1)),
        )
    return Table(
        key="score_weights",
        title=text("choice.scoring.weights.table", lang),
        caption=_caption(evaluation, lang),
        corner=text("term.offer", lang),
        columns=columns,
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            text("choice.scoring.now", lang, weights=weights_words(triangle.weights, lang)),
            told,
            text("choice.scoring.weights.note", lang),
        ),
    )


def view_formula_audit(evaluation: Evaluation, reading: Reading) -> Table:
    """Return what each formula does with these offers, one sentence a finding."""
    lang, scoring = reading.lang, needed(evaluation.choices.scoring)
    formulas = load_codelist("scoring_formulas")
    rows = tuple(
        Row(
            f"{found.formula}.{found.kind}",
            formulas.title(found.formula, lang),
            (
                TableCell(text=text(f"choice.scoring.kind.{found.kind}", lang)),
                TableCell(text=finding_words(evaluation.costs, found, lang)),
            ),
            "text",
        )
        for found in scoring.findings
    )
    return Table(
        key="formula_audit",
        title=text("choice.scoring.audit", lang),
        caption=_caption(evaluation, lang),
        corner=text("choice.scoring.formula", lang),
        columns=tuple(
            Column(name, text(f"choice.scoring.column.{name}", lang)) for name in ("kind", "said")
        ),
        rows=rows,
        unit=reading.unit,
        notes=(text("choice.scoring.audit.note", lang),),
    )
