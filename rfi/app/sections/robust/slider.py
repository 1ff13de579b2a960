"""A slider whose figures follow the finger: the browser picks; on release, the value holds."""

from functools import partial
from pathlib import Path

import streamlit as st

from rfi.app.frame.controls import with_value
from rfi.app.frame.faults import guarded
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.schema.codelists import load_codelist
from rfi.views.robust.along import settings_along
from rfi.views.robust.slide import slide_along

_HERE = Path(__file__)
_RELEASED = "released"
_show = st.components.v2.component(
    "rfi_slider",
    html=_HERE.with_name("slider.html").read_text("utf-8"),
    js=_HERE.with_name("slider.js").read_text("utf-8"),
    isolate_styles=False,
)


def _take(key: str, widget: str, here: Current) -> None:
    """Let the setting on which the slider was released hold."""
    at = st.session_state[widget][_RELEASED]
    settings = settings_along(here.evaluation, key)
    # A page that stayed open may name a step that is no more.
    if isinstance(at, int) and 0 <= at < len(settings):
        value = int(settings[at]) if key == "horizon_months" else settings[at]
        choose(with_value(chosen_now(), key, value, here.answers, here.word("changed_by")))


def show_slider(key: str, here: Current) -> None:
    """Show the slider of an assumption above one band an offer."""
    slide = slide_along(here.evaluation, here.reading, key)
    title = load_codelist("assumption_keys").title(key, here.lang)
    widget = f"slider_{key}"
    _show(
        key=widget,
        data={
            **slide.as_data(),
            "label": here.word("robust.along.label", assumption=title),
            "now": here.word("robust.along.now", value=slide.standard),
            "help": here.word("robust.along.help"),
        },
        on_released_change=guarded(partial(_take, key, widget, here)),
    )
