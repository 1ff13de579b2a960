"""Made once, whoever asks; made again only after it failed."""

from threading import Barrier, Thread

import pytest

from rfi.app.runs.once import once


def test_many_who_ask_at_once_get_the_same_and_it_is_made_once() -> None:
    made: list[object] = []
    together = Barrier(8)

    @once
    def value() -> object:
        made.append(object())
        return made[-1]

    found: list[object] = []

    def ask() -> None:
        together.wait(60)
        found.append(value())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(made) == 1
    assert found == made * 8


def test_what_failed_is_made_again() -> None:
    tries: list[int] = []

    @once
    def value() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError
        return 7

    with pytest.raises(RuntimeError):
        value()
    assert (value(), value(), len(tries)) == (7, 7, 2)
