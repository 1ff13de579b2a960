"""Files are read in a process of their own: whatever it meets, the server gets words (G17)."""

import contextlib
import io
import logging
import os
import pickle
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from rfi.document.child import process
from rfi.document.child.bounds import MAX_FILES, MAX_VALUE_BYTES
from rfi.document.child.process import ReadingChild, ReadingEndedError
from rfi.document.child.wire import (
    DONE,
    PART,
    dumped,
    loaded,
    receive_value,
    send,
    send_values,
)
from rfi.document.read import Document, parse_document, read_document
from rfi.schema.issue import Issue
from tests.document.child import readers
from tests.document.workbook_files import written_by_xlsxwriter

RESPONSES = Path(__file__).resolve().parents[3] / "samples" / "responses"
ANSWER = (RESPONSES / "vendor_a.json").read_bytes()
BOOK = (RESPONSES / "vendor_a.xlsx").read_bytes()


@contextmanager
def child(seconds: float = 60.0, code: str = process._CODE) -> Iterator[ReadingChild]:
    """Give a child of its own to a test, and end it."""
    made = ReadingChild(seconds, code)
    try:
        yield made
    finally:
        made.close()


def comes_true(is_so: Callable[[], bool]) -> bool:
    """Look again and again, so often that only what never comes true is given up."""
    pause = threading.Event()
    return any(is_so() or pause.wait(0.005) for _ in range(10_000))


@pytest.mark.parametrize(("name", "data"), [("a.json", ANSWER), ("a.xlsx", BOOK)])
def test_a_document_comes_through_the_child_as_it_was_read_there(name: str, data: bytes) -> None:
    found = read_document(name, data)
    assert found == parse_document(name, data)
    assert found.value is not None
    assert found.size == len(data)


def test_a_child_reads_one_file_after_another_and_is_followed_by_a_new_one_in_time() -> None:
    with child() as reader:
        pids = [reader.call(os.getpid) for _ in range(MAX_FILES + 1)]
        assert len(set(pids[:-1])) == 1
        assert pids[-1] != pids[0]
        assert not psutil.pid_exists(pids[0])


def test_what_a_child_keeps_is_not_walked_again_after_every_file() -> None:
    with child() as reader:
        reader.call(parse_document, "a.json", ANSWER)
        # The module of this very function is brought in by the first call.
        reader.call(readers.walked)
        # The modules behind the reading of an answer alone are ten times as many values.
        assert reader.call(readers.walked) < 2000


