"""A file costs its reader only: the server neither grows with it nor stands still (G17)."""

import copy
import gc
import json
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from rfi.document.read import read_document

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "responses"
ANSWER = json.loads((SAMPLES / "vendor_a.json").read_bytes())
MOST_GROWTH_BYTES = 50_000_000


def answer_of(lines: int) -> bytes:
    value = copy.deepcopy(ANSWER)
    row = value["offers"][0]["cost_lines"][0]
    value["offers"][0]["cost_lines"] = [
        dict(row, line_id=f"L{number}", note="備考" * 20 + str(number)) for number in range(lines)
    ]
    return json.dumps(value, ensure_ascii=False).encode()


def objects() -> bytes:
    return b"[" + b",".join([b'{"a":1}'] * 2_400_000) + b"]"


def one_text() -> bytes:
    return json.dumps({**ANSWER, "version": "あ" * 6_000_000}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: answer_of(19_000), ""),
        (lambda: answer_of(45_000), "schema_max_items"),
        (objects, "document_unknown"),
        (one_text, "schema_type"),
    ],
    ids=["a large answer", "too many lines", "millions of objects", "one long text"],
)
def test_a_file_of_up_to_20_mb_is_refused_in_words_and_the_server_does_not_grow(
    made: Callable[[], bytes], code: str
) -> None:
    data = made()
    assert len(data) <= 20 * 1024 * 1024
    read_document("first.json", (SAMPLES / "vendor_a.json").read_bytes())
    gc.collect()
    before = psutil.Process().memory_info().rss
    found = read_document("a.json", data)
    assert psutil.Process().memory_info().rss - before < MOST_GROWTH_BYTES
    assert found.is_held == bool(code)
    assert {issue.code for issue in found.issues} == ({code} if code else set())
