"""Two calls in turn, again and again: their ratio holds when the machine's speed drifts."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians of a call and of its floor, in milliseconds, and the median of their ratios."""

    call_ms: float
    floor_ms: float
    ratio: float


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def time_against(
    call: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS
) -> Timing:
    """Time ``call`` and ``floor`` in turn, after one warm-up of each."""
    call()
    floor()
    gc.collect()
    pairs = [(_milliseconds(floor), _milliseconds(call)) for _ in range(rounds)]
    return Timing(
        call_ms=statistics.median(found for _, found in pairs),
        floor_ms=statistics.median(found for found, _ in pairs),
        ratio=statistics.median(found / base for base, found in pairs),
    )


def show(what: str, floor: str, timing: Timing, aim: str) -> None:
    """Print one line of the table."""
    print(
        f"{what:<58} {timing.call_ms:9.2f} ms   floor {floor:<34} {timing.floor_ms:9.2f} ms"
        f"   × {timing.ratio:6.2f}   aim {aim}"
    )
