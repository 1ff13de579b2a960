"""What goes between the server and its reading child: a length, then that many bytes.

Values are pickled, because they are this project's own frozen classes down to cells and issues.
The other side may have been taken over by a hostile file, so nothing is unpickled but plain
values and those classes: no function, and no class of any other package, is ever found by name.

An answer comes in parts, so that one side reads while the other still writes: each is a message
that begins with a mark, and the last one says how it ended. It may be several values, the last of
which counts: what an earlier one holds is there already and is not sent again.
"""

import importlib
import io
import pickle
import struct
from collections.abc import Iterable
from dataclasses import is_dataclass
from types import MappingProxyType
from typing import IO, Any, cast

from rfi.document.child.collector import no_collection

# A part of a value; all of it was sent; a reader raised; the value is more than is taken in.
PART, DONE, RAISED, TOO_LARGE = b"\3", b"\0", b"\1", b"\2"
_LENGTH = struct.Struct(">Q")
_OWN = "rfi."
_PLAIN = {("builtins", kind.__name__): kind for kind in (set, frozenset, dict)}


class _Pickler(pickle.Pickler):
    """Writes read-only mappings as the mappings they show."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as the library has it
        """Return how a value that pickle does not know is written."""
        return (dict, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads plain values and the project's own classes of values."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class that may be read.

        Raises:
            pickle.UnpicklingError: any other name.
        """
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module.startswith(_OWN) and name.isidentifier():
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        message = f"{module}.{name} is no class of values"
        raise pickle.UnpicklingError(message)


def dumped(value: object) -> bytes:
    """Return a value as bytes."""
    into = io.BytesIO()
    _Pickler(into, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return into.getvalue()


def loaded(data: bytes) -> object:
    """Return the value of bytes.

    Raises:
        pickle.UnpicklingError, and what broken bytes raise: they are not what ``dumped`` writes.
    """
    with no_collection():
        return cast("object", _Unpickler(io.BytesIO(data)).load())


def send(stream: IO[bytes], data: bytes, mark: bytes = b"") -> None:
    """Write one message; a mark stands before its bytes."""
    stream.write(_LENGTH.pack(len(mark) + len(data)) + mark)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int | None = None) -> bytes | None:
    """Return the next message; None at the end of the stream, or beyond ``most`` bytes."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if most is not None and length > most:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


class TooLargeError(Exception):
    """A value has more bytes than the other side takes in."""


class AnswerEndedError(Exception):
    """An answer ended before there was a value.

    Attributes:
        mark: How the other side ended it; empty where it just stopped, or sent too much.
        said: What stood behind the mark.
    """

    def __init__(self, message: bytes | None) -> None:
        """Take the last message; None where there was none."""
        super().__init__()
        self.mark, self.said = (message or b"")[:1], (message or b"")[1:]


class _PartWriter:
    """Where a value is written to: each piece goes on its way as it comes."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def write(self, data: bytes) -> int:
        """Send one piece."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        send(self._stream, data, PART)
        return len(data)


class _PartReader:
    """What a value is read from: the pieces as they come, together at most so many bytes."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most
        self._here = io.BytesIO()

    def next_part(self) -> None:
        """Wait for the next piece.

        Raises:
            AnswerEndedError: there is none.
        """
        message = receive(self._stream, self._left + 1)
        if self._ends(message):
            raise AnswerEndedError(message)

    def has_ended(self) -> bool:
        """Tell, behind a value, whether there is no other; if there is, its first piece is here.

        Raises:
            AnswerEndedError: it ended in another way.
        """
        if self._here.read(1):
            raise AnswerEndedError(None)
        message = receive(self._stream, self._left + 1)
        if message != DONE and self._ends(message):
            raise AnswerEndedError(message)
        return message == DONE

    def _ends(self, message: bytes | None) -> bool:
        """Take a piece in, or tell that the message is none."""
        if message is None or not message.startswith(PART):
            return True
        self._left -= len(message) - 1
        self._here = io.BytesIO(message)
        self._here.seek(1)
        return False

    def read(self, size: int) -> bytes:
        """Return so many bytes."""
        found = self._here.read(size)
        while len(found) < size:
            self.next_part()
            found += self._here.read(size - len(found))
        return found

    def readline(self) -> bytes:
        """Return a line; what ``send_values`` writes has none."""
        raise pickle.UnpicklingError


def send_values(stream: IO[bytes], values: Iterable[object], most: int) -> None:
    """Write values as an answer, each as soon as it is there.

    Raises:
        TooLargeError: they have more than ``most`` bytes.
    """
    # One pickler: it knows what it wrote.
    pickler = _Pickler(_PartWriter(stream, most), protocol=pickle.HIGHEST_PROTOCOL)
    for value in values:
        pickler.dump(value)
    send(stream, b"", DONE)


def receive_value(stream: IO[bytes], most: int) -> object:
    """Return the last value of an answer.

    Raises:
        AnswerEndedError: there is none.
        pickle.UnpicklingError, and what broken bytes raise: ``send_values`` did not write them.
    """
    parts = _PartReader(stream, most)
    unpickler = _Unpickler(cast("IO[bytes]", parts))
    # Nothing is made before the other side begins to answer.
    parts.next_part()
    while True:
        with no_collection():
            value = cast("object", unpickler.load())
        if parts.has_ended():
            return value
