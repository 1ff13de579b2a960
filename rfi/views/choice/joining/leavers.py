"""Coalitions that would pay less outside, rule by rule, and by how much."""

from dataclasses import replace

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.joining.words import coalition_words, percent, yearly_words
from rfi.views.look.captions import basis_caption
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

# Coalitions that are listed of each rule.
MOST_LEAVERS = 5


def view_leavers(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return the coalitions that object most by every rule, and by how much; yen, tax-excluded."""
    lang, joining = reading.lang, needed(evaluation.choices.joining)
    rows = []
    for rule in joining.offers[index].rules:
        if rule.core is None:
            continue
        name = text(f"choice.rule.{rule.rule}", lang, equal=percent(joining.equal_ratio))
        pairs = zip(
            rule.core.objecting[:MOST_LEAVERS], rule.core.objection_jpy[:MOST_LEAVERS], strict=True
        )
        for number, (members, amount) in enumerate(pairs):
            cells = (
                TableCell(text=coalition_words(members, joining.prices.cities, lang)),
                TableCell(amount, note=yearly_words(evaluation, amount, reading)),
            )
            rows.append(Row(f"{rule.rule}.{number}", name, cells))
    return Table(
        key="leavers",
        title=text("choice.leavers.title", lang, offer=offer_label(evaluation.costs, index)),
        caption=basis_caption(
            evaluation.costs,
            replace(reading, tax="excluded"),
            text("view.whose.members", lang, count=len(joining.prices.cities)),
        ),
        corner=text("choice.leavers.corner", lang),
        columns=tuple(
            Column(name, text(f"choice.leavers.{name}", lang)) for name in ("members", "objection")
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.leavers.note", lang, count=MOST_LEAVERS),),
        letter=look_of(evaluation.costs.offers[index]).letter,
    )
