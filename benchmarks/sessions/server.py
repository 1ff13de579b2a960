"""A server of a page in processes of its own, and what these take."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from benchmarks.sessions.browser import HOST
from rfi.app.session.sample_round import sample_round
from rfi.store.database.address import VARIABLE, Address, address_of
from rfi.store.database.engine import Store, open_store
from rfi.store.outcome import Done
from rfi.store.round.act import Signed
from rfi.store.round.rounds import create_round

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 10
# Fields of /proc/PID/stat after the name of the program: time in user and in kernel mode.
_USER, _KERNEL = 11, 12
_LOG_LINES = 20


def free_port() -> int:
    """Return a port that the system chooses."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def _sample_in(url: str) -> str:
    """Put the sample round into a new database and return its id."""
    address = address_of({VARIABLE: url})
    store = open_store(address) if isinstance(address, Address) else address
    if not isinstance(store, Store):
        raise RuntimeError(store.issue.code)  # noqa: TRY004 - no wrong type: there is no store
    signed = Signed("bench", datetime.now(UTC).isoformat())
    made = create_round(store, "bench", sample_round(), signed)
    store.close()
    if not isinstance(made, Done):
        message = "the sample round was not put in"
        raise TypeError(message)
    return made.about.removeprefix("round/")


class Server:
    """A Streamlit server that ends with the ``with`` block it is opened in.

    It has a database of its own with the sample round in it, which ``query`` names in the address.
    Replicas, as ``deploy/`` sets them up, share it; each person stays at one of ``ports``.
    """

    def __init__(self, script: str, *words: str, replicas: int = 1) -> None:
        """Start the server of a script, in the project's folder and with its settings."""
        self.ports = tuple(free_port() for _ in range(replicas))
        self.started = time.perf_counter()
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self._folder.name) / 'rfi.db'}"
        self.query = f"round={_sample_in(url)}"
        command = [sys.executable, "-m", "streamlit", "run", script]
        command += ["--server.address", HOST, "--server.port"]
        # As run.py starts it.
        env = {**os.environ, "MALLOC_ARENA_MAX": "2", VARIABLE: url}
        self._processes = tuple(
            subprocess.Popen(
                [*command, str(port), "--", *words],
                cwd=ROOT,
                env=env,
                stdout=self._log,
                stderr=self._log,
            )
            for port in self.ports
        )

    def __enter__(self) -> Self:
        """Return the server."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server; after a fault say what it wrote last."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if fault is not None:
            self._log.seek(0)
            lines = self._log.read().decode("utf-8", "replace").splitlines()
            print(*lines[-_LOG_LINES:], sep="\n", file=sys.stderr)
        self._log.close()
        self._folder.cleanup()

    def has_ended(self) -> bool:
        """Tell whether a process is gone."""
        return any(process.poll() is not None for process in self._processes)

    def cpu_seconds(self) -> float:
        """Return the time of the processor that all threads took so far; NaN outside Linux."""
        stats = self._of_processes("stat")
        fields = [stat.rpartition(")")[2].split() for stat in stats]
        ticks = sum(int(each[_USER]) + int(each[_KERNEL]) for each in fields)
        return ticks / os.sysconf("SC_CLK_TCK") if fields else float("nan")

    def resident_mb(self) -> float:
        """Return the resident memory in 10⁶ bytes; NaN outside Linux."""
        pages = [int(found.split()[1]) for found in self._of_processes("statm")]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else float("nan")

    def _of_processes(self, name: str) -> list[str]:
        """Return what the system says of each process; nothing outside Linux."""
        try:
            return [Path(f"/proc/{one.pid}/{name}").read_text("utf-8") for one in self._processes]
        except FileNotFoundError:
            return []
