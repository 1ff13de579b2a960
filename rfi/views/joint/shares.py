"""共同利用: what each member bears under each offer, beside going alone."""

from collections.abc import Callable
from dataclasses import replace

from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.step import FloatArray
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.joint.words import joint_words, whose_words
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.needed import needed
from rfi.views.look.offers import hole_sign, offer_columns, open_sign
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell

_PERCENT = 100
CellOf = Callable[[int], TableCell]


def alone_sign(comparison: Comparison, joint: JointUse, member: int, index: int) -> str:
    """Return the sign of going alone: ※ where levelled amounts stand beside holes that stay."""
    if not joint.is_alone_open[member, index]:
        return ""
    if joint.alone_levelled_jpy[member, index]:
        return SIGNS["unknown"]
    return open_sign(comparison.offers[index])


def share_sign(comparison: Comparison, joint: JointUse, index: int) -> str:
    """Return the sign of a share: that of the group's price."""
    return hole_sign(comparison.offers[index]) if joint.is_open[index] else ""


def levelled_words(levelled: float, whole: float, lang: Lang) -> str:
    """Return which part of a figure levelling put in, in words; "" for none."""
    if not levelled or not whole:
        return ""
    return text("view.levelled", lang, share=format_number(levelled / whole * _PERCENT, 1))


def _difference(
    comparison: Comparison, joint: JointUse, member: int, index: int, lang: Lang
) -> TableCell:
    """Return share − going alone; only a bound, or nothing, where either side has a hole."""
    if not joint.is_estimable[index]:
        return TableCell(text=text("view.not_estimable", lang))
    value = float(joint.difference_jpy[member, index])
    alone_open = alone_sign(comparison, joint, member, index)
    share_open = share_sign(comparison, joint, index)
    if alone_open and share_open:
        return TableCell(text=text("view.unknown", lang), note=joint_words("both_open", lang))
    if "※" in {alone_open, share_open}:
        return TableCell(value, sign="※", is_difference=True)
    sign = "≦" if alone_open else share_open
    if sign:
        return TableCell(value, sign=sign, is_difference=True)
    alone = float(joint.alone_jpy[member, index])
    part = format_number(value / alone * _PERCENT, 1) if alone else ""
    note = joint_words("difference.part", lang, part=part) if part else ""
    return TableCell(value, note=note, is_difference=True)


def view_shares(evaluation: Evaluation, reading: Reading) -> Table:
    """Return members × offers: share, going alone and the difference; tax-excluded, nominal."""
    comparison, joint, lang = evaluation.costs, needed(evaluation.joint_use), reading.lang
    indexes = range(len(comparison.offers))
    nothing, unknown = TableCell(text=text("view.not_estimable", lang)), text("view.unknown", lang)

    def row(key: str, heading: str, cell: CellOf, *, note: str = "", is_total: bool = False) -> Row:
        cells = tuple(cell(p) if joint.is_estimable[p] else nothing for p in indexes)
        return Row(key, heading, cells, level="total" if is_total else "plain", note=note)

    def shared(amounts: FloatArray, *, is_levelled: bool = False) -> CellOf:
        def cell(index: int) -> TableCell:
            amount, sign = float(amounts[index]), share_sign(comparison, joint, index)
            # Of an open price of which nothing is known, 0 would read as a figure.
            if sign and not amount:
                return TableCell(text=unknown)
            levelled, whole = float(joint.levelled_jpy[index]), float(joint.group_jpy[index])
            note = levelled_words(levelled, whole, lang) if is_levelled else ""
            return TableCell(amount, sign=sign, note=note)

        return cell

    rows = [
        row(
            "group",
            joint_words("group", lang),
            shared(joint.group_jpy, is_levelled=True),
            is_total=True,
        ),
        row(
            "individual",
            joint_words("individual", lang),
            shared(joint.individual_jpy),
            note=joint_words("individual.note", lang),
        ),
    ]
    if joint.levelled_jpy.any():
        rows.append(row("levelled", joint_words("levelled", lang), shared(joint.levelled_jpy)))
    for member, city in enumerate(joint.members):
        code = city.code
        residents = joint_words("residents", lang, population=format_number(city.population))
        part = joint_words("part", lang, part=format_number(joint.shares[member] * _PERCENT, 2))
        rows.append(
            Row(
                code,
                f"{city.name}",
                level="section",
                note=joint_words("separator", lang).join((residents, part)),
            )
        )
        shares = shared(joint.share_jpy[member], is_levelled=True)
        rows.append(row(f"{code}.share", joint_words("share", lang), shares))
        rows.append(_alone_row(joint, comparison, member, lang))
        cells = tuple(_difference(comparison, joint, member, p, lang) for p in indexes)
        rows.append(Row(f"{code}.difference", joint_words("difference", lang), cells))
    return Table(
        key="shares",
        title=joint_words("title", lang, count=len(joint.members)),
        caption=basis_caption(
            comparison, replace(reading, tax="excluded"), whose_words("members", comparison, lang)
        ),
        corner=joint_words("corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(*mark_notes(comparison, lang), joint_words("difference.note", lang)),
    )


def _alone_note(joint: JointUse, member: int, index: int, lang: Lang) -> str:
    outside = joint.is_alone_outside[member, index]
    levelled = float(joint.alone_levelled_jpy[member, index])
    parts = (
        text("view.estimate.extrapolated", lang) if outside else "",
        levelled_words(levelled, float(joint.alone_jpy[member, index]), lang),
    )
    return text("view.list_separator", lang).join(part for part in parts if part)


def _alone_row(joint: JointUse, comparison: Comparison, member: int, lang: Lang) -> Row:
    cells = tuple(
        TableCell(
            float(joint.alone_jpy[member, index]),
            sign=alone_sign(comparison, joint, member, index),
            note=_alone_note(joint, member, index, lang),
        )
        if joint.alone_jpy[member, index]
        else TableCell(text=text("view.not_estimable", lang))
        for index in range(len(comparison.offers))
    )
    return Row(f"{joint.members[member].code}.alone", joint_words("alone", lang), cells)
