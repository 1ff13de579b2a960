"""年度別の支払: what each member pays in which fiscal year, in whole yen."""

from dataclasses import replace

from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import text
from rfi.views.joint.shares import share_sign
from rfi.views.joint.words import joint_words, whose_words
from rfi.views.look.captions import basis_caption
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell


def view_paid(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return fiscal year × member of one offer: whole yen, tax-included, as they are paid."""
    comparison, joint, lang = evaluation.costs, needed(evaluation.joint_use), reading.lang
    offer = comparison.offers[index]
    letter = look_of(offer).letter
    sign = share_sign(comparison, joint, index)
    note = text("view.levelled_part", lang) if joint.levelled_jpy[index] else ""
    columns = (
        *(Column(city.code, city.name) for city in joint.members),
        Column("sum", joint_words("group", lang)),
    )
    paid = joint.paid[:, index]
    rows = []
    for number, year in enumerate(joint.fiscal_years):
        amounts = [*paid[:, number].tolist(), int(paid[:, number].sum())]
        if any(amounts):
            own = note if joint.is_levelled_year[index, number] else ""
            cells = tuple(TableCell(float(amount), sign=sign, note=own) for amount in amounts)
            rows.append(Row(str(year), format_fiscal_year(year, lang), cells))
    sums = [*paid.sum(axis=-1).tolist(), int(paid.sum())]
    total = tuple(TableCell(float(amount), sign=sign, note=note) for amount in sums)
    return Table(
        key="paid",
        title=joint_words("paid.title", lang, letter=letter, vendor=offer.vendor),
        caption=basis_caption(
            comparison,
            replace(reading, unit="one", tax="included"),
            whose_words("each_member", comparison, lang),
        ),
        corner=text("view.years.corner", lang),
        columns=columns,
        rows=(*rows, Row("total", text("view.total", lang), total, level="total")),
        unit="one",
        notes=(joint_words("paid.note", lang),),
        letter=letter,
    )


def view_payments(evaluation: Evaluation, reading: Reading) -> Table:
    """Return fiscal year and member × offers: whole yen, tax-included, as they are paid."""
    comparison, joint, lang = evaluation.costs, needed(evaluation.joint_use), reading.lang
    indexes = range(len(comparison.offers))
    nothing = TableCell(text=text("view.not_estimable", lang))
    rows = []
    for number, year in enumerate(joint.fiscal_years):
        if not joint.paid[:, :, number].any():
            continue
        rows.append(Row(str(year), format_fiscal_year(year, lang), level="section"))
        levelled = joint.is_levelled_year[:, number]
        marks = [text("view.levelled_part", lang) if one else "" for one in levelled]
        for member, city in enumerate(joint.members):
            cells = tuple(
                TableCell(
                    float(joint.paid[member, index, number]),
                    sign=share_sign(comparison, joint, index),
                    note=marks[index],
                )
                if joint.is_estimable[index]
                else nothing
                for index in indexes
            )
            rows.append(Row(f"{year}.{city.code}", city.name, cells))
    return Table(
        key="payments",
        title=joint_words("payments.title", lang),
        caption=basis_caption(
            comparison,
            replace(reading, unit="one", tax="included"),
            whose_words("each_member", comparison, lang),
        ),
        corner=joint_words("corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit="one",
        notes=(joint_words("paid.note", lang),),
    )
