"""What goes between the server and its reading child: a length, then that many bytes.

Values are pickled, because they are this project's own frozen classes down to cells and issues.
The other side may have been taken over by a hostile file, so nothing is unpickled but plain
values and those classes: no function, and no class of any other package, is ever found by name.
"""

import importlib
import io
import pickle
import struct
from dataclasses import is_dataclass
from types import MappingProxyType
from typing import IO, Any, cast

from rfi.document.child.collector import no_collection

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


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(data)))
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
