"""Every known city on the curve: for how many gaps its own way is the cheaper one."""

import numpy as np

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.choice.customization.words import kept_of_gaps, way_caption
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("residents", "own", "around", "own_gaps")
# Gaps that are named in a cell.
_NAMED = 3


def view_way_cities(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return cities × gaps below and above their N*, in the order of the codes."""
    lang, found = reading.lang, evaluation.choices.customizing
    rows = kept_of_gaps(
        evaluation, "way_cities", (index, lang), lambda: _rows(evaluation, index, lang)
    )
    return Table(
        key="way_cities",
        title=text(
            "choice.customization.cities",
            lang,
            offer=offer_label(evaluation.costs, index),
            count=len(found.cities),
            known=int((~np.isnan(found.offers[index].turn)).sum()),
        ),
        caption=way_caption(evaluation, reading),
        corner=text("view.joint.corner", lang),
        columns=tuple(
            Column(name, text(f"choice.customization.city.{name}", lang)) for name in _COLUMNS
        ),
        rows=rows,
        unit=reading.unit,
        notes=(text("choice.customization.note.cities", lang),),
        letter=look_of(evaluation.costs.offers[index]).letter,
    )


def _rows(evaluation: Evaluation, index: int, lang: Lang) -> tuple[Row, ...]:
    found = evaluation.choices.customizing
    offer = found.offers[index]
    known = np.flatnonzero(~np.isnan(offer.turn))
    rows = []
    for city in found.cities:
        own = known[offer.turn[known] < city.population]
        # Those that have only just turned: the nearest below its size.
        nearest = own[np.argsort(-offer.turn[own], kind="stable")][:_NAMED]
        ids = [
            evaluation.fit.requirements[int(offer.requirements[gap])].requirement_id
            for gap in nearest
        ]
        rows.append(
            Row(
                city.code,
                city.name,
                (
                    TableCell(city.population, kind="count"),
                    TableCell(len(own), kind="count"),
                    TableCell(len(known) - len(own), kind="count"),
                    TableCell(text=text("list.separator", lang).join(ids)),
                ),
                note=city.prefecture,
            )
        )
    return tuple(rows)
