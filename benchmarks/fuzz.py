"""``python -m benchmarks.fuzz``: thousands of broken files; each is read or refused in words.

Promises (trust G1, G3): no exception, no death of the process, no hang, and every refusal with a
place and a next step in Japanese. Seeded: a fault is found again by its number.
"""

import argparse
import io
import json
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.filled_form import filled_form
from benchmarks.grid_edits import fault_of_marks, fault_of_rearranging, fault_of_typing
from rfi.document.read import Document, read_document
from rfi.intake.form.writer import write_answer_book
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from samples.make.invalid import ANSWER, QUESTIONNAIRE

HANG_SECONDS = 30.0
WHOLE_FILE = re.compile("file_|document_|json_unreadable|json_byte|text_normalized|workbook_")
JSON_BITS = (b"{", b"]", b'"', b",", b"1e999", b"NaN", b"\\u0000", b"\xe2\x80\xae", b"9" * 30, b":")
XML_BITS = (b"<", b">", b'"', b"&", b"9" * 30, b"-", b"\0", b"</c>", b"rfi:1.0.0:form:0", b"#REF!")


@dataclass(slots=True)
class Tally:
    """What a run found."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def _mutated(sound: bytes, chance: random.Random, bits: tuple[bytes, ...]) -> bytes:
    data = bytearray(sound)
    for _ in range(chance.choice([1, 2, 8])):
        if not data:
            break
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randrange(1, 60)]
        elif kind == 2:
            data[at:at] = chance.choice(bits)
        else:
            other = chance.randrange(len(data))
            data[at:at] = data[other : other + chance.randrange(1, 60)]
    return bytes(data)


def _mutated_book(sound: bytes, chance: random.Random) -> bytes:
    """Change bytes of the container, or of one part inside a sound container."""
    if chance.random() < 0.3:
        return _mutated(sound, chance, XML_BITS)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            changed = _mutated(content, chance, XML_BITS) if name == chosen else content
            new.writestr(name, changed, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fault_of(document: Document) -> str:
    """Return what a refusal lacks, "" when it lacks nothing."""
    for issue in document.issues:
        words = issue.message("ja") + issue.next_step("ja")
        if not re.search("[ぁ-ん]", words) or "Traceback" in words:
            return f"{issue.code}: no Japanese wording"
        has_place = issue.origin or issue.pointer or WHOLE_FILE.match(issue.code)
        if issue.severity == "error" and not has_place:
            return f"{issue.code}: no place"
    errors = [issue for issue in document.issues if issue.severity == "error"]
    return "held without an error" if document.is_held and not errors else ""


def _run(
    count: int, make: Callable[[random.Random], bytes], name: str, asked: Questionnaire
) -> Tally:
    tally = Tally()
    for seed in range(count):
        data = make(random.Random(f"{name} {seed}"))
        start = time.perf_counter()
        try:
            document = read_document(name, data)
            if document.kind == "rfi_response":
                check_response(document, asked)
            fault = _fault_of(document)
            tally.ends["refused" if document.is_held else "read"] += 1
        except Exception as error:  # noqa: BLE001 - finding any exception is the purpose
            fault = f"{type(error).__name__}: {error}"
        seconds = time.perf_counter() - start
        tally.slowest = max(tally.slowest, seconds)
        if seconds > HANG_SECONDS:
            fault = fault or f"{seconds:.0f} s"
        if fault:
            tally.faults.append(f"{name} seed {seed}: {fault}")
    return tally


def _edit_forms(count: int) -> list[str]:
    """Type, rearrange and touch marks in a filled form; what neither counts nor is told is a fault.

    Promise G16 of trust: every figure is read, or an issue names it.
    """
    base = filled_form()
    faults = []
    for edit in (fault_of_typing, fault_of_rearranging, fault_of_marks):
        name = edit.__name__.removeprefix("fault_of_")
        found = 0
        for seed in range(count):
            try:
                fault = edit(base, random.Random(seed))
            except Exception as error:  # noqa: BLE001 - finding any exception is the purpose
                fault = f"{type(error).__name__}: {error}"
            if fault:
                found += 1
                faults.append(f"{name} seed {seed}: {fault}")
        print(f"filled form, {name}: {count} edits, {found} faults")
    return faults


def main() -> int:
    """Run every kind and print what was found; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=int, default=10_000, help="mutations of a JSON answer")
    parser.add_argument("--xlsx", type=int, default=3_000, help="mutations of an answer workbook")
    parser.add_argument("--cells", type=int, default=5_000, help="edits of a filled form, by kind")
    arguments = parser.parse_args()
    asked = questionnaire_of(read_document("q.json", json.dumps(QUESTIONNAIRE).encode()))
    sound = json.dumps(ANSWER, ensure_ascii=False, indent=1).encode()
    book = write_answer_book(asked, ANSWER)
    faults: list[str] = []
    for name, count, make in (
        ("fuzz.json", arguments.json, lambda chance: _mutated(sound, chance, JSON_BITS)),
        ("fuzz.xlsx", arguments.xlsx, lambda chance: _mutated_book(book, chance)),
    ):
        tally = _run(count, make, name, asked)
        ends = ", ".join(f"{end} {number}" for end, number in sorted(tally.ends.items()))
        print(f"{name}: {count} mutations, {ends}, slowest {tally.slowest:.2f} s")
        faults += tally.faults
    faults += _edit_forms(arguments.cells)
    for fault in faults[:50]:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
