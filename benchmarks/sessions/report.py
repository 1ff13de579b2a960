"""``python run.py bench load``: the app under many people, page by page, beside the floor."""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sessions.browser import Browser
from benchmarks.sessions.conditions import Wanted, rate_key, settle
from benchmarks.sessions.driver import Driven, drive, open_first, rates
from benchmarks.sessions.recording import record, write_recording
from benchmarks.sessions.server import Server

APP = "streamlit_app.py"
FLOOR = str(Path(__file__).with_name("floor_page.py"))
# Different conditions after which the memory of the app is looked at.
CONDITIONS = 200
_P95 = 18  # of the 19 cuts into twentieths
_COLUMNS = (
    f"{'page':<10} {'sessions':>8} {'p50 s':>7} {'p95 s':>7} {'CPU ms':>7} {'MB a':>7}"
    f" {'lost':>5} {'faults':>6} {'mess.':>6} {'kB a':>6} {'driver':>7} {'first':>6}"
    f" {'MB':>6} {'MB at':>6} {'after':>6}\n"
    f"{'':<10} {'':>8} {'':>7} {'':>7} {'a move':>7} {'session':>7}"
    f" {'':>5} {'':>6} {'a move':>6} {'move':>6} {'CPU %':>7} {'page s':>6}"
    f" {'first':>6} {'end':>6} {'cond.':>6}"
)


def percentiles(driven: Driven) -> tuple[float, float]:
    """Return the median answer time and the one that 95 of 100 moves keep, in seconds."""
    times = [run.seconds for run in driven.runs]
    if len(times) < 2:
        return (times[0], times[0]) if times else (float("nan"), float("nan"))
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[_P95]


def line(name: str, driven: Driven, first_page: float) -> str:
    """Return one line of the table."""
    half, most = percentiles(driven)
    count = max(len(driven.runs), 1)
    messages = sum(len(run.messages) for run in driven.runs) / count
    kilobytes = sum(run.size for run in driven.runs) / count / 1000
    faults = sum(run.faults for run in driven.runs)
    return (
        f"{name:<10} {driven.sessions:>8} {half:>7.3f} {most:>7.3f} {driven.cpu_ms:>7.1f}"
        f" {driven.session_mb:>7.2f} {driven.disconnects:>5} {faults:>6} {messages:>6.1f}"
        f" {kilobytes:>6.1f} {driven.driver_cpu * 100:>7.1f} {first_page:>6.2f}"
        f" {driven.first_mb:>6.0f} {driven.last_mb:>6.0f} {driven.conditions:>6}"
    )


def ratio_line(app: Driven, floor: Driven) -> str:
    """Return how many times the floor the app takes."""
    (half, most), (floor_half, floor_most) = percentiles(app), percentiles(floor)
    parts = (half / floor_half, most / floor_most, app.cpu_ms / floor.cpu_ms)
    return f"{'  × floor':<10} {'':>8} " + " ".join(f"{part:>7.2f}" for part in parts)


async def _stay(browser: Browser) -> None:
    """Stay on the first page, as on the floor, which has no other."""
    del browser


async def measure_app(
    wanted: Wanted, sessions: int, moves: int, pause: float, recording: Path, replicas: int
) -> tuple[Driven, float]:
    """Drive a page of the app; write down for the floor what it sends.

    Returns:
        What was seen, and the seconds to the first page.
    """
    with Server(APP, replicas=replicas) as server:
        first, seconds = await open_first(server)
        await settle(first, wanted)
        values = rates(*first.range(rate_key(first)))
        before = await first.choose({rate_key(first): next(values)})
        after = await first.choose({rate_key(first): next(values)})
        write_recording(recording, record(before.messages, after.messages))
        driven = await drive(
            server,
            first,
            lambda browser: settle(browser, wanted),
            values,
            sessions=sessions,
            moves=moves,
            pause=pause,
            conditions=CONDITIONS,
        )
    return driven, seconds


async def measure_floor(
    sessions: int, moves: int, pause: float, recording: Path, replicas: int
) -> tuple[Driven, float]:
    """Drive the floor page of a recording the same way."""
    with Server(FLOOR, str(recording), replicas=replicas) as server:
        first, seconds = await open_first(server)
        values = rates(*first.range(rate_key(first)))
        driven = await drive(
            server, first, _stay, values, sessions=sessions, moves=moves, pause=pause
        )
    return driven, seconds


async def _measure(options: argparse.Namespace) -> None:
    print(f"pause {options.seconds:g} s after each answer, {options.moves} moves a session,")
    print(f"city {options.city}, group {' '.join(options.group)}, levelled: {options.levelling},")
    print(f"processes of the server: {options.replicas}\n")
    print(_COLUMNS)
    for page in options.pages:
        wanted = Wanted(page, options.city, tuple(options.group), options.levelling)
        for sessions in options.sessions:
            with tempfile.TemporaryDirectory() as folder:
                recording = Path(folder) / "recording.json"
                load = (sessions, options.moves, options.seconds, recording, options.replicas)
                app, first_page = await measure_app(wanted, *load)
                print(line(page, app, first_page), flush=True)
                if options.floor:
                    floor, first_page = await measure_floor(*load)
                    print(line("  floor", floor, first_page))
                    print(ratio_line(app, floor), flush=True)


def run(words: Sequence[str]) -> None:
    """Measure what the words of the command line ask for."""
    parser = argparse.ArgumentParser(prog="run.py bench load", allow_abbrev=False)
    parser.add_argument("--sessions", type=int, nargs="+", default=[20, 40])
    parser.add_argument("--pages", nargs="+", default=["summary", "costs", "benefits"])
    parser.add_argument("--moves", type=int, default=10, help="of each session")
    parser.add_argument("--seconds", type=float, default=2.0, help="from an answer to a move")
    parser.add_argument("--replicas", type=int, default=1, help="as deploy/ sets them up: 2")
    parser.add_argument("--floor", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--city", default="372013", help="code; empty for none")
    parser.add_argument("--group", nargs="*", default=["332020", "372013", "382019"])
    parser.add_argument("--levelling", action=argparse.BooleanOptionalAction, default=True)
    asyncio.run(_measure(parser.parse_args(words)))
