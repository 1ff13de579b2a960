"""One browser at the app: its connection, the page it shows, the messages it keeps.

It speaks as the browser does: a websocket on which it sends a ``BackMsg`` with all its widgets
and the hashes of the large messages it keeps, and reads ``ForwardMsg`` until the script finished.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.sessions.widgets import (
    KINDS,
    Slider,
    Value,
    element_of,
    is_slider,
    key_of,
    options_of,
    sliders_of,
    state_of,
    states_after,
    value_of,
)

HOST = "127.0.0.1"
# An answer later than this counts as a lost connection, in seconds.
LONGEST_ANSWER = 180.0
# Elements that show nothing computed; a download has another address after each run.
CONTROLS = {*KINDS, "button", "download_button"}
# Runs for which the browser keeps a large message that did not come again.
KEPT_RUNS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the script sent.

    Attributes:
        seconds: From sending the move to the end of the run.
        messages: All messages, in order; what came as a reference is filled in.
        size: Bytes received.
        changed: Elements other than controls that are not as they were on the page before.
        faults: Sentences of error and exceptions on the page.
    """

    seconds: float
    messages: tuple[ForwardMsg, ...]
    size: int
    changed: int
    faults: int


def _is_control(element: Element) -> bool:
    return element.WhichOneof("type") in CONTROLS or is_slider(element.bidi_component)


def _shown(messages: tuple[ForwardMsg, ...]) -> dict[tuple[int, ...], bytes]:
    """Return place → content of the elements that only show something."""
    shown = {}
    for message in messages:
        element = element_of(message)
        if element is not None and not _is_control(element):
            content = element.SerializeToString(deterministic=True)
            shown[tuple(message.metadata.delta_path)] = content
    return shown


def _is_fault(message: ForwardMsg) -> bool:
    element = element_of(message)
    if element is None:
        return False
    if element.WhichOneof("type") == "alert":
        return element.alert.format == Alert.ERROR
    return element.WhichOneof("type") == "exception"


class Browser:
    """A connection with the state that a browser has beside it."""

    def __init__(self, connection: ClientConnection, query: str) -> None:
        """Hold a fresh connection; nothing is on the page yet."""
        self._connection, self._query = connection, query
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._states: dict[str, WidgetState] = {}
        self._shown: dict[tuple[int, ...], bytes] = {}
        self._runs = 0
        self._page = ""
        self._pages: dict[str, str] = {}
        self.messages: tuple[ForwardMsg, ...] = ()

    @classmethod
    async def connect(cls, port: int, query: str = "") -> Self:
        """Connect to a server on this computer; ``query`` stands in the address."""
        connection = await connect(
            f"ws://{HOST}:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            ping_interval=None,  # a browser answers pings and sends none
            proxy=None,
        )
        return cls(connection, query)

    async def close(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def run(self, moves: Iterable[WidgetState] = ()) -> Run:
        """Run the script with the widgets as they stand and what is sent once; wait for its end."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.query_string = self._query
        asked.rerun_script.widget_states.widgets.extend([*self._states.values(), *moves])
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        start = time.perf_counter()
        await self._connection.send(asked.SerializeToString())
        async with asyncio.timeout(LONGEST_ANSWER):
            messages, size = await self._read()
        seconds = time.perf_counter() - start
        self._runs += 1
        self._kept = {
            name: (message, at)
            for name, (message, at) in self._kept.items()
            if self._runs - at <= KEPT_RUNS
        }
        self._states = states_after(messages, self._states)
        shown = _shown(messages)
        changed = sum(self._shown.get(place) != content for place, content in shown.items())
        self._shown, self.messages = shown, messages
        return Run(seconds, messages, size, changed, sum(map(_is_fault, messages)))

    async def _read(self) -> tuple[tuple[ForwardMsg, ...], int]:
        """Return the messages of one run and their bytes; a run broken off for another goes on."""
        messages: list[ForwardMsg] = []
        size = 0
        while True:
            data = await self._connection.recv(decode=False)
            size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                path = message.metadata.delta_path
                message, _ = self._kept[message.ref_hash]
                message.metadata.delta_path[:] = path
            if message.metadata.cacheable:
                self._kept[message.hash] = message, self._runs
            messages.append(message)
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
            elif kind == "navigation":
                pages = message.navigation.app_pages
                self._pages = {page.url_pathname: page.page_script_hash for page in pages}
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return tuple(messages), size
                messages = []

    async def visit(self, page: str) -> Run:
        """Open the page with this address."""
        self._page = self._pages[page]
        return await self.run()

    def has(self, key: str) -> bool:
        """Tell whether a widget with this key is on the page."""
        return any(key_of(name) == key for name in self._states)

    def value(self, key: str) -> Value:
        """Return what is chosen in a widget."""
        return value_of(self._state(key))

    async def choose(self, chosen: Mapping[str, Value]) -> Run:
        """Choose other values in widgets, by key, and run the script."""
        sliders, moves = self._sliders(), []
        for key, value in chosen.items():
            if key in sliders:
                moves.append(sliders[key].moved_to(value))
                continue
            state = self._state(key)
            field = str(state.WhichOneof("value"))
            self._states[state.id] = state_of(state.id, field, value)
        return await self.run(moves)

    def options(self, key: str) -> tuple[str, ...]:
        """Return what can be chosen in a widget, as it is written there."""
        return options_of(self._element(key))

    def range(self, key: str) -> tuple[float, float]:
        """Return the ends of a slider."""
        values = self._sliders()[key].values
        return values[0], values[-1]

    def has_slider(self, key: str) -> bool:
        """Tell whether a slider with this key is on the page."""
        return key in self._sliders()

    def _sliders(self) -> dict[str, Slider]:
        elements = filter(None, map(element_of, self.messages))
        return sliders_of(element.bidi_component for element in elements)

    def _element(self, key: str) -> Element:
        wanted = self._state(key).id
        for element in filter(None, map(element_of, self.messages)):
            kind = element.WhichOneof("type")
            if kind in KINDS and getattr(element, kind).id == wanted:
                return element
        raise LookupError(key)

    def _state(self, key: str) -> WidgetState:
        found = [state for name, state in self._states.items() if key_of(name) == key]
        if len(found) != 1:
            message = f"{len(found)} widgets with the key {key} on the page"
            raise LookupError(message)
        return found[0]
