"""All gaps of an offer closed in one way or each in its cheapest; and by cause and business."""

import numpy as np

from rfi.analysis.choice.customization import WAYS, KnownSum, sum_of_mix, sum_of_way
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import GAP_CAUSES, NONE
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.choice.customization.words import kept_of_gaps, way_caption
from rfi.views.look.band.picture import code_of_figure
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell


def _cell(found: KnownSum, lang: Lang) -> TableCell:
    """Return a sum with its sign, and how many gaps it leaves out."""
    if found.amount_jpy is None:
        return TableCell(text=text("choice.way.unknown", lang))
    note = text("choice.customization.left", lang, count=found.left) if found.left else ""
    return TableCell(found.amount_jpy, sign=SIGNS[found.kind], note=note)


def view_way_totals(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return "all adapted", "all by parameter", "all customized", "cheapest mix" × who pays.

    A group closes each gap once, against the residents of all its cities.
    """
    lang, found = reading.lang, evaluation.choices.customizing
    offer = found.offers[index]
    each = [offer.known_jpy(residents) for residents in found.bodies]
    rows = [
        Row(
            way,
            text(f"choice.customization.all.{way}", lang),
            tuple(_cell(sum_of_way(one[number]), lang) for one in each),
        )
        for number, way in enumerate(WAYS)
    ]
    mix = tuple(_cell(sum_of_mix(one), lang) for one in each)
    rows.append(Row("mix", text("choice.customization.all.mix", lang), mix, level="total"))
    city = evaluation.conditions.city
    names = [city.name if city else text("choice.customization.quoted", lang)]
    if found.bodies[1:]:
        count = len(evaluation.conditions.group)
        names.append(text("choice.customization.together", lang, count=count))
    return Table(
        key="way_totals",
        title=text("choice.customization.totals", lang, offer=offer_label(evaluation.costs, index)),
        caption=way_caption(evaluation, reading),
        corner=text("choice.customization.how", lang),
        columns=tuple(
            Column(
                f"body{number}",
                name,
                note=text("choice.joining.residents", lang, count=f"{residents:,.0f}"),
            )
            for number, (name, residents) in enumerate(zip(names, found.bodies, strict=True))
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.customization.note.totals", lang),),
        letter=look_of(evaluation.costs.offers[index]).letter,
    )


def view_gap_ledger(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return causes × businesses: number of gaps, and what customizing them costs as quoted."""
    lang, letter = reading.lang, look_of(evaluation.costs.offers[index]).letter
    columns, rows = kept_of_gaps(
        evaluation,
        "gap_ledger",
        (index, letter, lang),
        lambda: _ledger(evaluation, index, letter, lang),
    )
    return Table(
        key="gap_ledger",
        title=text("choice.customization.ledger", lang, offer=offer_label(evaluation.costs, index)),
        caption=way_caption(evaluation, reading),
        corner=text("choice.vendors.corner", lang),
        columns=columns,
        rows=rows,
        unit=reading.unit,
        notes=(text("choice.customization.note.ledger", lang),),
        letter=letter,
    )


def _ledger(
    evaluation: Evaluation, index: int, letter: str, lang: Lang
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    found = evaluation.choices.customizing
    offer, levels = found.offers[index], evaluation.fit.levels
    home = np.array(
        [evaluation.fit.requirements[int(one)].business for one in offer.requirements], dtype=object
    )
    cause = levels.cause[index, offer.requirements]
    quoted = np.where(offer.is_own[2], offer.costs.customize_jpy, 0.0)
    causes, titles = load_codelist("gap_causes"), evaluation.questionnaire.businesses
    shown = [number for number in (*range(len(GAP_CAUSES)), NONE) if (cause == number).any()]

    def cell(of: object, number: int | None) -> TableCell:
        mine = (home == of) if of else np.ones(len(home), dtype=np.bool_)
        mine = mine if number is None else mine & (cause == number)
        if not mine.any():
            return TableCell()
        amount = float(quoted[mine].sum())
        count = text("choice.customization.count", lang, count=int(mine.sum()))
        code = code_of_figure(letter, str(of or ""))
        if not amount:
            return TableCell(text=count, of=code)
        return TableCell(amount, note=count, of=code)

    rows = [
        Row(
            str(code),
            titles.get(str(code), str(code)),
            tuple(cell(code, one) for one in (*shown, None)),
        )
        for code in dict.fromkeys(home.tolist())
    ]
    rows.append(
        Row(
            "total",
            text("choice.joining.total", lang),
            tuple(cell(None, one) for one in (*shown, None)),
            level="total",
        )
    )
    names = [
        text("choice.customization.no_cause", lang)
        if one == NONE
        else causes.title(GAP_CAUSES[one], lang)
        for one in shown
    ]
    columns = tuple(
        Column(f"cause{number}", name)
        for number, name in enumerate([*names, text("choice.joining.total", lang)])
    )
    return columns, tuple(rows)
