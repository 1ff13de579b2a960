"""The page as PDF, printed by a browser of this machine that asks nobody else for anything."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from rfi.export.given import Given
from rfi.export.page.browser import find_browser
from rfi.export.page.page import write_page

# The policy of the page lets nothing run and nothing be fetched; the browser is told so too.
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
# A page of six vendors takes a few seconds. [ours]
MOST_SECONDS = 120
# Two browsers at once would hold twice the memory and be done no sooner.
_TURN = threading.Lock()
_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[^)]*\)")
_DATE = b"20000101000000+00'00'"


def _sandbox() -> tuple[str, ...]:
    """Return the flag without which a browser that root started does not start."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


class NoBrowserError(Exception):
    """There is no browser here that could print, or it came to no end with the page."""


def _same_length(found: "re.Match[bytes]") -> bytes:
    """Return the fixed date in as many bytes: places in the file are told by their number."""
    whole = found.group(0)
    made = found.group(1) + _DATE
    return made[: len(whole) - 1].ljust(len(whole) - 1, b" ") + b")"


def write_pdf(given: Given) -> bytes:
    """Return the page as PDF.

    Args:
        given: As for the page.

    Raises:
        NoBrowserError: no browser was found, or it printed nothing.
    """
    browser = find_browser()
    if browser is None:
        raise NoBrowserError
    page_data = write_page(given)
    with (
        _TURN,
        tempfile.TemporaryDirectory(prefix="rfi-pdf-", ignore_cleanup_errors=True) as folder,
    ):
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_bytes(page_data)
        command = [
            str(browser),
            *_FLAGS,
            *_sandbox(),
            f"--user-data-dir={Path(folder) / 'profile'}",
            f"--print-to-pdf={made}",
            page.as_uri(),
        ]
        try:
            subprocess.run(  # noqa: S603 - our own arguments
                command, capture_output=True, timeout=MOST_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoBrowserError from error
        if not made.is_file():
            raise NoBrowserError
        return _DATES.sub(_same_length, made.read_bytes())
