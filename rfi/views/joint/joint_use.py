"""共同利用: what each member bears under each offer, beside going alone."""

from collections.abc import Callable

from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.joint.number_effect import NumberEffect
from rfi.normalize.step import FloatArray
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import group_words, mark_notes, plain_caption
from rfi.views.look.display import MoneyUnit
from rfi.views.look.offers import hole_sign, mark_of, offer_columns, open_sign
from rfi.views.look.table import Cell, Column, Row, Table

_PERCENT = 100
Place = Callable[[int], Cell]


def _words(name: str, lang: Lang, **facts: object) -> str:
    return text(f"view.joint.{name}", lang, **facts)


def _whose(name: str, comparison: Comparison, lang: Lang) -> str:
    """Return whose cost a table shows that stands beside what the pages show."""
    return text(f"view.whose.{name}", lang, count=len(comparison.conditions.group))


def alone_sign(comparison: Comparison, joint: JointUse, member: int, place: int) -> str:
    """Return the mark of going alone, which is never levelled."""
    if not joint.is_alone_open[member, place]:
        return ""
    return open_sign(comparison.offers[place])


def share_sign(comparison: Comparison, joint: JointUse, place: int) -> str:
    """Return the mark of a share: that of the group's price."""
    return hole_sign(comparison.offers[place]) if joint.is_open[place] else ""


def _saving(comparison: Comparison, joint: JointUse, member: int, place: int, lang: Lang) -> Cell:
    """Return going alone − share; only a bound, or nothing, where either side has a hole."""
    if not joint.is_estimable[place]:
        return Cell(text=text("view.not_estimable", lang))
    value = float(joint.saving_jpy[member, place])
    is_alone_open, is_open = bool(joint.is_alone_open[member, place]), bool(joint.is_open[place])
    if is_alone_open and is_open:
        return Cell(text=text("view.unknown", lang), note=_words("both_open", lang))
    if is_open and share_sign(comparison, joint, place) != "≧":
        return Cell(value, sign="※")
    sign = "≧" if is_alone_open else "≦" if is_open else ""
    if sign:
        return Cell(value, sign=sign)
    alone = float(joint.alone_jpy[member, place])
    part = format_number(value / alone * _PERCENT, 1) if alone else ""
    return Cell(value, note=_words("saving.part", lang, part=part) if part else "")


