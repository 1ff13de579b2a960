"""The one process that reads files: kept warm, one file at a time, bounded, ended when it fails."""

import atexit
import contextlib
import importlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import psutil

from rfi.document.child.bounds import (
    MAX_FILES,
    MAX_MEMORY_BYTES,
    MAX_SECONDS,
    MAX_VALUE_BYTES,
    PIPE_BYTES,
    WATCH_SECONDS,
)
from rfi.document.child.wire import TOO_LARGE, AnswerEndedError, dumped, receive_value, send

T = TypeVar("T")
# Codes of the issues that a file without an end becomes.
UNREADABLE, HOLDS_TOO_MUCH = "file_unreadable", "file_holds_too_much"
_ROOT = Path(__file__).resolve().parents[3]
# Isolated: nothing from the current folder, the user's folder or the environment is imported; the
# child is told where this project lies.
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from rfi.document.child.serve import serve; serve()"
)
# Pools of threads would count against the bound on memory.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_LOG = logging.getLogger(__name__)


class ReadingEndedError(Exception):
    """The child came to no end with a file: it failed, was ended, or was given up.

    Attributes:
        code: Of the issue that says so.
    """

    def __init__(self, code: str = UNREADABLE) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a whole small file, where the system can: neither end waits for the other."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        fcntl: Any = importlib.import_module("fcntl")
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)


class _Child:
    """One process."""

    def __init__(self, code: str) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        self.files = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-I", "-c", code, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
            creationflags=flags,
            start_new_session=True,
        )
        for stream in (self._process.stdin, self._process.stdout):
            _widen(cast("IO[bytes]", stream))

    @property
    def pid(self) -> int:
        """The process, for those who look at it from outside."""
        return self._process.pid

    def is_running(self) -> bool:
        """Tell whether it could take a file."""
        return self._process.poll() is None

    def ask(self, message: bytes, seconds: float, take: Callable[[IO[bytes]], T]) -> T:
        """Return what ``take`` makes of the answer to one message, as it comes.

        Raises:
            AnswerEndedError: there was none within the bounds.
        """
        self.files += 1
        answered = threading.Event()
        watch = threading.Thread(target=self._watch, args=(answered, seconds), daemon=True)
        watch.start()
        try:
            # Both streams are there: they were asked for.
            send(cast("IO[bytes]", self._process.stdin), message)
            return take(cast("IO[bytes]", self._process.stdout))
        except OSError as error:
            raise AnswerEndedError(None) from error
        finally:
            answered.set()
            watch.join()

    def _watch(self, answered: threading.Event, seconds: float) -> None:
        """End the process when it takes too long or, where no system bounds it, too much."""
        until = time.monotonic() + seconds
        # Most files are read before there is anything to look at.
        if answered.wait(WATCH_SECONDS):
            return
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(self.pid)
            while not answered.wait(WATCH_SECONDS):
                if time.monotonic() > until or process.memory_info().rss > MAX_MEMORY_BYTES:
                    self._kill()
                    return

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process with its whole group."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            # Closing may flush what the process will not take any more.
            with contextlib.suppress(OSError):
                cast("IO[bytes]", stream).close()
        self._process.wait()


def _value_of(stream: IO[bytes]) -> object:
    return receive_value(stream, MAX_VALUE_BYTES)


class ReadingChild:
    """A process that reads files for this one, started when it is first needed.

    One file at a time, so that many uploads together cost no more memory than one. A new process
    follows after a fault and after ``MAX_FILES`` files.
    """

    def __init__(self, seconds: float = MAX_SECONDS, code: str = _CODE) -> None:
        """Give every file so many seconds.

        Args:
            seconds: How long a file may take.
            code: What the process runs.
        """
        self._seconds, self._code = seconds, code
        self._turn, self._counting = threading.Lock(), threading.Lock()
        self._child: _Child | None = None
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many files are being read or wait for their turn."""
        return self._waiting

    @property
    def pid(self) -> int | None:
        """The process that would read the next file; None when there is none yet."""
        return self._child.pid if self._child else None

    def call(self, read: Callable[..., T], *arguments: object) -> T:
        """Return what a reader makes of its arguments, called in the child.

        Args:
            read: A function at the top of a module of this project. An iterator is answered with
                its last value; those before come over while the child works on.
            arguments: Texts, bytes and plain values.

        Raises:
            ReadingEndedError: the reader failed, was ended, or passed a bound; or the result is
                more than the server takes in.
        """
        message = dumped((read.__module__, read.__name__, arguments))
        with self._counting:
            self._waiting += 1
        try:
            with self._turn:
                return cast("T", self._called(message))
        finally:
            with self._counting:
                self._waiting -= 1

    def _called(self, message: bytes) -> object:
        try:
            return self._running().ask(message, self._seconds, _value_of)
        except AnswerEndedError as ended:
            if ended.mark == TOO_LARGE:
                raise ReadingEndedError(HOLDS_TOO_MUCH) from ended
            if ended.said:
                _LOG.error("reading a file failed: %s", ended.said[:200].decode("utf-8", "replace"))
            self.close()
            raise ReadingEndedError from ended
        except ReadingEndedError:
            raise
        except Exception as error:  # the bytes of a child that was taken over may raise anything
            self.close()
            raise ReadingEndedError from error

    def _running(self) -> _Child:
        """Return a process that can take a file."""
        if self._child and (not self._child.is_running() or self._child.files >= MAX_FILES):
            self.close()
        if self._child is None:
            try:
                self._child = _Child(self._code)
            except OSError as error:
                raise ReadingEndedError from error
        return self._child

    def close(self) -> None:
        """End the process; the next file starts another."""
        if self._child:
            self._child.end()
            self._child = None


_SHARED = ReadingChild()
atexit.register(_SHARED.close)


def shared_child() -> ReadingChild:
    """Return the one child of this process."""
    return _SHARED
