"""``python -m benchmarks.soak``: 300 kills and 8 × 200 edits at once, on both databases."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import run
from benchmarks.soak.kills import kill_imports
from benchmarks.soak.server import running_server
from benchmarks.soak.writers import write_at_once


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """Yield the kind of each database → its address."""
    postgres = run.find_postgresql()
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'soak.db'}"}
        if postgres is None:
            print("PostgreSQL: not found, left out")
            yield urls
            return
        with running_server(postgres) as server:
            yield {**urls, "PostgreSQL": server.new_database()}


def main() -> int:
    """Run everything and print what was found; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300, help="imports killed")
    parser.add_argument("--writers", type=int, default=8, help="processes at once")
    parser.add_argument("--edits", type=int, default=200, help="edits of each")
    arguments = parser.parse_args()
    is_sound = True
    with _databases() as urls:
        for kind, url in urls.items():
            start = time.perf_counter()
            kills = kill_imports(url, arguments.kills)
            seconds = time.perf_counter() - start
            print(f"{kind}: {kills}, {seconds:.0f} s", flush=True)
            start = time.perf_counter()
            edits = write_at_once(url, arguments.writers, arguments.edits)
            seconds = time.perf_counter() - start
            print(f"{kind}: {edits}, {seconds:.0f} s", flush=True)
            is_sound = is_sound and kills.is_sound and edits.is_sound
    print("sound" if is_sound else "BROKEN")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
