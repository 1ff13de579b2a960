"""Two offers that are held against each other, and what moves their difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.analysis.robust.swings import MEMBERS, ItemSwing, Swing
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading

_PERCENT = 100
# Items of either offer whose price is moved.
_ITEMS = 2


def exact_offers(evaluation: Evaluation) -> Sequence[int]:
    """Return the offers whose total is exact; of others no order is claimed."""
    return np.flatnonzero(~np.isnan(evaluation.swings.now)).tolist()


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that moves, and the difference at either end of its range, yen.

    Attributes:
        title: What it is.
        reach: Its range in words.
        now: How it stands, in words.
        low_words, high_words: The settings at the ends.
        low, high: Second − first at them.
        turn: Where the difference turns, in words; that it does not, with the range.
    """

    title: str
    reach: str
    now: str
    low_words: str
    high_words: str
    low: float
    high: float
    turn: str

    @property
    def size(self) -> float:
        """How far it moves the difference, yen."""
        return abs(self.high - self.low)


def setting_words(key: str, value: float, lang: Lang) -> str:
    """Return a value of an assumption in few words."""
    if key == MEMBERS:
        name = "alone" if value == 1 else "cities"
        return text(f"view.robust.{name}", lang, count=int(value))
    if key == "fx_usd_jpy":
        return text("view.robust.yen", lang, value=trimmed(round(value, 1)))
    return f"{trimmed(round(value * _PERCENT, 1))}%"


def _turn_words(swing: Swing, turns: Sequence[float], lang: Lang) -> str:
    if not turns:
        ends = (swing.settings[0], swing.settings[-1])
        low, high = (setting_words(swing.key, float(end), lang) for end in ends)
        return text("view.robust.no_turn", lang, low=low, high=high)
    if swing.key == MEMBERS:
        return text("view.robust.between", lang, count=int(swing.high))
    separator = text("list.separator", lang)
    return separator.join(setting_words(swing.key, turn, lang) for turn in turns)


def _assumption_moves(
    evaluation: Evaluation, first: int, second: int, lang: Lang
) -> Iterator[Move]:
    titles = load_codelist("assumption_keys")
    values = evaluation.conditions.assumptions
    for swing in evaluation.swings.by_assumption:
        key = swing.key
        is_count = key == MEMBERS
        title = text("view.robust.members", lang) if is_count else titles.title(key, lang)
        now = float(len(evaluation.conditions.group)) if is_count else float(values.number(key))
        low_words, high_words = (setting_words(key, end, lang) for end in (swing.low, swing.high))
        low, high = swing.ends(first, second)
        if np.isnan(low) or np.isnan(high):
            continue
        yield Move(
            title,
            text("view.robust.reach", lang, low=low_words, high=high_words),
            setting_words(key, now, lang),
            low_words,
            high_words,
            low,
            high,
            _turn_words(swing, swing.turns(first, second), lang),
        )


def _item_move(
    evaluation: Evaluation, swing: ItemSwing, pair: tuple[int, int], reading: Reading
) -> Move:
    lang = reading.lang
    now = float(evaluation.swings.now[pair[1]] - evaluation.swings.now[pair[0]])
    spread = evaluation.conditions.assumptions.number("price_spread")
    sign = -1.0 if swing.offer == pair[0] else 1.0
    moved = sign * swing.amount_jpy * spread
    percent = format_number(spread * _PERCENT)
    letter = look_of(evaluation.costs.offers[swing.offer]).letter
    item = evaluation.questionnaire.items[swing.item]
    turn = swing.turn(now, pair[0])
    amount = format_number(swing.amount_jpy / 1e6)
    return Move(
        text("view.robust.item", lang, letter=letter, item=item),
        text("view.robust.spread", lang, spread=percent),
        text("view.robust.million", lang, amount=amount),
        text("view.robust.less", lang, part=percent),
        text("view.robust.more", lang, part=percent),
        now - moved,
        now + moved,
        "" if turn is None else _part_words(turn, lang),
    )


def _part_words(turn: float, lang: Lang) -> str:
    part = format_number(abs(turn) * _PERCENT, 1)
    return text("view.robust.more" if turn > 0 else "view.robust.less", lang, part=part)


def moves_of(evaluation: Evaluation, first: int, second: int, reading: Reading) -> list[Move]:
    """Return what moves second − first, the farthest first."""
    swings = evaluation.swings
    items = [swing for offer in (first, second) for swing in swings.largest_items(offer, _ITEMS)]
    found = [
        *_assumption_moves(evaluation, first, second, reading.lang),
        *(_item_move(evaluation, swing, (first, second), reading) for swing in items),
    ]
    return sorted(found, key=lambda move: -move.size)
