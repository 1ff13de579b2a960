"""The floor: a page that sends what a recorded page sends, from constants.

``streamlit run benchmarks/sessions/floor_page.py -- RECORDING``, with the settings of the app.
Every element goes through the same call of the library as in the app; what varies with a move
bears the number of moves, so that the browser cannot know it already.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element

from benchmarks.sessions.conditions import RATES
from benchmarks.sessions.floor_parts import component, list_of, recording
from benchmarks.sessions.widgets import element_of, is_slider, key_of, options_of

_NO_KEY = "None"
_Put = Callable[[DeltaGenerator, Element, str], object]


class _Constant(BaseFigure):  # type: ignore[misc] # the library is untyped
    """A figure that is there already and is not validated."""

    def __init__(self, made: dict[str, Any]) -> None:
        object.__setattr__(self, "_made", made)

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = object.__getattribute__(self, "_made")
        return made


def _key(widget_id: str) -> str | None:
    key = key_of(widget_id)
    return None if key in {_NO_KEY, ""} else key


def _put_html(parent: DeltaGenerator, element: Element, mark: str) -> None:
    parent.html(element.html.body + mark)


def _put_chart(parent: DeltaGenerator, element: Element, mark: str) -> None:
    chart = element.plotly_chart
    made = recording(sys.argv[1])[1][chart.spec]
    figure = _Constant({**made, "layout": {**made["layout"], "meta": mark}} if mark else made)
    config = json.loads(chart.config)
    parent.plotly_chart(figure, key=_key(chart.id), theme=None, config=config, width="stretch")


def _put_selectbox(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.selectbox
    index = options_of(element).index(one.raw_value) if one.set_value else one.default
    parent.selectbox(
        one.label,
        options_of(element),
        index,
        key=_key(one.id),
        help=one.help or None,
        disabled=one.disabled,
    )


def _hear(key: str) -> None:
    """Count the moves of a slider: what varies with a move bears their number."""
    st.session_state[_moved(key)] = st.session_state.get(_moved(key), 0) + 1


def _moved(key: str) -> str:
    return f"{key}_moved"


def _put_component(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one, key = element.bidi_component, _key(element.bidi_component.id) or ""
    data = json.loads(one.json)
    if is_slider(one):
        data["move"] = st.session_state.get(_moved(key), 0)
    with parent:
        made = component(one.component_name, one.html_content, one.js_content)
        made(key=key, data=data, on_moved_change=lambda: _hear(key))


def _put_buttons(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.button_group
    options = options_of(element)
    chosen = [*one.raw_values, *(options[index] for index in one.default)]
    parent.segmented_control(
        one.label, options, default=chosen[0] if chosen else None, key=_key(one.id)
    )


def _put_members(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.multiselect
    options = options_of(element)
    chosen = [*one.raw_values, *(options[index] for index in one.default)]
    parent.multiselect(
        one.label,
        options,
        chosen,
        key=_key(one.id),
        help=one.help or None,
        placeholder=one.placeholder or None,
    )


def _put_number(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.number_input
    given: dict[str, Any] = {
        "min_value": int(one.min) if one.has_min else None,
        "max_value": int(one.max) if one.has_max else None,
        "value": int(one.default) if one.HasField("default") else None,
        "step": int(one.step),
    }
    parent.number_input(
        one.label, **given, format=one.format, key=_key(one.id), help=one.help or None
    )


def _put_words(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    kind = str(element.WhichOneof("type"))
    one = getattr(element, kind)
    # The call of the library is named as the kind is.
    getattr(parent, kind)(
        one.label,
        one.default,
        max_chars=one.max_chars or None,
        key=_key(one.id),
        placeholder=one.placeholder or None,
    )


def _put_list(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.dataframe
    parent.dataframe(
        list_of(one.arrow_data.data),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        column_config=json.loads(one.columns),
        key=_key(one.id),
    )


def _put_markdown(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    parent.caption(element.markdown.body)


def _put_text(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    parent.text(element.text.body)


def _put_link(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    parent.page_link(_pages[element.page_link.page], label=element.page_link.label)


def _put_checkbox(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.checkbox
    parent.toggle(one.label, one.default, key=_key(one.id), help=one.help or None)


def _put_button(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.button
    put = parent.form_submit_button if one.is_form_submitter else parent.button
    put(one.label, key=_key(one.id), type="tertiary")


def _put_download(parent: DeltaGenerator, element: Element, _mark: str) -> None:
    one = element.download_button
    parent.download_button(
        one.label, data=lambda: b"", file_name="floor", on_click="ignore", key=_key(one.id)
    )


_PUT: dict[str, _Put] = {
    "html": _put_html,
    "plotly_chart": _put_chart,
    "selectbox": _put_selectbox,
    "bidi_component": _put_component,
    "button_group": _put_buttons,
    "checkbox": _put_checkbox,
    "multiselect": _put_members,
    "number_input": _put_number,
    "text_input": _put_words,
    "text_area": _put_words,
    "dataframe": _put_list,
    "markdown": _put_markdown,
    "text": _put_text,
    "page_link": _put_link,
    "button": _put_button,
    "download_button": _put_download,
}


def _open(parent: DeltaGenerator, block: Block) -> DeltaGenerator:
    kind = block.WhichOneof("type")
    made: DeltaGenerator
    if kind == "expandable":
        made = parent.expander(block.expandable.label)
    elif kind == "popover":
        told: dict[str, Any] = {"key": _key(block.popover.id), "on_change": "rerun"}
        made = parent.popover(block.popover.label, **told if block.popover.id else {})
    elif kind == "form":
        made = parent.form(block.form.form_id)
    else:
        lies = block.flex_container.direction == Block.FlexContainer.HORIZONTAL
        made = parent.container(horizontal=lies, key=_key(block.id) if block.id else None)
    return made


def _show() -> None:
    # An element: a remark would be taken out by the library, and nothing would change on the page.
    mark = f"<i hidden>{sum(st.session_state.get(_moved(key), 0) for key in RATES):012d}</i>"
    main = get_dg_singleton_instance().main_dg
    parents: dict[tuple[int, ...], DeltaGenerator] = {}
    for each in recording(sys.argv[1])[0]:
        if each.message.WhichOneof("type") != "delta":
            continue
        path = tuple(each.message.metadata.delta_path)
        parent = parents.get(path[:-1], main)
        element = element_of(each.message)
        if element is None:
            parents[path] = _open(parent, each.message.delta.add_block)
            continue
        # A kind that is not known would cost the floor nothing: better no floor.
        _PUT[element.WhichOneof("type") or ""](parent, element, mark if each.varies else "")


def _made_pages() -> dict[str, Any]:
    """Return as many pages as the app's navigation names; only the first is ever opened."""
    named = [
        page
        for each in recording(sys.argv[1])[0]
        if each.message.WhichOneof("type") == "navigation"
        for page in each.message.navigation.app_pages
    ]
    return {
        page.url_pathname: st.Page(
            _show, title=page.page_name, url_path=page.url_pathname or "floor", default=index == 0
        )
        for index, page in enumerate(named)
    }


st.set_page_config(page_title="floor", layout="wide")
_pages = _made_pages()
st.navigation(list(_pages.values()), position="top").run()
