"""Runs the parsing child: one at a time, bounded in time, ended with its whole group."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from rfi.document.xlsx.bounds import MAX_SECONDS

_ROOT = Path(__file__).resolve().parents[3]
# Isolated: nothing from the current folder, the user's folder or the environment is imported; the
# child needs the standard library and this project, whose folder it is told.
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from rfi.document.xlsx.child import run; run()"
)


def _start(code: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-S", "-c", code, str(_ROOT)]
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        start_new_session=True,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)


def run_child(data: bytes, seconds: float = MAX_SECONDS, code: str = _CODE) -> bytes | None:
    """Return what the child wrote; None when it failed, was ended, or took too long.

    Args:
        data: The workbook.
        seconds: How long it may take.
        code: What it runs.
    """
    try:
        child = _start(code)
    except OSError:
        return None
    with child:
        try:
            written, _ = child.communicate(data, timeout=seconds)
        except (subprocess.TimeoutExpired, OSError):
            _end(child)  # the child may be gone and leave others of its group
            return None
        finally:
            if child.poll() is None:
                _end(child)
    return written if child.returncode == 0 else None
