"""The program as a server, once for all tests that drive a browser."""

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

ROOT = Path(__file__).resolve().parents[2]
# A busy machine starts a server and draws a first page slowly; what is there is not waited for.
MOST_KNOCKS = 1200
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=10) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.fixture(autouse=True)
def _patient(context: BrowserContext) -> None:
    context.set_default_timeout(PATIENCE_MS)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a running server; every page that opens it is a session of its own."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        url = f"http://127.0.0.1:{port}"
        pause = threading.Event()
        for _ in range(MOST_KNOCKS):
            assert process.poll() is None, "the server ended"
            if answers(url) or pause.wait(0.1):
                break
        else:
            pytest.fail("the server did not start")
        yield url
        process.terminate()
