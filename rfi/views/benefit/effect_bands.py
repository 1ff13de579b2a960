"""効果 as bands: what staff, residents and the budget gain from each offer, a bar an effect."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.benefit.measures import Period
from rfi.views.look.band.axis import Axis, axis_from_zero
from rfi.views.look.band.marks import offer_name
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.chart import scale_of
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import Row, Table

# Effects after the factor of evidence, one a column; hours first, yen last.
_COUNTED = ("staff_hours", "resident_hours", "visits")
_EFFECTS = (*_COUNTED, "cash_jpy")


def _bar(table: Table, row: Row, claimed: Row, axis: Axis, index: int) -> str:
    """Return an effect as a bar, what is claimed beyond it as a frame, its figure above."""
    found, stated = row.cells[index], claimed.cells[index]
    if found.value is None:
        return said(found.text, "rfi-effect")
    width, whole = axis.width(found.value), axis.width(max(stated.value or 0.0, found.value))
    frame = tag("span", "", "rfi-claimed", f"left:0;width:{whole}%")
    bar = tag("span", "", "rfi-gain", f"left:0;width:{width}%")
    return said(table.shown(row, found), "rfi-effect") + tag("span", frame + bar, "rfi-gain-track")


def picture_effects(
    evaluation: Evaluation, reading: Reading, table: Table, period: Period
) -> Picture:
    """Return one band an offer: hours of staff and residents, visits, budget.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        table: The ledgers.
        period: Over which they are.
    """
    lang, benefits = reading.lang, evaluation.benefits
    rows = {row.key: row for row in table.rows}
    shown = [name for name in _EFFECTS if f"{name}.discounted" in rows]
    pairs = {name: (rows[f"{name}.discounted"], rows[f"{name}.claimed"]) for name in shown}
    axes = {
        name: axis_from_zero(
            [found.value or 0.0 for row in pair for found in row.cells], scale_of([1.0])
        )
        for name, pair in pairs.items()
    }
    units = {name: text(f"view.effect_bands.{name}.unit", lang) for name in _COUNTED}
    units["cash_jpy"] = unit_title(reading)
    heads = [
        cell(
            said(text(f"view.effect_bands.{name}", lang))
            + said(text(f"view.effect_bands.{period}", lang, unit=units[name]), "rfi-below"),
            "rfi-left",
        )
        for name in shown
    ]
    head = band((cell(said(text("view.bands.offer", lang)), ""), *heads), "rfi-bands-head")
    bands = (
        band(
            (
                cell(offer_name(benefits, index), "rfi-who"),
                *(cell(_bar(table, *pairs[name], axes[name], index), "rfi-left") for name in shown),
            )
        )
        for index in range(len(benefits.offers))
    )
    legend = "".join(
        (
            tag(
                "span",
                tag("i", "", "rfi-box rfi-gain") + said(text("view.effect_bands.discounted", lang)),
                "rfi-key",
            ),
            tag(
                "span",
                tag("i", "", "rfi-box rfi-claimed") + said(text("view.effect_bands.claimed", lang)),
                "rfi-key",
            ),
        )
    )
    html = tag(
        "div",
        tag("div", legend, "rfi-legend") + head + "".join(bands),
        f"rfi-bands rfi-effects-{len(shown)}",
    )
    return Picture("effects", text("view.effect_bands.title", lang), table.caption, html)
