"""Seeded chance: one stream a topic, so that a change in one place moves no other."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Value = TypeVar("Value")
_SEED = "core-city-2026"


def stream(*topic: str) -> random.Random:
    """Return the stream of numbers of a topic; the same words give the same stream."""
    return random.Random("/".join((_SEED, *topic)))


def factor(spread_percent: int, *topic: str) -> Fraction:
    """Return an exact factor within ± ``spread_percent`` of 1."""
    reach = spread_percent * 10
    return Fraction(1000 + stream(*topic).randint(-reach, reach), 1000)


def picked(chance: random.Random, weights: Mapping[Value, int]) -> Value:
    """Return one key, drawn by whole-number weights.

    Raises:
        ValueError: no weight is above zero.
    """
    drawn = chance.randrange(sum(weights.values()))
    for value, weight in weights.items():
        if drawn < weight:
            return value
        drawn -= weight
    message = "no weight above zero"
    raise ValueError(message)


def least_used(
    chance: random.Random, pool: Sequence[str], used: Mapping[str, int], limit: int
) -> str | None:
    """Return a sentence among the least used ones; None when each was used ``limit`` times."""
    fewest = min((used.get(text, 0) for text in pool), default=limit)
    if fewest >= limit:
        return None
    return chance.choice([text for text in pool if used.get(text, 0) == fewest])
