"""Files offered by a button: written when it is pressed, of what the page holds by then.

Who types a last word and presses a button at once sends both: the library would write the file of
the page before that word. Here the run that took the word ends first, and the file is that of the
button as it stands then.
"""

import time
from collections.abc import Callable
from io import RawIOBase
from threading import Lock
from typing import BinaryIO, TextIO

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rfi.app.frame.faults import FileFaultError, quiet
from rfi.app.runs.once import once

ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How long a run is waited for, and how often it is looked at. A tap sends the press some
# milliseconds before the word that it ended: 7 measured. [ours]
_PATIENCE_SECONDS, _LOOK_SECONDS, _TAP_SECONDS = 60.0, 0.02, 0.1
# Buttons of a few hundred pages: the browser may press one of a page before its last.
_MOST = 10_000
Button = tuple[str, str]
Written = Callable[[], bytes | str | BinaryIO | TextIO | RawIOBase]


def show_book_download(label: str, name: str, write: Callable[[], bytes], key: str) -> None:
    """Offer one workbook; it is written when the button is pressed."""
    st.download_button(
        label, data=quiet(write), file_name=name, mime=_XLSX, on_click="ignore", key=key
    )


def _is_running(session_id: str) -> bool:
    """Tell whether a session makes a page, or was asked for one; the library has no word for it."""
    found = get_instance()._session_mgr.get_active_session_info(session_id)  # noqa: SLF001
    return found is not None and found.session._scriptrunner is not None  # noqa: SLF001


def _settle(session_id: str) -> None:
    """Wait until a session makes no page; a file of an older one would be given silently."""
    end = time.monotonic() + _PATIENCE_SECONDS
    time.sleep(_TAP_SECONDS)
    while _is_running(session_id):
        if time.monotonic() > end:
            raise FileFaultError
        time.sleep(_LOOK_SECONDS)


class OfferedFiles:
    """Knows which file a button offers by now, whatever page of the session it was pressed on."""

    def __init__(self, manager: MediaFileManager, settle: Callable[[str], None]) -> None:
        """Stand before a manager of files; ``settle`` waits for a session."""
        self._offer, self._write = manager.add_deferred, manager.execute_deferred
        self._settle = settle
        self._lock = Lock()
        self._buttons: dict[str, Button] = {}
        self._newest: dict[Button, str] = {}

    def offer(
        self,
        data_callable: Written,
        mimetype: str | None,
        coordinates: str,
        file_name: str | None = None,
        *,
        element_id: str = "",
    ) -> str:
        """Offer a file as the manager does, by whose names it is called, and note its button."""
        file_id = self._offer(
            data_callable, mimetype, coordinates, file_name, element_id=element_id
        )
        context = get_script_run_ctx()
        if context is not None and element_id:
            self.note(file_id, (context.session_id, element_id))
        return file_id

    def note(self, file_id: str, button: Button) -> None:
        """Note that a button offers a file from now on."""
        with self._lock:
            self._buttons[file_id] = button
            self._newest[button] = file_id
            while len(self._buttons) > _MOST:
                oldest = next(iter(self._buttons))
                known = self._buttons.pop(oldest)
                if self._newest.get(known) == oldest:
                    del self._newest[known]

    def write(self, file_id: str) -> str:
        """Write the file that the button of a file offers once its session is still."""
        button = self._buttons.get(file_id)
        if button is None:
            return self._write(file_id)
        self._settle(button[0])
        return self._write(self._newest.get(button, file_id))


@once
def offer_newest() -> None:
    """Let every button give what the page holds; nothing where there is no server."""
    if not exists():
        return
    manager = get_instance().media_file_mgr
    offered = OfferedFiles(manager, _settle)
    manager.add_deferred = offered.offer  # type: ignore[method-assign]
    manager.execute_deferred = offered.write  # type: ignore[method-assign]
