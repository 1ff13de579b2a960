"""Readers that misbehave, called in the reading child."""

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path


def abort() -> None:
    """End at once, as a parser does that breaks its own memory."""
    os.abort()


def kill_itself() -> None:
    """End as the system ends what takes too much."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    """Leave without an answer."""
    os._exit(3)


def fail() -> None:
    """Raise something with words of a vendor in it."""
    message = "架空データ株式会社"
    raise LookupError(message)


def take_all_memory() -> None:
    """Ask for more than any machine has."""
    bytearray(1 << 62)


def never_end() -> None:
    """Work for ever."""
    while True:
        pass


def start_another(place: str) -> None:
    """Start a process that would stay, and wait for it."""
    wait = [sys.executable, "-c", "import signal; signal.pause()"]
    with subprocess.Popen(wait) as other:
        Path(place).write_text(str(other.pid), "ascii")
        other.wait()


def hold(size: int) -> int:
    """Hold so many bytes for a moment."""
    return len(bytearray(size))


def hold_and_wait(size: int) -> int:
    """Hold so many bytes, written to, until ended."""
    held = bytearray(b"\1") * size
    while held:
        threading.Event().wait(0.01)
    return len(held)


def large(size: int) -> bytes:
    """Return more than is taken in."""
    return bytes(size + 1)


def wait_for(place: str) -> None:
    """Wait until a file is there."""
    while not Path(place).exists():
        threading.Event().wait(0.005)


def walked() -> int:
    """Return how many values the collector would walk in search of rings."""
    return len(gc.get_objects())


class _Stranger:
    """Cannot be written."""

    def __reduce__(self) -> str:
        """Fail with words of a vendor."""
        message = "架空データ株式会社"
        raise LookupError(message)


def many(count: int) -> list[dict[str, int]]:
    """Return so many rows, which go over in many parts."""
    return [{"row": index, f"field {index}": index} for index in range(count)]


def many_and_a_stranger(count: int) -> list[object]:
    """Return so many rows, and behind them what cannot be sent."""
    return [*many(count), _Stranger()]


def many_and_the_end(count: int) -> list[object]:
    """Return so many rows, and behind them what ends the process that sends it."""
    return [*many(count), _Killer()]


def stepwise(count: int) -> Iterator[object]:
    """Give so many rows, and then what holds them twice."""
    rows = many(count)
    yield rows
    yield {"first": rows, "second": rows}


def stepwise_and_fail(count: int) -> Iterator[object]:
    """Give so many rows, and raise."""
    yield many(count)
    fail()


def stepwise_and_the_end(count: int) -> Iterator[object]:
    """Give so many rows, and end as the system ends what takes too much."""
    yield many(count)
    kill_itself()


class _Killer:
    """Ends the process that writes it."""

    def __reduce__(self) -> str:
        """End at once."""
        kill_itself()
        return ""
