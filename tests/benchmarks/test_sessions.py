import asyncio
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.sessions.browser import Browser
from benchmarks.sessions.conditions import Wanted, rate_key, settle
from benchmarks.sessions.driver import Driven, drive, open_first, rates
from benchmarks.sessions.recording import Recorded, read_recording, record, write_recording
from benchmarks.sessions.report import APP
from benchmarks.sessions.server import Server
from benchmarks.sessions.widgets import Slider, sliders_of, state_of, states_after, value_of


def at(index: int, element: Element) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.CopyFrom(element)
    message.metadata.delta_path[:] = [0, index]
    return message


def choice(shown: str, *, is_set: bool = False) -> ForwardMsg:
    element = Element()
    element.selectbox.id = "$$ID-ab-unit"
    element.selectbox.options[:] = ["a", "b"]
    element.selectbox.default = ("a", "b").index(shown)
    element.selectbox.raw_value, element.selectbox.set_value = shown, is_set
    return at(0, element)


def slider(at: int, name: str = "rfi_range") -> BidiComponent:
    data = {"values": [100.0, 150.0, 180.0], "words": ["100", "150", "180"], "at": at, "move": 7}
    return BidiComponent(id="$$ID-ab-rate", component_name=name, json=json.dumps(data))


def html(index: int, body: str) -> ForwardMsg:
    element = Element()
    element.html.body = body
    return at(index, element)


def held(value: str) -> dict[str, WidgetState]:
    return {"$$ID-ab-unit": state_of("$$ID-ab-unit", "string_value", value)}


def values(states: dict[str, WidgetState]) -> list[object]:
    return [value_of(state) for state in states.values()]


def test_no_exchange_rate_is_asked_twice() -> None:
    found = list(itertools.islice(rates(100.0, 180.0), 1000))
    assert len(set(found)) == 1000
    assert 100 <= min(found) < 101
    assert 179 < max(found) <= 180


def test_a_widget_keeps_what_was_chosen_unless_the_server_sets_another_value() -> None:
    assert values(states_after([choice("a")], {})) == ["a"]
    assert values(states_after([choice("a")], held("b"))) == ["b"]
    assert values(states_after([choice("a", is_set=True)], held("b"))) == ["a"]
    assert states_after([], held("b")) == {}


def test_a_slider_of_the_app_is_read_and_moved_under_a_new_name_each_time() -> None:
    shown = sliders_of([slider(1), slider(0, "rfi_slider")])
    assert shown == {"rate": Slider("$$ID-ab-rate", (100.0, 150.0, 180.0), 150.0, "150", 7)}
    first, second = (shown["rate"].moved_to(160.0) for _ in range(2))
    assert first.id == second.id != "$$ID-ab-rate"
    assert first.json_trigger_value != second.json_trigger_value


def test_a_widget_in_which_nothing_is_chosen_has_a_value_all_the_same() -> None:
    state = state_of("$$ID-ab-many", "string_array_value", ())
    assert state.WhichOneof("value") == "string_array_value"
    assert value_of(state) == ()


def test_a_recording_tells_what_varies_with_a_move(tmp_path: Path) -> None:
    before, after = [html(0, "same"), html(1, "one")], [html(0, "same"), html(1, "two")]
    write_recording(tmp_path / "made.json", record(before, after))
    assert read_recording(tmp_path / "made.json") == (
        Recorded(after[0], varies=False),
        Recorded(after[1], varies=True),
    )


async def drive_one_person() -> tuple[Driven, Server]:
    wanted = Wanted("summary", "372013", (), is_levelled=True)

    async def settled(browser: Browser) -> None:
        await settle(browser, wanted)

    with Server(APP) as server:
        first, _ = await open_first(server)
        await settled(first)
        driven = await drive(
            server,
            first,
            settled,
            rates(*first.range(rate_key(first))),
            sessions=1,
            moves=2,
            pause=0,
        )
    return driven, server


@pytest.mark.slow
def test_one_person_moves_twice_and_the_figures_follow() -> None:
    # A browser that an earlier test drove leaves a running loop in the thread of the tests.
    with ThreadPoolExecutor() as own_thread:
        driven, server = own_thread.submit(lambda: asyncio.run(drive_one_person())).result()
    assert server.has_ended()
    assert (len(driven.runs), driven.disconnects, driven.conditions) == (2, 0, 2)
    assert [run.faults for run in driven.runs] == [0, 0]
    # The line of conditions names the rate; the table and the chart have to follow it.
    assert all(run.changed >= 3 for run in driven.runs)
