"""JSON bytes: what is refused, where, and how quickly (trust G1–G3)."""

import json
import threading
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.json.json_text import _beyond_ascii, _is_surely_composed, read_json
from rfi.document.json.scan import scan_json
from rfi.document.read import read_document
from samples.make.invalid import ANSWER
from tests.document.cpu import MOST_CPU_SECONDS, cpu_seconds, own_cpu_seconds


def place(data: bytes) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.origin, issue.pointer) for issue in read_json(data)[1]]


@pytest.mark.parametrize(
    ("data", "code", "origin", "pointer"),
    [
        (b'{\n "a": 1,\n "a": 2\n}', "json_duplicate_key", "3:2", "/a"),
        (b'{"a": [1, {"b": NaN}]}', "json_not_a_value", "1:17", "/a/1/b"),
        (b'{"c": 123456789012345678}', "json_number_too_long", "1:7", "/c"),
        (b'{"a": "\\u202e"}', "json_forbidden_character", "1:7", "/a"),
        (b'{"a": "\\ud83d\\ud83d"}', "json_forbidden_character", "1:7", "/a"),
        (b'{"a": "x\ny"}', "json_broken_text", "1:7", "/a"),
        (b'{"a": 1,}', "json_syntax", "1:9", ""),
        (b'{"a" 1}', "json_syntax", "1:6", ""),
        (b'{"a": "\xff"}', "json_not_utf8", "1:8", ""),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(
    data: bytes, code: str, origin: str, pointer: str
) -> None:
    assert (code, origin, pointer) in place(data)


def test_every_duplicate_and_every_long_number_is_told_at_once() -> None:
    data = b'{"a": 1, "a": 2, "b": {"c": 99999999999999999999, "c": 1}}'
    assert [code for code, _, _ in place(data)] == [
        "json_duplicate_key",
        "json_number_too_long",
        "json_duplicate_key",
    ]


def test_fifteen_digits_are_read_exactly() -> None:
    value, issues = read_json(b'{"a": 123456789012345, "b": 0.123456789012345, "c": 0.00012345}')
    assert value == {"a": 123456789012345, "b": 0.123456789012345, "c": 0.00012345}
    assert issues == ()


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("0.30000000000000004", 0.3),
        ("-0.30000000000000004", -0.3),
        ("1.1000000000000001", 1.1),
        ("1234567.8900000001", 1234567.89),
        ("3.0000000000000004e-1", 0.3),
        ("1234567890123456", 1234567890123460),
        ("12345678901234567", 12345678901234600),
        ("0.000012345678901234567", 0.0000123456789012346),
    ],
)
def test_sixteen_or_seventeen_digits_are_rounded_to_fifteen_and_told(
    given: str, taken: float
) -> None:
    value, issues = read_json(f'{{"a": [1, {given}, 2]}}'.encode())
    assert value == {"a": [1, taken, 2]}
    ((code, severity, pointer, origin),) = [
        (one.code, one.severity, one.pointer, one.origin) for one in issues
    ]
    assert (code, severity, pointer, origin) == ("json_number_rounded", "note", "/a/1", "1:11")


def test_many_rounded_numbers_are_one_note_with_their_number() -> None:
    value, issues = read_json(b"[" + b",".join([b"0.30000000000000004"] * 50) + b"]")
    assert value == [0.3] * 50
    assert [(one.code, one.params["count"]) for one in issues] == [("json_number_rounded", 50)]


@pytest.mark.parametrize("given", ["0.123456789012345678", "1.0000000000000000001", "9" * 18])
def test_eighteen_digits_are_refused_with_their_place(given: str) -> None:
    value, issues = read_json(f'{{"a": {given}}}'.encode())
    assert value is None
    assert [(one.code, one.pointer) for one in issues] == [("json_number_too_long", "/a")]


def test_a_long_run_of_digits_inside_a_text_is_no_number() -> None:
    value, issues = read_json(b'{"a": "12345678901234567890"}')
    assert value == {"a": "12345678901234567890"}
    assert issues == ()


def test_a_harmless_neighbour_of_a_bidi_mark_passes() -> None:
    value, issues = read_json('{"a": "範囲 — 2027…"}'.encode())
    assert value == {"a": "範囲 — 2027…"}
    assert issues == ()


def test_the_byte_order_mark_is_skipped_with_a_note() -> None:
    value, issues = read_json(b'\xef\xbb\xbf{"a": 1}')
    assert value == {"a": 1}
    assert [(issue.code, issue.severity) for issue in issues] == [("json_byte_order_mark", "note")]


def test_text_comes_back_composed_with_a_note() -> None:
    value, issues = read_json('{"a": "か\u3099"}'.encode())
    assert value == {"a": "が"}
    assert [issue.code for issue in issues] == ["text_normalized"]


