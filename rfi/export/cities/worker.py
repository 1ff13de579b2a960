"""The batch in a process of its own: whoever shows pages meanwhile is not slowed, and it can stop.

The server never unpickles what the process says: a code is text, the zip is bytes.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from rfi.document.child.wire import receive, send
from rfi.export.cities.batch import CityBatch, write_cities

_ROOT = Path(__file__).resolve().parents[3]
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from rfi.export.cities.worker import work; work()"
)
_DONE, _ZIP = b"\0", b"\1"
# 62 cities of six vendors are some ten megabytes. [ours]
MOST_BYTES = 512 * 1024 * 1024
# Behind the server, where the system can say so.
_NICE = 10


class BatchEndedError(Exception):
    """The process came to no end: it failed or was ended."""


class CityWorker:
    """One batch in one process; ``end`` stops it wherever it is."""

    def __init__(self, batch: CityBatch) -> None:
        """Start it.

        Args:
            batch: What is written; it goes to the process whole.
        """
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        self._batch = batch
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-I", "-c", _CODE, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def results(self) -> Iterator[str | bytes]:
        """Yield the code of each city once it is written, at last the zip.

        Raises:
            BatchEndedError: the process ended before.
        """
        try:
            send(cast("IO[bytes]", self._process.stdin), pickle.dumps(self._batch))
            while True:
                told = receive(cast("IO[bytes]", self._process.stdout), MOST_BYTES)
                if told is None:
                    raise BatchEndedError
                if told[:1] == _ZIP:
                    yield told[1:]
                    return
                yield told[1:].decode()
        except OSError as error:
            raise BatchEndedError from error

    def end(self) -> None:
        """End the process, whether it is done or not."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            # Closing may flush what the process will not take any more.
            with contextlib.suppress(OSError):
                cast("IO[bytes]", stream).close()
        self._process.wait()


def work() -> None:
    """Write the batch that stands on the input; tell each city and the zip on the output."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    writer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    message = receive(sys.stdin.buffer)
    if message is None:
        return
    # The input is the server's own end of the pipe.
    batch = cast("CityBatch", pickle.loads(message))  # noqa: S301
    for told in write_cities(batch):
        data = _ZIP + told if isinstance(told, bytes) else _DONE + told.encode()
        send(writer, data)
