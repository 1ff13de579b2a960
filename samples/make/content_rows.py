"""Rows of the hand-written content beside this module."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CONTENT_DIR = Path(__file__).resolve().parent / "content"
Row = Mapping[str, str]


@cache
def content_rows(name: str) -> tuple[Row, ...]:
    """Return the rows of ``content/{name}.csv`` in the order of the file."""
    with (CONTENT_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
