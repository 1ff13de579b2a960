"""What changed since the baseline, one condition after the other, and what each did."""

from itertools import pairwise

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.chosen_steps import EXPECTED, OPTIONS, PLACE, SCOPE
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.conditions.chosen_words import (
    brief_group_words,
    expected_words,
    options_words,
    scope_words,
)
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.totals import known_total_of
from rfi.views.look.values import assumption_value
from rfi.views.meeting.totals import by_key, changed


def _place_words(found: Evaluation, reading: Reading) -> str:
    """Return city and partners in few words."""
    conditions, lang = found.conditions, reading.lang
    if conditions.group:
        group = brief_group_words(conditions.group, lang)
        if conditions.city is None:
            return group
        return text("view.meeting.place", lang, city=conditions.city.name, group=group)
    if conditions.city is not None:
        return text("view.meeting.alone", lang, city=conditions.city.name)
    return found.questionnaire.scenarios[conditions.scenario_id].title


def condition_words(key: str, found: Evaluation, reading: Reading) -> str:
    """Return how one condition stands, in words."""
    if key == PLACE:
        return _place_words(found, reading)
    if key == SCOPE:
        return scope_words(found.conditions, found.questionnaire, reading.lang)
    if key == OPTIONS:
        words = options_words(found.conditions, found.questionnaire, reading.lang)
        return words or text("view.conditions.brief.none", reading.lang)
    if key == EXPECTED:
        is_given = bool(found.conditions.expected)
        none = text("view.conditions.brief.none", reading.lang)
        return expected_words(found.conditions, reading.lang) if is_given else none
    return assumption_value(found.conditions.assumptions.values[key], reading.lang)


def condition_title(key: str, reading: Reading) -> str:
    """Return what a condition is called."""
    if key in {PLACE, SCOPE, OPTIONS, EXPECTED}:
        return text(f"view.meeting.{key}.title", reading.lang)
    return load_codelist("assumption_keys").title(key, reading.lang)


def effect_words(before: Evaluation, after: Evaluation, reading: Reading) -> str:
    """Return what a change did to the total of every offer, in one line; unmoved ones together."""
    lang, was = reading.lang, by_key(before.costs)
    offers = after.costs.offers
    scale = scale_of(
        known_total_of(offer, reading) or 0.0 for offer in (*offers, *before.costs.offers)
    )
    moved, same = [], []
    for offer in offers:
        change = changed(offer, was.get(offer.offer_key), reading, scale)
        letter = look_of(offer).letter
        if change.moves or not change.part:
            moved.append(text("view.meeting.effect", lang, letter=letter, amount=change.amount))
        else:
            same.append(letter)
    if same:
        letters = text("view.meeting.letters", lang).join(same)
        moved.append(text("view.meeting.unmoved", lang, letters=letters))
    words = text("view.band_separator", lang).join(moved)
    return text("view.meeting.effects", lang, effects=words, unit=scale.title(lang))


def rate_turns(
    ends: tuple[tuple[float, Evaluation], tuple[float, Evaluation]],
    now: tuple[float, Evaluation],
    reading: Reading,
) -> tuple[str, ...]:
    """Return at which exchange rates the order of two exact totals turns, nearest first, in words.

    Between the rate that holds and either end the totals are taken as straight.

    Args:
        ends: Lowest and highest rate looked at, each with the round under it.
        now: The rate that holds, with the round under it.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    rate, here = now
    totals = {
        at: [
            known_total_of(offer, reading) if offer.bound.kind == "exact" else None
            for offer in found.costs.offers
        ]
        for at, found in (*ends, now)
    }
    found = []
    offers = here.costs.offers
    for first in range(len(offers)):
        for second in range(first + 1, len(offers)):
            pair = {at: (values[first], values[second]) for at, values in totals.items()}
            at = _turn(pair, rate)
            if at is not None:
                letters = (look_of(offers[first]).letter, look_of(offers[second]).letter)
                words = text(
                    "view.meeting.turn", lang, rate=f"{at:.1f}", first=letters[0], second=letters[1]
                )
                found.append((abs(at - rate), words))
    return tuple(words for _, words in sorted(found))


def _turn(pair: dict[float, tuple[float | None, float | None]], rate: float) -> float | None:
    """Return the rate nearest to the one that holds at which two totals meet; None for none."""
    points = sorted(
        (at, second - first)
        for at, (first, second) in pair.items()
        if first is not None and second is not None
    )
    turns = [
        left + (right - left) * low / (low - high)
        for (left, low), (right, high) in pairwise(points)
        if low * high < 0
    ]
    return min(turns, key=lambda at: abs(at - rate), default=None)
