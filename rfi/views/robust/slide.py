"""What a slider picks from while it moves: every figure of every step, printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.evaluation.along_parts import COSTS_ALONG
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.band.axis import axis_from_zero
from rfi.views.look.band.marks import offer_name, signed, whole_certainty_chip
from rfi.views.look.band.picture import band, cell, said, tag
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.reading import Reading
from rfi.views.robust.along import Figure, figures_along, setting_words, settings_along, what_moves


@dataclass(frozen=True, slots=True)
class Slide:
    """What a slider picks from.

    Attributes:
        html: One band an offer, its figures empty; every text in it is escaped.
        values: The settings, as the assumption takes them.
        words: The settings, for people.
        amounts, changes: Setting × offer, as printed; the change is since the round's own value.
        units: Setting × offer, unit of the amount; "" where words stand in its place.
        widths: Setting × offer, bar in per cent of the room.
        open: Setting × offer, whether an amount with holes: its bar has no end.
        at: Index of the value in force.
        standard: The round's own value, for people.
    """

    html: str
    values: tuple[float, ...]
    words: tuple[str, ...]
    amounts: tuple[tuple[str, ...], ...]
    changes: tuple[tuple[str, ...], ...]
    units: tuple[tuple[str, ...], ...]
    widths: tuple[tuple[float, ...], ...]
    open: tuple[tuple[bool, ...], ...]
    at: int
    standard: str

    def as_data(self) -> Mapping[str, object]:
        """Return it as what a browser reads."""
        return {name: getattr(self, name) for name in self.__slots__}


def _changed(now: float | None, then: float | None, scale: Scale, lang: Lang) -> str:
    if now is None or then is None:
        return ""
    return signed(then - now, scale.label(then - now), lang)


def _sign(figure: Figure) -> str:
    """Return the sign before a figure; of a range the low end stands for the whole."""
    return figure.sign.replace("〜", "")


def _is_open(figure: Figure) -> bool:
    return figure.amount is not None and _sign(figure) != ""


def slide_along(evaluation: Evaluation, reading: Reading, key: str) -> Slide:
    """Return what the slider of an assumption shows at each of its steps."""
    lang, settings = reading.lang, settings_along(evaluation, key)
    figures = figures_along(evaluation, key, reading)
    own = float(evaluation.answers.assumptions.number(key))
    at = settings.index(float(evaluation.conditions.assumptions.number(key)))
    base = figures[settings.index(own)]
    known = [one.amount for row in figures for one in row if one.amount is not None]
    scale = scale_of(known)
    axis = axis_from_zero(known, scale)
    unit = scale.title(lang)
    head = band(
        (
            cell(said(text("view.bands.offer", lang)), ""),
            cell(said(what_moves(evaluation, key, lang)), "rfi-right"),
            cell(said(text("view.along.change", lang, unit=unit)), "rfi-right"),
            cell(tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
        ),
        "rfi-bands-head",
    )
    amount = tag("span", said("", "rfi-along-amount") + said("", "rfi-unit"), "rfi-amount")
    bar = axis.grid + tag("span", "", "rfi-segment rfi-initial rfi-along-bar", "left:0")
    bar += tag("span", "", "rfi-ragged rfi-along-open")
    chips = [
        whole_certainty_chip(offer, lang) if key in COSTS_ALONG else ""
        for offer in evaluation.costs.offers
    ]
    bands = [
        band(
            (
                cell(offer_name(evaluation.costs, index, below=chips[index]), "rfi-who"),
                cell(amount, "rfi-right"),
                cell(said("", "rfi-gap rfi-along-change"), "rfi-right"),
                cell(bar, "rfi-track"),
            )
        )
        for index in range(len(evaluation.costs.offers))
    ]
    return Slide(
        tag("div", head + "".join(bands), "rfi-bands rfi-meeting-bands"),
        settings,
        tuple(setting_words(key, one, lang) for one in settings),
        tuple(
            tuple(one.words or _sign(one) + scale.label(one.amount or 0.0) for one in row)
            for row in figures
        ),
        tuple(
            tuple(
                _changed(now.amount, then.amount, scale, lang)
                for now, then in zip(base, row, strict=True)
            )
            for row in figures
        ),
        tuple(tuple("" if one.words else unit for one in row) for row in figures),
        tuple(tuple(axis.width(one.amount or 0.0) for one in row) for row in figures),
        tuple(tuple(_is_open(one) for one in row) for row in figures),
        at,
        setting_words(key, own, lang),
    )
