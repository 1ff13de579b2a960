"""What many tests of a worker ask for alike is made once: files read, the answers of a round.

Both are functions of what they are given, and what is kept is handed on as the program itself hands
it on: an answer of the reading child as its bytes, so that every reader gets values of its own, and
the answers of a round as one value, as all sessions of a server share it.
"""

import atexit
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from io import BytesIO
from typing import IO, cast

from rfi.compare.round.answers import AnswerSet
from rfi.document.child import process
from rfi.document.child.process import ReadingChild, _Child
from rfi.document.child.wire import PART, receive, send
from rfi.document.read import Document
from rfi.scenario.city.known_cities import NO_CITIES, KnownCities

MOST_BYTES = 64 * 1024 * 1024
MOST_ROUNDS = 8


def _as_it_came(stream: IO[bytes]) -> bytes:
    """Return the messages of one answer as they came."""
    into = BytesIO()
    while (message := receive(stream)) is not None:
        send(into, message)
        if not message.startswith(PART):
            break
    return into.getvalue()


class _Asked:
    """Stands where a child is asked: it is asked, and there, only for what is not kept."""

    def __init__(self, kept: OrderedDict[bytes, bytes], start: Callable[[], _Child]) -> None:
        self._kept, self._start = kept, start

    def ask(self, message: bytes, seconds: float, take: Callable[[IO[bytes]], object]) -> object:
        key = sha256(message).digest()
        if key in self._kept:
            self._kept.move_to_end(key)
            return take(BytesIO(self._kept[key]))
        answer = self._start().ask(message, seconds, _as_it_came)
        value = take(BytesIO(answer))
        self._kept[key] = answer
        while sum(map(len, self._kept.values())) > MOST_BYTES:
            self._kept.popitem(last=False)
        return value


class RememberingChild(ReadingChild):
    """The one child, which reads the same bytes for the same reader once."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def _running(self) -> _Child:
        return cast("_Child", _Asked(self._kept, super()._running))


def read_once() -> None:
    """Let this process read the same file once, as long as it lasts."""
    process._SHARED = RememberingChild()
    atexit.register(process._SHARED.close)


def collected_once(collect: Callable[..., AnswerSet]) -> Callable[..., AnswerSet]:
    """Return what collects the answers of a round, and hands the same out for equal documents."""
    kept: list[tuple[tuple[object, ...], AnswerSet]] = []

    def collected(
        questionnaire: Document,
        responses: Iterable[Document],
        standard: Document,
        own_assumptions: Iterable[Document] = (),
        cities: KnownCities = NO_CITIES,
        newest: Document | None = None,
        *,
        letters: Sequence[str] = (),
    ) -> AnswerSet:
        given = (
            *(questionnaire, tuple(responses), standard, tuple(own_assumptions)),
            *(cities, newest, tuple(letters)),
        )
        for known, answers in kept:
            if known == given:
                return answers
        made = collect(*given[:-1], letters=letters)
        kept.append((given, made))
        del kept[:-MOST_ROUNDS]
        return made

    return collected
