"""What a browser holds of the widgets on a page, as it sends it back with every run."""

import itertools
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = bool | float | str | tuple[str, ...]
# Kind of widget → where its value stands; others keep what the server holds, no move touches them.
KINDS = {
    "selectbox": "string_value",
    "multiselect": "string_array_value",
    "button_group": "string_array_value",
    "checkbox": "bool_value",
}
_PARTS_BEFORE_KEY = 2
# Of the sliders of the app, a component of its own: what is not held, but sent once.
_SLIDER, _SENT = "rfi_range", "$$STREAMLIT_INTERNAL_KEY_{id}__events"
_names = itertools.count(1)


def key_of(widget_id: str) -> str:
    """Return the key that the page gave a widget; the library puts it at the end of the id.

    >>> key_of("$$ID-a1b2-control_fx")
    'control_fx'
    """
    return widget_id.split("-", _PARTS_BEFORE_KEY)[-1]


def element_of(message: ForwardMsg) -> Element | None:
    """Return the element that a message puts on the page, if it does."""
    if message.WhichOneof("type") != "delta" or not message.delta.HasField("new_element"):
        return None
    return message.delta.new_element


@dataclass(frozen=True, slots=True)
class Slider:
    """A slider of the app as a page shows it.

    Attributes:
        id: Of the widget.
        values: At which it can stand, ascending.
        value: In force.
        words: That it says of the value.
        move: Name of the last move that the server heard of.
    """

    id: str
    values: tuple[float, ...]
    value: float
    words: str
    move: float | None

    @classmethod
    def of(cls, shown: BidiComponent) -> Self:
        """Return what a component shows."""
        data = json.loads(shown.json)
        at = data["at"]
        return cls(
            shown.id, tuple(data["values"]), data["values"][at], data["words"][at], data["move"]
        )

    def told(self, moved: object) -> WidgetState:
        """Return what a browser sends, once, of a move."""
        event = [{"event": "moved", "value": moved}]
        return WidgetState(id=_SENT.format(id=self.id), json_trigger_value=json.dumps(event))

    def moved_to(self, value: Value) -> WidgetState:
        """Return what a browser sends when the slider is let go at a value."""
        return self.told({"name": next(_names), "value": value})


def sliders_of(shown: Iterable[BidiComponent]) -> dict[str, Slider]:
    """Return key → slider, of the components of a page."""
    return {key_of(one.id): Slider.of(one) for one in shown if is_slider(one)}


def is_slider(component: BidiComponent) -> bool:
    """Tell whether a component is a slider of the app; others draw figures too."""
    return component.component_name == _SLIDER


def options_of(element: Element) -> tuple[str, ...]:
    """Return what can be chosen in a widget, as it is written there."""
    kind = element.WhichOneof("type")
    if kind == "selectbox":
        return tuple(element.selectbox.options)
    if kind == "multiselect":
        return tuple(element.multiselect.options)
    if kind == "button_group":
        return tuple(option.content for option in element.button_group.options)
    return ()


def state_of(widget_id: str, field: str, value: Value) -> WidgetState:
    """Return the state of a widget whose value stands in this field."""
    state = WidgetState(id=widget_id)
    if field in {"bool_value", "string_value"}:
        setattr(state, field, value)
        return state
    values = getattr(state, field)
    values.SetInParent()  # nothing chosen is a value too
    values.data.extend(value if isinstance(value, tuple) else (value,))
    return state


def value_of(state: WidgetState) -> Value:
    """Return the value in the state of a widget."""
    name = state.WhichOneof("value")
    if name == "bool_value":
        return state.bool_value
    if name == "string_value":
        return state.string_value
    return tuple(state.string_array_value.data)


def _shown_value(element: Element, kind: str) -> Value | None:
    """Return the value with which the server shows a widget; None where it chooses nothing."""
    if kind == "checkbox":
        box = element.checkbox
        return box.value if box.set_value else box.default
    options = options_of(element)
    if kind == "selectbox":
        one = element.selectbox
        if one.set_value:
            return one.raw_value
        return options[one.default] if one.HasField("default") else None
    many = element.multiselect if kind == "multiselect" else element.button_group
    if many.set_value:
        return tuple(many.raw_values)
    return tuple(options[index] for index in many.default)


def states_after(
    messages: Iterable[ForwardMsg], before: dict[str, WidgetState]
) -> dict[str, WidgetState]:
    """Return id → state of the widgets on the page that these messages make.

    As in the browser, a widget keeps what was chosen in it unless the server sets another value,
    and one that is gone from the page is forgotten.
    """
    states = {}
    for message in messages:
        if message.WhichOneof("type") == "delta" and message.delta.HasField("add_block"):
            box = message.delta.add_block.popover
            # One that tells the server whether it is open has an id.
            if box.id:
                shut = state_of(box.id, "bool_value", value=box.open)
                states[box.id] = before.get(box.id, shut)
            continue
        element = element_of(message)
        kind = element.WhichOneof("type") if element is not None else None
        if element is None or kind not in KINDS:
            continue
        widget = getattr(element, kind)
        if widget.id in before and not widget.set_value:
            states[widget.id] = before[widget.id]
            continue
        value = _shown_value(element, kind)
        if value is not None:
            states[widget.id] = state_of(widget.id, KINDS[kind], value)
    return states