@pytest.mark.parametrize(
    "read",
    [readers.abort, readers.kill_itself, readers.leave, readers.fail, readers.take_all_memory],
)
def test_whatever_becomes_of_the_child_is_one_error_and_the_next_file_is_read(
    read: Callable[[], None],
) -> None:
    with child() as reader:
        with pytest.raises(ReadingEndedError):
            reader.call(read)
        assert reader.call(parse_document, "a.json", ANSWER).value is not None


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with child(seconds=0.3) as reader, pytest.raises(ReadingEndedError):
        reader.call(readers.never_end)


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes there")
def test_a_child_that_is_given_up_is_ended_with_its_own_children(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    with child(seconds=3.0) as reader, pytest.raises(ReadingEndedError):
        reader.call(readers.start_another, str(place))
    pid = int(place.read_text())
    gone = {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    assert comes_true(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() in gone)


def test_memory_is_watched_where_no_system_bounds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MAX_MEMORY_BYTES", 200 << 20)
    with child() as reader:
        assert reader.call(readers.hold, 10 << 20) == 10 << 20
        with pytest.raises(ReadingEndedError):
            reader.call(readers.hold_and_wait, 400 << 20)


@pytest.mark.skipif(sys.platform != "linux", reason="not every system bounds memory")
def test_the_child_cannot_take_more_memory_than_its_bound() -> None:
    with child() as reader:
        with pytest.raises(ReadingEndedError):
            reader.call(readers.hold, 2 << 30)
        assert reader.call(readers.hold, 2 << 20) == 2 << 20


def test_a_value_that_the_server_would_not_take_in_is_told_and_the_child_goes_on() -> None:
    with child() as reader:
        pid = reader.call(os.getpid)
        with pytest.raises(ReadingEndedError, match="file_holds_too_much"):
            reader.call(readers.large, MAX_VALUE_BYTES)
        with pytest.raises(ReadingEndedError, match="file_holds_too_much"):
            reader.call(readers.many, MAX_VALUE_BYTES // 16)
        assert reader.call(os.getpid) == pid


MANY = 20_000


def test_a_value_of_many_parts_comes_through_whole() -> None:
    with child() as reader:
        assert reader.call(readers.many, MANY) == readers.many(MANY)
        assert reader.call(readers.many, 1) == readers.many(1)


def test_of_several_values_the_last_one_counts_and_holds_what_came_before_once() -> None:
    with child() as reader:
        found = reader.call(readers.stepwise, MANY)
        assert isinstance(found, dict)
        assert found["first"] == readers.many(MANY)
        assert found["first"] is found["second"]


def test_each_value_is_on_its_way_before_the_next_is_made() -> None:
    stream, lengths = io.BytesIO(), []

    def given() -> Iterator[object]:
        for value in readers.stepwise(MANY):
            yield value
            lengths.append(stream.tell())

    send_values(stream, given(), MAX_VALUE_BYTES)
    alone = len(dumped(readers.many(MANY)))
    assert lengths[0] >= alone
    # Nothing is sent a second time.
    assert stream.tell() < lengths[0] + 200
    stream.seek(0)
    assert receive_value(stream, MAX_VALUE_BYTES) == [*readers.stepwise(MANY)][-1]


@pytest.mark.parametrize(
    "read",
    [
        readers.many_and_a_stranger,
        readers.many_and_the_end,
        readers.stepwise_and_fail,
        readers.stepwise_and_the_end,
    ],
)
def test_an_answer_that_ends_between_its_parts_is_one_error_and_the_next_file_is_read(
    read: Callable[[int], object], caplog: pytest.LogCaptureFixture
) -> None:
    with child() as reader:
        with caplog.at_level(logging.ERROR), pytest.raises(ReadingEndedError):
            reader.call(read, MANY)
        assert reader.call(readers.many, 1) == readers.many(1)
    assert "架空データ" not in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        (b"",),
        (b"not a pickle",),
        (pickle.dumps(os.system),),
        (pickle.dumps(ReadingChild)[:9],),
        (pickle.dumps(1), b"and more"),
        (pickle.dumps(1) + b"and more",),
        (pickle.dumps(1), pickle.dumps(os.system)),
        (b"\x80\x05" + b"I1\n" * 9,),
        (b"\x80\x05", b"X" + b"\xff" * 4, b"x" * 99),
        (b"\x80\x05", *[b"(" * MAX_VALUE_BYTES] * 2),
    ],
)
def test_bytes_of_a_child_that_was_taken_over_are_never_run(
    answer: tuple[bytes, ...], tmp_path: Path
) -> None:
    place = tmp_path / "answer"
    with place.open("wb") as kept:
        for part in answer:
            send(kept, part, PART)
        send(kept, b"", DONE)
    code = (
        "import pathlib; from rfi.document.child.wire import receive; receive(sys.stdin.buffer); "
        f"sys.stdout.buffer.write(pathlib.Path({str(place)!r}).read_bytes())"
    )
    with (
        child(code=f"import sys; sys.path.insert(0, sys.argv[1]); {code}") as reader,
        pytest.raises(ReadingEndedError),
    ):
        reader.call(os.getpid)


def test_only_plain_values_and_own_classes_of_values_are_unpickled() -> None:
    issue = Issue("file_empty", "error", params={"a": (1, "b")})
    given = [issue, {"x": {1, 2}}, frozenset({3}), b"x", None, 1.5]
    assert loaded(dumped(given)) == given
    for stranger in (os.system, Path("/"), ReadingChild, read_document):
        with pytest.raises(pickle.UnpicklingError):
            loaded(pickle.dumps(stranger))


def test_what_a_reader_raised_is_logged_without_the_words_of_a_vendor(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with child() as reader, caplog.at_level(logging.ERROR), pytest.raises(ReadingEndedError):
        reader.call(readers.fail)
    assert "LookupError readers.py" in caplog.text
    assert "架空データ" not in caplog.text


def test_one_file_is_read_at_a_time_and_those_that_wait_are_counted(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with child() as reader:
        threads = [
            threading.Thread(target=reader.call, args=(readers.wait_for, str(gate)))
            for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        assert comes_true(lambda: reader.waiting == 3)
        gate.write_text("open")
        for thread in threads:
            thread.join()
        assert reader.waiting == 0


def refusals(found: Document) -> list[str]:
    return [issue.code for issue in found.issues if issue.severity == "error"]


def test_a_hundred_files_whose_reader_is_killed_at_any_moment_are_answered_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(7)  # noqa: S311
    files = [("a.json", ANSWER), ("b.xlsx", written_by_xlsxwriter(2, 40))]
    with child() as reader:
        monkeypatch.setattr("rfi.document.read.shared_child", lambda: reader)
        stop = threading.Event()

        def kill() -> None:
            while not stop.wait(chance.random() * 0.05):
                pid = reader.pid
                if pid and psutil.pid_exists(pid):
                    # It may end by itself between the two.
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGTERM)

        killer = threading.Thread(target=kill)
        killer.start()
        ends = []
        for number in range(100):
            found = read_document(*files[number % 2])
            ends.append(found.value is not None or refusals(found) == ["file_unreadable"])
            for issue in found.issues:
                assert issue.message("ja")
                assert issue.next_step("ja")
        stop.set()
        killer.join()
        found = read_document(*files[0])
        again = read_document(*files[0])
    assert len(ends) == 100
    assert found.value is not None or again.value is not None


@pytest.mark.parametrize("size", [0, 3, 17])
def test_a_refused_file_says_how_many_bytes_came(size: int) -> None:
    found = read_document("a.json", b" " * size)
    assert [issue.code for issue in found.issues] == ["file_empty"]
    assert f"{size}バイト" in found.issues[0].place("ja")
