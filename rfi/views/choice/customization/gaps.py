"""Each gap of an offer: its ways, the cheapest at the city's size, and from which size it turns."""

from html import escape

import numpy as np

from rfi.analysis.choice.customization import WAYS
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import FIT_CODES, GAP_CAUSES, NONE
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.choice.customization.words import (
    amount_cell,
    kept_of_gaps,
    turn_words,
    way_caption,
    way_title,
)
from rfi.views.look.band.picture import Picture, band, cell, code_of_figure, said, tag
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_PERCENT = 100
# The sizes that the core cities have, a little beyond either end (domain §8).
_FROM, _TO = 100_000.0, 800_000.0
_TICKS = (200_000, 350_000, 500_000, 650_000)
# Gaps that a picture can hold; the table below holds all.
_DRAWN = 10


def _home(evaluation: Evaluation, index: int, letter: str, requirement: int) -> str:
    """Return the figure that holds an offer's price of a gap: its cost line, or its business."""
    asked, levels = evaluation.fit.requirements[requirement], evaluation.fit.levels
    item = int(levels.cost_item[index, requirement])
    items = tuple(evaluation.questionnaire.items)
    return code_of_figure(letter, asked.business, "" if item == NONE else items[item])


def view_gap_ways(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return gaps × ways of one offer, those that turn nearest to the city's size first.

    Yen tax-included, present value over the window.
    """
    lang, letter = reading.lang, look_of(evaluation.costs.offers[index]).letter
    rows = kept_of_gaps(
        evaluation,
        "gap_ways",
        (index, letter, lang),
        lambda: _rows(evaluation, index, letter, lang),
    )
    names = ("answer", "cause", *WAYS, "cheapest", "turn")
    return Table(
        key="gap_ways",
        title=text("choice.customization.gaps", lang, offer=offer_label(evaluation.costs, index)),
        caption=way_caption(evaluation, reading),
        corner=text("choice.customization.corner", lang),
        columns=tuple(
            Column(name, text(f"choice.customization.column.{name}", lang)) for name in names
        ),
        rows=rows,
        unit=reading.unit,
        notes=tuple(
            text(f"choice.customization.note.{name}", lang) for name in ("turn", "ways", "others")
        ),
        letter=letter,
    )


def _rows(evaluation: Evaluation, index: int, letter: str, lang: Lang) -> tuple[Row, ...]:
    found = evaluation.choices.customizing
    offer, levels = found.offers[index], evaluation.fit.levels
    at_city = offer.known_jpy(found.bodies[0])
    distance = np.abs(np.log(np.maximum(offer.turn, 1) / found.bodies[0]))
    order = np.argsort(np.where(np.isfinite(distance), distance, np.inf), kind="stable")
    causes, fits = load_codelist("gap_causes"), load_codelist("fit_codes")
    rows = []
    for gap in order.tolist():
        number = int(offer.requirements[gap])
        asked = evaluation.fit.requirements[number]
        cause = int(levels.cause[index, number])
        of = _home(evaluation, index, letter, number)
        ways = [
            amount_cell(
                float(at_city[way, gap]),
                lang,
                is_own=bool(offer.is_own[way, gap]) or way == 1,
                of=of if offer.is_own[way, gap] and WAYS[way] == "customize" else "",
            )
            for way in range(len(WAYS))
        ]
        cells = (
            TableCell(text=fits.title(FIT_CODES[int(levels.code[index, number])], lang)),
            TableCell(text="" if cause == NONE else causes.title(GAP_CAUSES[cause], lang)),
            *ways,
            TableCell(text=way_title(int(offer.at_city.cheapest[0, gap]), lang)),
            TableCell(text=turn_words(float(offer.turn[gap]), lang)),
        )
        rows.append(Row(asked.requirement_id, asked.text, cells, note=asked.requirement_id))
    return tuple(rows)


def _at(residents: float) -> float:
    """Return where a size stands, in per cent of a scale of logarithms."""
    part = np.log(residents / _FROM) / np.log(_TO / _FROM)
    return round(float(np.clip(part, 0, 1)) * _PERCENT, 2)


def picture_turns(evaluation: Evaluation, reading: Reading, index: int) -> Picture:
    """Return a bar a gap over the sizes of cities: up to N* work around, beyond customize."""
    lang, found = reading.lang, evaluation.choices.customizing
    offer, size = found.offers[index], found.bodies[0]
    known = np.flatnonzero(~np.isnan(offer.turn))
    own = known[offer.turn[known] < size]
    distance = np.abs(np.log(np.maximum(offer.turn[known], 1) / size))
    drawn = known[np.argsort(distance, kind="stable")][:_DRAWN]
    drawn = drawn[np.argsort(offer.turn[drawn], kind="stable")]
    city = evaluation.conditions.city
    title = text(
        "choice.customization.answer" if len(known) else "choice.customization.answer.none",
        lang,
        city=city.name if city else text("choice.customization.quoted", lang),
        residents=f"{size:,.0f}",
        letter=look_of(evaluation.costs.offers[index]).letter,
        count=len(offer.requirements),
        known=len(known),
        own=len(own),
    )
    if not len(known):
        return Picture("gap_turns", title, way_caption(evaluation, reading), "")
    ticks = "".join(
        said(
            text("choice.customization.tick", lang, count=tick // 10_000),
            "rfi-tick",
            f"left:{_at(tick)}%",
        )
        for tick in _TICKS
    )
    heading = said(text("choice.customization.axis", lang)) + tag("span", ticks, "rfi-ticks")
    head = band(
        (
            cell(said(text("choice.customization.corner", lang)), "rfi-left"),
            cell(said(text("choice.customization.column.turn", lang)), "rfi-right"),
            cell(heading, "rfi-track"),
        ),
        "rfi-bands-head",
    )
    here, bands = _at(size), []
    for gap in drawn.tolist():
        asked = evaluation.fit.requirements[int(offer.requirements[gap])]
        turn = float(offer.turn[gap])
        at = _at(turn) if np.isfinite(turn) else _PERCENT
        parts = [
            tag("span", "", "rfi-swing rfi-swing-low", f"left:0;width:{at}%"),
            tag("span", "", "rfi-swing rfi-swing-high", f"left:{at}%;right:0"),
            tag("span", "", "rfi-now-line", f"left:{here}%"),
        ]
        bands.append(
            band(
                (
                    cell(said(asked.text, "rfi-gap-text"), "rfi-left"),
                    cell(said(turn_words(turn, lang)), "rfi-right"),
                    cell("".join(parts), "rfi-track"),
                )
            )
        )
    foot = tag("p", escape(text("choice.customization.foot", lang)), "rfi-notes")
    html = tag("div", head + "".join(bands) + foot, "rfi-bands rfi-turn-bands")
    return Picture("gap_turns", title, way_caption(evaluation, reading), html)
