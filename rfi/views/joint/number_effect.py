"""団体数の効果: the price a city over the number of cities that share."""

from dataclasses import replace

from rfi.compare.joint.number_effect import has_number_effect
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.joint.words import joint_words, whose_words
from rfi.views.look.captions import basis_caption
from rfi.views.look.estimate_marks import size_kind
from rfi.views.look.needed import needed
from rfi.views.look.offers import offer_columns, open_sign
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell

_PERCENT = 100


def asks_for_groups(evaluation: Evaluation) -> bool:
    """Tell whether there are prices of groups to compare, which the RFI may not ask for."""
    return has_number_effect(evaluation.basis)


def view_number_effect(evaluation: Evaluation, reading: Reading) -> Table:
    """Return number of cities × offers: the price a city, and what is saved against one city."""
    comparison, effect, lang = evaluation.costs, needed(evaluation.number_effect), reading.lang
    rows = []
    for row, count in enumerate(effect.counts):
        cells = []
        for index, offer in enumerate(comparison.offers):
            amount = float(effect.per_city_jpy[row, index])
            if amount != amount:  # noqa: PLR0124 - NaN: no estimate
                cells.append(TableCell(text=text("view.not_estimable", lang)))
                continue
            is_estimated = not effect.is_quoted[row, index]
            kind = size_kind(effect.sizes[index], is_count_estimated=is_estimated)
            notes = [] if kind == "quoted" else [text(f"size.{kind}", lang)]
            alone = float(effect.per_city_jpy[0, index])
            is_open = bool(effect.is_open[row, index])
            if row and alone and not is_open and not effect.is_open[0, index]:
                change = format_number((amount / alone - 1) * _PERCENT, 1)
                notes.append(joint_words("change", lang, change=change))
            cells.append(
                TableCell(
                    amount,
                    sign=open_sign(offer) if is_open else "",
                    note=text("view.list_separator", lang).join(notes),
                )
            )
        heading = joint_words("alone_city" if count == 1 else "count", lang, count=count)
        rows.append(Row(str(count), heading, tuple(cells)))
    return Table(
        key="number_effect",
        title=joint_words("effect.title", lang, population=format_number(effect.population)),
        caption=basis_caption(
            comparison,
            replace(reading, tax="excluded"),
            whose_words("one_of_group", comparison, lang),
        ),
        corner=joint_words("effect.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(joint_words("effect.note", lang),),
    )
