"""A PostgreSQL server of one's own for as long as it is needed, from the system's programs."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

OWNER = "rfi"


@dataclass(slots=True)
class Server:
    """A running server, reached by a socket in a folder that one account may enter."""

    folder: Path
    made: int = 0

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{OWNER}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self.made += 1
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE made_{self.made}")
        return self.url(f"made_{self.made}")


def _account() -> dict[str, Any]:
    """Return whose the server is: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


@contextmanager
def running_server(postgres: str) -> Iterator[Server]:
    """Start a server and end it.

    Args:
        postgres: The program; initdb and pg_ctl stand beside it.
    """
    programs, account = Path(postgres).resolve().parent, _account()
    folder = Path(tempfile.mkdtemp(prefix="rfi-pg-"))
    if account:
        shutil.chown(folder, account["user"], account["group"])
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", str(data), *words]
        # What goes on in the background must not hold our output open.
        with (folder / "said").open("ab") as said:
            subprocess.run(command, check=True, stdout=said, stderr=said, cwd=folder, **account)

    try:
        run("initdb", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C")
        settings = f"-k {folder} -c listen_addresses='' -c max_connections=60"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-w", "-m", "fast", "stop")
    finally:
        shutil.rmtree(folder)
