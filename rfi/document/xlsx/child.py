"""The parsing child: bytes on its input, JSON on its output, bounds of its own on memory and time.

Started by ``child_process`` in an interpreter of its own; whatever happens here ends as its exit
code and never touches the server.
"""

import contextlib
import importlib
import sys
from typing import Any

from rfi.document.xlsx.bounds import MAX_MEMORY_BYTES, MAX_SECONDS
from rfi.document.xlsx.parse import parse_workbook


def _bound() -> None:
    """Bound this process where the system can (not on Windows, where the guard stands alone)."""
    with contextlib.suppress(ImportError):
        resource: Any = importlib.import_module("resource")
        for kind, limit in (
            (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
            (resource.RLIMIT_CPU, MAX_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            # A lower limit may be set already, or (macOS) this one cannot be.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, limit))


def run() -> None:
    """Read one workbook from standard input and write what it holds to standard output."""
    _bound()
    sys.stdout.buffer.write(parse_workbook(sys.stdin.buffer.read()))
