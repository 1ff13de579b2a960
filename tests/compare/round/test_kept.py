"""What is kept is made once, and bounded by its size."""

import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rfi.compare.round.kept import Kept, size_of
from rfi.tidy.tables import Tables

KILOBYTE = 1000


@dataclass(frozen=True)
class Held:
    figures: tuple[np.ndarray, ...]
    words: dict[str, str]


class Made:
    """Counts how often it makes a value."""

    count = 0

    def __call__(self) -> np.ndarray:
        self.count += 1
        return np.zeros(KILOBYTE)


def zeros(bytes_each: int) -> Callable[[], np.ndarray]:
    return lambda: np.zeros(bytes_each // 8)


def test_a_size_counts_arrays_in_any_depth_and_each_once() -> None:
    array = np.zeros(10_000)
    held = Held((array, array, np.ones(5_000)), {"a": "x" * 2_000})
    assert 120_000 + 2_000 < size_of(held) < 120_000 + 2_000 + 2_000


def test_a_size_counts_every_entry_of_many_mappings() -> None:
    flows = [{name: np.zeros(1_000) for name in "abc"} for _ in range(20)]
    assert 480_000 < size_of(flows) < 500_000


def test_what_a_value_is_made_from_is_no_part_of_its_size() -> None:
    frame = pd.DataFrame({"amount": np.zeros(10_000)})
    assert size_of(Held((np.zeros(10),), {})) < 1_000
    assert size_of((np.zeros(10), Tables({"cost_lines": frame}, (), ()))) < 1_000
    assert size_of((np.zeros(10), frame)) > 80_000


def test_of_a_long_sequence_the_first_stand_for_all() -> None:
    assert 8_000_000 < size_of([np.zeros(1_000) for _ in range(1_000)]) < 8_500_000


def test_a_view_counts_as_the_array_that_it_keeps_alive() -> None:
    assert size_of(np.zeros(10_000)[:1]) > 80_000


def test_a_value_is_made_once_for_its_key() -> None:
    kept, made = Kept(), Made()
    for _ in range(3):
        kept.get("part", ("a", 1), made)
    kept.get("part", ("a", 2), made)
    assert made.count == 2


def test_the_value_asked_for_longest_ago_goes_first_when_they_grow_too_large() -> None:
    kept, made = Kept(most_bytes=35 * KILOBYTE), []

    def ask(key: str) -> None:
        def make() -> np.ndarray:
            made.append(key)
            return zeros(10 * KILOBYTE)()

        kept.get("part", key, make)

    for key in "abcad":
        ask(key)
    assert made == ["a", "b", "c", "d"]
    assert len(kept) == 3
    ask("a")
    assert made[-1] == "d"
    ask("b")
    assert made[-1] == "b"


def test_two_hundred_large_values_stay_within_the_bound() -> None:
    kept = Kept(most_bytes=1_000 * KILOBYTE)
    for key in range(200):
        kept.get("part", key, zeros((20 + key) * KILOBYTE))
        assert kept.bytes <= 1_000 * KILOBYTE
    assert len(kept) > 3


def test_a_value_larger_than_the_bound_is_still_kept_until_the_next() -> None:
    kept = Kept(most_bytes=KILOBYTE)
    kept.get("part", "a", zeros(50 * KILOBYTE))
    assert len(kept) == 1


def test_what_is_larger_than_the_bound_is_not_made_again_for_every_value_made_from_it() -> None:
    kept, basis = Kept(most_bytes=KILOBYTE), Made()
    for rate in range(5):
        kept.get("basis", None, basis)
        kept.get("costs", rate, zeros(50 * KILOBYTE))
    assert basis.count == 1
    assert len(kept) == 2


def test_the_elements_of_a_long_sequence_are_counted_by_the_first() -> None:
    words = tuple(f"{number:0100}" for number in range(20_000))
    assert 0.98 < size_of(words) / (20_000 * (149 + 8)) < 1.02


def test_what_two_threads_ask_for_at_once_is_made_once() -> None:
    kept, made, barrier = Kept(), Made(), threading.Barrier(4)

    def ask() -> None:
        barrier.wait()
        kept.get("part", "same", made)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made.count == 1


def test_what_is_kept_stays_behind_when_its_keeper_goes_to_another_process() -> None:
    kept = Kept(1000)
    kept.get("kind", "key", lambda: "value")
    sent = pickle.loads(pickle.dumps(kept))  # noqa: S301 - our own bytes
    assert len(sent) == 0
    assert len(kept) == 1
    assert sent.get("kind", "key", lambda: "made again") == "made again"