def view_shares(
    comparison: Comparison, joint: JointUse, lang: Lang, unit: MoneyUnit = "thousand"
) -> Table:
    """Return members × offers: share, going alone and the difference; tax-excluded, nominal."""
    places = range(len(comparison.offers))
    nothing, unknown = Cell(text=text("view.not_estimable", lang)), text("view.unknown", lang)

    def row(key: str, heading: str, cell: Place, *, note: str = "", is_total: bool = False) -> Row:
        cells = tuple(cell(p) if joint.is_estimable[p] else nothing for p in places)
        return Row(key, heading, cells, level="total" if is_total else "plain", note=note)

    def shared(amounts: FloatArray) -> Place:
        def cell(place: int) -> Cell:
            amount, sign = float(amounts[place]), share_sign(comparison, joint, place)
            # Of an open price of which nothing is known, 0 would read as a figure.
            return Cell(amount, sign=sign) if amount or not sign else Cell(text=unknown)

        return cell

    rows = [
        row("group", _words("group", lang), shared(joint.group_jpy), is_total=True),
        row(
            "individual",
            _words("individual", lang),
            shared(joint.individual_jpy),
            note=_words("individual.note", lang),
        ),
    ]
    if joint.levelled_jpy.any():
        rows.append(row("levelled", _words("levelled", lang), shared(joint.levelled_jpy)))
    for member, city in enumerate(joint.members):
        code = city.code
        residents = _words("residents", lang, population=format_number(city.population))
        part = _words("part", lang, part=format_number(joint.shares[member] * _PERCENT, 2))
        rows.append(
            Row(
                code,
                f"{city.name}",
                level="section",
                note=_words("joint", lang).join((residents, part)),
            )
        )
        rows.append(row(f"{code}.share", _words("share", lang), shared(joint.share_jpy[member])))
        rows.append(_alone_row(joint, comparison, member, lang))
        cells = tuple(_saving(comparison, joint, member, p, lang) for p in places)
        rows.append(Row(f"{code}.saving", _words("saving", lang), cells))
    return Table(
        key="shares",
        title=_words("title", lang, count=len(joint.members)),
        caption=plain_caption(
            comparison, lang, unit, "excluded", _whose("members", comparison, lang)
        ),
        corner=_words("corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=unit,
        notes=(*mark_notes(comparison, lang), _words("saving.note", lang)),
    )


def _alone_row(joint: JointUse, comparison: Comparison, member: int, lang: Lang) -> Row:
    cells = tuple(
        Cell(
            float(joint.alone_jpy[member, place]),
            sign=alone_sign(comparison, joint, member, place),
            note=text("view.estimate.extrapolated", lang)
            if joint.is_alone_outside[member, place]
            else "",
        )
        if joint.alone_jpy[member, place]
        else Cell(text=text("view.not_estimable", lang))
        for place in range(len(comparison.offers))
    )
    return Row(f"{joint.members[member].code}.alone", _words("alone", lang), cells)


def view_joiners(
    comparison: Comparison, joint: JointUse, lang: Lang, unit: MoneyUnit = "thousand"
) -> Table:
    """Return members × offers: what the group pays more because each of them joined."""
    places = range(len(comparison.offers))
    rows = tuple(
        Row(
            city.code,
            city.name,
            tuple(
                Cell(
                    float(joint.marginal_jpy[member, place]),
                    sign="※" if joint.is_open[place] else "",
                    note=_words(
                        "joiner.note",
                        lang,
                        share=_amount(float(joint.share_jpy[member, place]), unit),
                    ),
                )
                if joint.is_estimable[place]
                else Cell(text=text("view.not_estimable", lang))
                for place in places
            ),
        )
        for member, city in enumerate(joint.members)
    )
    return Table(
        key="joiners",
        title=_words("joiners.title", lang),
        caption=plain_caption(comparison, lang, unit, "excluded", group_words(comparison, lang)),
        corner=_words("corner", lang),
        columns=offer_columns(comparison),
        rows=rows,
        unit=unit,
        notes=(_words("joiners.note", lang),),
    )


def _amount(value: float, unit: MoneyUnit) -> str:
    return Table("", "", "", "", (), (), unit).shown(Row("", ""), Cell(value))


def view_paid(
    comparison: Comparison, joint: JointUse, place: int, lang: Lang, unit: MoneyUnit = "one"
) -> Table:
    """Return fiscal year × member of one offer: whole yen, tax-included, as they are paid."""
    mark = mark_of(place).letter
    sign = share_sign(comparison, joint, place)
    columns = (
        *(Column(city.code, city.name) for city in joint.members),
        Column("sum", _words("group", lang)),
    )
    paid = joint.paid[:, place]
    rows = []
    for number, year in enumerate(joint.fiscal_years):
        amounts = [*paid[:, number].tolist(), int(paid[:, number].sum())]
        if any(amounts):
            cells = tuple(Cell(float(amount), sign=sign) for amount in amounts)
            rows.append(Row(str(year), format_fiscal_year(year, lang), cells))
    sums = [*paid.sum(axis=-1).tolist(), int(paid.sum())]
    total = tuple(Cell(float(amount), sign=sign) for amount in sums)
    return Table(
        key="paid",
        title=_words("paid.title", lang, mark=mark, vendor=comparison.offers[place].vendor),
        caption=plain_caption(
            comparison, lang, unit, "included", _whose("each_member", comparison, lang)
        ),
        corner=text("view.years.corner", lang),
        columns=columns,
        rows=(*rows, Row("total", text("view.total", lang), total, level="total")),
        unit=unit,
        notes=(_words("paid.note", lang),),
    )


def view_payments(comparison: Comparison, joint: JointUse, lang: Lang) -> Table:
    """Return fiscal year and member × offers: whole yen, tax-included, as they are paid."""
    places = range(len(comparison.offers))
    nothing = Cell(text=text("view.not_estimable", lang))
    rows = []
    for number, year in enumerate(joint.fiscal_years):
        if not joint.paid[:, :, number].any():
            continue
        rows.append(Row(str(year), format_fiscal_year(year, lang), level="section"))
        for member, city in enumerate(joint.members):
            cells = tuple(
                Cell(
                    float(joint.paid[member, place, number]),
                    sign=share_sign(comparison, joint, place),
                )
                if joint.is_estimable[place]
                else nothing
                for place in places
            )
            rows.append(Row(f"{year}.{city.code}", city.name, cells))
    return Table(
        key="payments",
        title=_words("payments.title", lang),
        caption=plain_caption(
            comparison, lang, "one", "included", _whose("each_member", comparison, lang)
        ),
        corner=_words("corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit="one",
        notes=(_words("paid.note", lang),),
    )


def view_number_effect(
    comparison: Comparison, effect: NumberEffect, lang: Lang, unit: MoneyUnit = "thousand"
) -> Table:
    """Return number of cities × offers: the price a city, and what is saved against one city."""
    rows = []
    for row, count in enumerate(effect.counts):
        cells = []
        for place, offer in enumerate(comparison.offers):
            amount = float(effect.per_city_jpy[row, place])
            if amount != amount:  # noqa: PLR0124 - NaN: no estimate
                cells.append(Cell(text=text("view.not_estimable", lang)))
                continue
            notes = [] if effect.is_quoted[row, place] else [_words("estimated", lang)]
            alone = float(effect.per_city_jpy[0, place])
            is_open = bool(effect.is_open[row, place])
            if row and alone and not is_open and not effect.is_open[0, place]:
                change = format_number((amount / alone - 1) * _PERCENT, 1)
                notes.append(_words("change", lang, change=change))
            cells.append(
                Cell(
                    amount,
                    sign=hole_sign(offer) if is_open else "",
                    note=text("view.holes_joint", lang).join(notes),
                )
            )
        heading = _words("alone_city" if count == 1 else "count", lang, count=count)
        rows.append(Row(str(count), heading, tuple(cells)))
    return Table(
        key="number_effect",
        title=_words("effect.title", lang, population=format_number(effect.population)),
        caption=plain_caption(
            comparison, lang, unit, "excluded", _whose("one_of_group", comparison, lang)
        ),
        corner=_words("effect.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=unit,
        notes=(_words("effect.note", lang),),
    )