def test_the_quick_look_at_bytes_passes_only_characters_that_normalization_leaves_alone() -> None:
    passed = [
        char
        for char in map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
        if _is_surely_composed(_beyond_ascii(char.encode()) or "")
    ]
    assert len(passed) > 40_000
    assert {"漢", "か", "が", "ー", "（", "é"} <= set(passed)
    assert all(unicodedata.is_normalized("NFC", char) for char in passed)
    assert not any(unicodedata.combining(char) for char in passed)
    # Nothing among them composes with what stands before it.
    assert unicodedata.is_normalized("NFC", "".join(passed))
    assert unicodedata.is_normalized("NFC", "".join(reversed(passed)))


@pytest.mark.parametrize("text", ["設備と準備", "2027–2031", "A → B", "“特記”…", "①②"])
def test_what_ordinary_answers_hold_needs_no_second_look(text: str) -> None:
    assert _is_surely_composed(_beyond_ascii(text.encode()) or "")


@pytest.mark.parametrize("torn", [b"\xe3a\x81\x82", b"\xc3 \xa9", b"a\x82", b"\xed\xa0\x80"])
def test_a_character_torn_apart_is_no_text(torn: bytes) -> None:
    value, issues = read_json(b'{"a": "' + torn + b'"}')
    assert value is None
    assert [issue.code for issue in issues] == ["json_not_utf8"]


KILLERS = {
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "huge exponent": b'{"c": 1e20000000}',
    "many digits": b'{"c": ' + b"9" * 5_000_000 + b"}",
    "many bad items": b"[" + b"NaN," * 1_000_000 + b"1]",
    "many keys twice": b"{" + b'"a":1,' * 500_000 + b'"a":1}',
    "long text": b'{"a": "' + b"x" * 10_000_000 + b'"}',
    "too large": b" " * (MAX_FILE_BYTES + 1),
    "fault at the end": b"[" + b"1234567," * 2_400_000 + b"NaN]",
    "open text": b'{"a": "' + b"\\\\" * 5_000_000,
}


@pytest.mark.parametrize("name", KILLERS)
def test_what_would_kill_a_parser_is_refused_with_little_work(name: str) -> None:
    before = cpu_seconds()
    document = read_document("killer.json", KILLERS[name])
    assert cpu_seconds() - before < MOST_CPU_SECONDS
    assert document.is_held
    assert all(len(issue.message("ja")) < 300 for issue in document.issues)


def test_an_exponent_beyond_every_number_is_told_where_it_stands() -> None:
    data = json.dumps(ANSWER).replace('"amount": 12000', '"amount": 1e20000000', 1).encode()
    found = read_document("x.json", data).issues
    assert [(issue.code, issue.pointer) for issue in found] == [
        ("json_number_too_long", "/offers/0/cost_lines/0/amount")
    ]


def test_what_only_the_quick_parser_refuses_is_a_refusal_without_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr("jiter.from_json", refuse)
    value, issues = read_json(b"{}")
    assert value is None
    assert [(issue.code, issue.severity, issue.pointer) for issue in issues] == [
        ("json_unreadable", "error", "")
    ]


SOUND = json.dumps(ANSWER, ensure_ascii=False).encode()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(SOUND)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["flip", "cut", "repeat", "insert"]))
        if kind == "flip":
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == "repeat":
            data[at:at] = data[at : at + draw(st.integers(1, 40))]
        else:
            data[at:at] = draw(
                st.sampled_from(
                    [b"{", b"]", b'"', b",", b"1e999", b"NaN", b"\\u0000", b"\xe2\x80\xae"]
                )
            )
        if not data:
            break
    return bytes(data)


@given(mutated())
@settings(max_examples=400)
def test_a_mutated_answer_is_read_or_refused_with_a_place_and_never_crashes(data: bytes) -> None:
    document = read_document("mutated.json", data)
    if document.is_held:
        errors = [issue for issue in document.issues if issue.severity == "error"]
        assert errors
        whole = {"file_empty", "document_unknown", "document_unknown_object", "json_unreadable"}
        assert all(issue.origin or issue.pointer or issue.code in whole for issue in errors)
        assert all(issue.message("ja") and issue.next_step("ja") for issue in errors)


@given(st.text())
@settings(max_examples=200)
def test_the_scanner_never_raises(text: str) -> None:
    assert isinstance(scan_json(text), tuple)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(json_values)
@settings(max_examples=200)
def test_sound_json_is_read_as_the_standard_library_reads_it(value: object) -> None:
    data = json.dumps(value).encode()
    found, issues = read_json(data)
    if any(issue.severity == "error" for issue in issues):
        assert {issue.code for issue in issues} <= {"json_forbidden_character", "text_normalized"}
    elif not issues:
        assert found == json.loads(data)


def test_another_thread_goes_on_while_the_killers_are_refused() -> None:
    gaps: list[float] = []
    is_over = threading.Event()

    def live() -> None:
        last = own_cpu_seconds()
        while not is_over.wait(0.005):
            now = own_cpu_seconds()
            gaps.append(now - last)
            last = now

    thread = threading.Thread(target=live)
    thread.start()
    try:
        assert all(read_document("k.json", data).is_held for data in KILLERS.values())
    finally:
        is_over.set()
        thread.join()
    assert max(gaps) < 0.3  # CPU seconds spent without letting the other thread in
