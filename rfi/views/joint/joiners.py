"""加わる市の増分: what the group pays more because a city joined."""

from dataclasses import replace

from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.joint_use import JointUse
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.joint.shares import share_sign
from rfi.views.joint.words import joint_words
from rfi.views.look.captions import basis_caption, group_words
from rfi.views.look.needed import needed
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import MoneyUnit, Reading
from rfi.views.look.table import Row, Table, TableCell, printed


def view_joiners(evaluation: Evaluation, reading: Reading) -> Table:
    """Return members × offers: what the group pays more because each of them joined."""
    comparison, joint, lang = evaluation.costs, needed(evaluation.joint_use), reading.lang
    indexes = range(len(comparison.offers))
    joiners = needed(evaluation.joiners)
    is_open = any(joint.is_open[index] and joint.is_estimable[index] for index in indexes)
    open_notes = (joint_words("joiners.open", lang),) if is_open else ()
    rows = tuple(
        Row(
            city.code,
            city.name,
            tuple(
                TableCell(
                    float(joiners.marginal_jpy[member, index]),
                    sign="※" if joint.is_open[index] else "",
                    note=_note(
                        comparison,
                        joint,
                        (member, index),
                        reading,
                        is_levelled=bool(joiners.is_levelled[member, index]),
                    ),
                )
                if joint.is_estimable[index]
                else TableCell(text=text("view.not_estimable", lang))
                for index in indexes
            ),
        )
        for member, city in enumerate(joint.members)
    )
    return Table(
        key="joiners",
        title=joint_words("joiners.title", lang),
        caption=basis_caption(
            comparison, replace(reading, tax="excluded"), group_words(comparison, lang)
        ),
        corner=joint_words("corner", lang),
        columns=offer_columns(comparison),
        rows=rows,
        unit=reading.unit,
        notes=(joint_words("joiners.note", lang), *open_notes),
    )


def _note(
    comparison: Comparison,
    joint: JointUse,
    place: tuple[int, int],
    reading: Reading,
    *,
    is_levelled: bool,
) -> str:
    """Return the member's share beside the increment, and that both are levelled."""
    lang, (member, index) = reading.lang, place
    share = share_sign(comparison, joint, index) + _amount(
        float(joint.share_jpy[member, index]), reading.unit
    )
    parts = (
        joint_words("joiner.note", lang, share=share),
        text("view.levelled_part", lang) if is_levelled else "",
    )
    return text("view.list_separator", lang).join(part for part in parts if part)


def _amount(value: float, unit: MoneyUnit) -> str:
    return printed(TableCell(value), unit=unit)
