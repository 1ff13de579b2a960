"""A process that reaches nothing beyond this machine: each attempt is counted and refused.

``python -m tests.browser.watched streamlit run …`` runs a program as ``python -m`` would. Every
Python that the program starts, the isolated one that reads files among them, is watched as well.
What is watched is what Python itself does; a library in C could call the system by itself.
"""

import contextlib
import errno
import os
import runpy
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VARIABLE = "RFI_WATCHED"
BEGUN = "begun"
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
# What a process asks of the network → where in its arguments it says with whom.
_PLACES = {
    "socket.connect": 1,
    "socket.bind": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}
_PLACE = "192.0.2.1", 9  # kept for documentation: nobody is there


@dataclass(frozen=True, slots=True)
class Asked:
    """What one process did: ``event`` is that it began, or what it asked of the network."""

    role: str
    event: str
    place: str


def asked_in(log: Path) -> list[Asked]:
    """Return what the processes of a program did."""
    return [Asked(*line.split("\t")) for line in log.read_text("utf-8").splitlines()]


def attempts_in(log: Path) -> list[Asked]:
    """Return what would have gone beyond this machine; each was refused."""
    return [one for one in asked_in(log) if one.event != BEGUN]


def _host_of(place: object) -> str:
    host = place[0] if isinstance(place, tuple) else place
    return host.decode() if isinstance(host, bytes) else str(host)


def _is_outside(event: str, arguments: Sequence[Any]) -> bool:
    if event not in _PLACES:
        return False
    place = arguments[_PLACES[event]]
    is_local = getattr(arguments[0], "family", None) == getattr(socket, "AF_UNIX", "")
    # A message without an address goes where the socket is connected: that was looked at.
    return not is_local and place is not None and _host_of(place) not in _LOOPBACK


def watch(role: str) -> None:
    """Watch this process and every Python that it will start."""
    log = os.open(os.environ[VARIABLE], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(event: str, place: object = "") -> None:
        os.write(log, f"{role}\t{event}\t{place}\n".encode())

    def refuse(event: str, arguments: Sequence[Any]) -> None:
        if _is_outside(event, arguments):
            note(event, _host_of(arguments[_PLACES[event]]))
            raise OSError(errno.ENETUNREACH, "watched")

    class Popen(subprocess.Popen[Any]):
        def __init__(self, command: list[str], *rest: Any, **named: Any) -> None:
            if command[0] != sys.executable or "-c" not in command:
                note("program", command[0])
                raise FileNotFoundError(errno.ENOENT, "watched")
            code = command.index("-c") + 1
            start = "import sys; sys.path.insert(0, sys.argv[1]); "
            start += "from tests.browser.watched import watch; watch('reader'); "
            watched = [*command[:code], start + command[code], *command[code + 1 :]]
            super().__init__(watched, *rest, **named)

    subprocess.Popen = Popen  # type: ignore[misc, assignment]
    sys.addaudithook(refuse)
    note(BEGUN)


def call_out() -> int:
    """Try every way out, and one that stays; return how many were refused."""

    def connect() -> None:
        with socket.socket() as made:
            made.connect(_PLACE)

    def send() -> None:
        with socket.socket(type=socket.SOCK_DGRAM) as made:
            made.sendto(b"x", _PLACE)

    ways: tuple[Callable[[], object], ...] = (
        connect,
        lambda: socket.getaddrinfo("vendor.example", 443),
        lambda: socket.gethostbyname("vendor.example"),
        send,
    )
    refused = 0
    for way in ways:
        try:
            way()
        except OSError as error:
            refused += error.errno == errno.ENETUNREACH and error.strerror == "watched"
    with contextlib.suppress(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 1)).close()
    return refused


if __name__ == "__main__":
    watch("server")
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
