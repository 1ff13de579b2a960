"""Sessions at one server at the same time, each with a move, an answer and a pause in turn."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from benchmarks.sessions.browser import Browser, Run
from benchmarks.sessions.conditions import rate_key
from benchmarks.sessions.server import Server

_CONNECT_EVERY = 0.05
_GOLDEN = 0.6180339887498949
_DECIMALS = 4

Settle = Callable[[Browser], Awaitable[None]]


@dataclass(slots=True)
class Driven:
    """What was seen of one server; memory in 10⁶ bytes of resident size.

    Attributes:
        runs: The answered moves of all sessions.
        disconnects: Sessions whose connection was lost.
        cpu_s: Of the server during the moves, without what it takes idle.
        driver_cpu: The driver's own share of one processor during the moves.
        first_mb, settled_mb: With one person, and with all, before the moves.
        last_mb: After all conditions.
        conditions: Different conditions evaluated by then.
        sessions: How many.
    """

    sessions: int
    runs: list[Run] = field(default_factory=list)
    disconnects: int = 0
    cpu_s: float = 0.0
    driver_cpu: float = 0.0
    first_mb: float = 0.0
    settled_mb: float = 0.0
    last_mb: float = 0.0
    conditions: int = 0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's processor a move."""
        return self.cpu_s / max(len(self.runs), 1) * 1000

    @property
    def session_mb(self) -> float:
        """Growth of the server's memory for each person after the first."""
        others = self.sessions - 1
        return (self.settled_mb - self.first_mb) / others if others else float("nan")


def rates(low: float, high: float) -> Iterator[float]:
    """Yield exchange rates within a range, evenly spread, none of them twice."""
    for index in itertools.count(1):
        yield round(low + index * _GOLDEN % 1 * (high - low), _DECIMALS)


async def open_first(server: Server) -> tuple[Browser, float]:
    """Return the first person's browser, and seconds from the start to its first whole page."""
    while not server.has_ended():
        try:
            browser, *others = [await Browser.connect(port, server.query) for port in server.ports]
        except OSError:
            await asyncio.sleep(_CONNECT_EVERY)
            continue
        run = await browser.run()
        if run.faults:
            break
        seconds = time.perf_counter() - server.started
        for other in others:
            await other.run()
            await other.close()
        return browser, seconds
    message = "the server ended before it listened, or its first page shows a fault"
    raise RuntimeError(message)


async def _person(
    browser: Browser, wait: float, pause: float, values: Iterable[float]
) -> list[Run]:
    """Make the moves of one person; with a lost connection there are fewer runs."""
    runs = []
    await asyncio.sleep(wait)
    for value in values:
        try:
            runs.append(await browser.choose({rate_key(browser): value}))
        except (ConnectionClosed, TimeoutError):
            break
        await asyncio.sleep(pause)
    return runs


async def drive(
    server: Server,
    first: Browser,
    settle: Settle,
    values: Iterator[float],
    *,
    sessions: int,
    moves: int,
    pause: float,
    conditions: int = 0,
) -> Driven:
    """Let people come one after another, then all move, and measure the server meanwhile.

    Args:
        server: The server of a page.
        first: The first person, settled there.
        settle: What the others do on their first page before the moves.
        values: Exchange rates, none of them twice.
        sessions: How many people.
        moves: Moves of each.
        pause: Seconds between an answer and the next move; the starts are spread over it.
        conditions: The first person moves on afterwards until so many rates were answered.
    """
    seen = Driven(sessions, first_mb=server.resident_mb())
    people = [first]
    for number in range(1, sessions):
        browser = await Browser.connect(server.ports[number % len(server.ports)], server.query)
        await browser.run()
        await settle(browser)
        people.append(browser)
    seen.settled_mb = server.resident_mb()
    await asyncio.sleep(pause)  # the server tidies up after an answer; that is not yet idle
    idle_from = server.cpu_seconds()
    await asyncio.sleep(pause)
    start, own, cpu = time.perf_counter(), time.process_time(), server.cpu_seconds()
    idle = (cpu - idle_from) / pause if pause else 0.0
    found = await asyncio.gather(
        *(
            _person(each, pause * index / sessions, pause, list(itertools.islice(values, moves)))
            for index, each in enumerate(people)
        )
    )
    seconds = time.perf_counter() - start
    seen.cpu_s = server.cpu_seconds() - cpu - idle * seconds
    seen.driver_cpu = (time.process_time() - own) / seconds
    seen.runs = [run for runs in found for run in runs]
    seen.disconnects = sum(len(runs) < moves for runs in found)
    left = max(conditions - len(seen.runs), 0)
    await _person(first, 0, 0, itertools.islice(values, left))
    seen.conditions, seen.last_mb = len(seen.runs) + left, server.resident_mb()
    await asyncio.gather(*(each.close() for each in people))
    return seen
