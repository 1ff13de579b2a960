"""One more city: what it adds to the price of the group, pays, and leaves to the others."""

import math
from dataclasses import replace

from rfi.analysis.choice.neighbours import Bearer
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.look.captions import basis_caption, group_words
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("residents", "marginal", "pays", "alone", "gain", "adaptation")


def view_neighbours(evaluation: Evaluation, reading: Reading, index: int, bearer: Bearer) -> Table:
    """Return every city that may join × what it adds, pays and changes; yen, tax-excluded.

    Args:
        evaluation: With a group.
        reading: Language and unit.
        index: Of the offer.
        bearer: Who bears what closing the gaps of the city takes.
    """
    lang, found = reading.lang, needed(evaluation.choices.neighbours)
    pays, gain = found.pays_jpy(bearer)[:, index], found.others_gain_jpy(bearer)[:, index]
    adapted, unknown = found.adaptation, int(found.adaptation.unknown[index])
    signs = (SIGNS["exact"], SIGNS["at_least"], SIGNS["at_most"], SIGNS["unknown"])
    sign = signs[bool(unknown) + 2 * bool(adapted.is_at_most[index])]
    mark = "" if bearer == "none" else sign
    for_others = mark if bearer == "shared" else ""

    def cell(value: float, mark: str, *, is_difference: bool = False) -> TableCell:
        if math.isnan(value):
            return TableCell(text=text("choice.joining.unjudged", lang))
        return TableCell(value, sign=mark, is_difference=is_difference)

    note = text("choice.neighbours.unknown", lang, count=unknown) if unknown else ""
    rows = []
    for row, city in enumerate(found.cities):
        paid, alone = float(pays[row]), float(found.alone_jpy[row, index])
        cells = (
            TableCell(city.population, kind="count"),
            cell(float(found.marginal_jpy[row, index]), ""),
            cell(paid, mark),
            cell(paid - alone, mark, is_difference=True),
            cell(-float(gain[row]), for_others, is_difference=True),
            TableCell(float(adapted.known_jpy[row, index]), sign=sign),
        )
        rows.append(Row(city.code, city.name, cells, note=city.prefecture))
    notes = [text(f"choice.neighbours.{name}", lang) for name in ("note", "note.adaptation")]
    return Table(
        key="neighbours",
        title=text("choice.neighbours.title", lang, offer=offer_label(evaluation.costs, index)),
        caption=basis_caption(
            evaluation.costs,
            replace(reading, tax="excluded"),
            group_words(evaluation.costs, lang),
        ),
        corner=text("view.joint.corner", lang),
        columns=tuple(Column(name, text(f"choice.neighbours.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(*notes, *([note] if note else [])),
        letter=look_of(evaluation.costs.offers[index]).letter,
    )
