"""What a browser holds of the widgets on a page, as it sends it back with every run."""

from collections.abc import Iterable

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = bool | float | str | tuple[str, ...]
# Kind of widget → where its value stands; others keep what the server holds, no move touches them.
KINDS = {
    "slider": "double_array_value",
    "selectbox": "string_value",
    "multiselect": "string_array_value",
    "button_group": "string_array_value",
    "checkbox": "bool_value",
}
_PARTS_BEFORE_KEY = 2


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
    if name == "double_array_value":
        return float(state.double_array_value.data[0])
    return tuple(state.string_array_value.data)


def _shown_value(element: Element, kind: str) -> Value | None:
    """Return the value with which the server shows a widget; None where it chooses nothing."""
    if kind == "slider":
        slider = element.slider
        return float((slider.value if slider.set_value else slider.default)[0])
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
