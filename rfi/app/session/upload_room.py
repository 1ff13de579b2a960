"""How much people may upload at once: a bound for each session and for all (docs/trust.md G3).

The library bounds the size of one file alone; whoever speaks to the server directly could fill its
memory with many. What was read is given back when the page empties its uploader.
"""

from typing import Protocol

from starlette.exceptions import HTTPException
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from rfi.app.runs.once import once

_MEGABYTE = 1024 * 1024
# A person's whole round of 24 answers of 5 MB each; four such people at once. [ours]
MAX_SESSION_BYTES = 120 * _MEGABYTE
MAX_BYTES = 480 * _MEGABYTE
_TOO_LARGE = 413


class _AddFile(Protocol):
    def __call__(self, session_id: str, file: UploadedFileRec) -> None:
        """Keep a file."""


def bounded(
    manager: MemoryUploadedFileManager,
    session_bytes: int = MAX_SESSION_BYTES,
    every_bytes: int = MAX_BYTES,
) -> _AddFile:
    """Return how a manager keeps a file within the bounds; beyond them the server answers 413."""
    keep = manager.add_file

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        held = {
            session: sum(len(one.data) for one in files.values())
            for session, files in dict(manager.file_storage).items()
        }
        size = len(file.data)
        mine, every = held.get(session_id, 0), sum(held.values())
        if mine + size > session_bytes or every + size > every_bytes:
            raise HTTPException(_TOO_LARGE)
        keep(session_id, file)

    return add_file


@once
def bound_uploads() -> None:
    """Bound what the server of this process keeps; nothing where there is no server."""
    manager = get_instance().uploaded_file_mgr if exists() else None
    if isinstance(manager, MemoryUploadedFileManager):
        manager.add_file = bounded(manager)  # type: ignore[method-assign]
