"""The reading child: calls by name on its input, values on its output, until its input ends.

Started by ``process`` in an interpreter of its own. A reader that raises is answered with what it
raised; the parent then starts a new child.
"""

import contextlib
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from rfi.document.child.bounds import MAX_MEMORY_BYTES, MAX_SECONDS, MAX_VALUE_BYTES
from rfi.document.child.wire import (
    RAISED,
    TOO_LARGE,
    TooLargeError,
    loaded,
    receive,
    send,
    send_values,
)


def bound_memory() -> None:
    """Bound the memory of this process where the system can; elsewhere the parent watches."""
    with contextlib.suppress(ImportError):
        resource: Any = importlib.import_module("resource")
        for kind, limit in (
            (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
            (resource.RLIMIT_CORE, 0),
        ):
            # A lower limit may be set already, or (macOS) this one cannot be.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, limit))


def bound_time() -> None:
    """Let this process use so many seconds of processor time from now on, where the system can."""
    with contextlib.suppress(ImportError):
        resource: Any = importlib.import_module("resource")
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + MAX_SECONDS + 1
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _where(error: BaseException) -> str:
    """Return kind and place of what was raised, without its words, which may hold vendors' text."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).name}:{last.lineno}" if last else ""
    return f"{type(error).__name__} {place}"


def _answer(message: bytes, writer: IO[bytes]) -> list[object]:
    """Write the answer to one call, its values or what was raised; return the values.

    To let go of all that was read from a file takes a tenth of the time of reading it: the caller
    does so when the answer is on its way.
    """
    values: list[object] = []
    try:
        module, name, arguments = cast("tuple[str, str, tuple[object, ...]]", loaded(message))
        read = getattr(importlib.import_module(module), name)
        found = read(*arguments)
        given = found if isinstance(found, Iterator) else iter((found,))
        send_values(writer, _kept(given, values), MAX_VALUE_BYTES)
    except TooLargeError:
        send(writer, b"", TOO_LARGE)
    except BaseException as error:  # noqa: BLE001 - whatever a file does, it is answered
        send(writer, _where(error).encode(), RAISED)
    return values


def _kept(given: Iterator[object], values: list[object]) -> Iterator[object]:
    """Give values on, and keep them."""
    for value in given:
        values.append(value)
        yield value


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return input and output, and let nothing else write into the output."""
    writer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, writer


def serve() -> None:
    """Answer calls until the parent closes its end or is gone.

    Garbage is collected between two files: while one is read nearly all that is made stays. What
    is left then, modules and what they keep, is not walked again for the next: that would cost
    more than reading a small file, and the next waits for it.
    """
    bound_memory()
    gc.disable()
    reader, writer = _own_streams()
    while (message := receive(reader)) is not None:
        bound_time()
        values = _answer(message, writer)
        del values
        gc.collect()
        gc.freeze()
