"""What the floor page makes once a process: a script is read anew in every run, a module is not."""

import gc
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from benchmarks.sessions.recording import Recorded, read_recording
from benchmarks.sessions.widgets import element_of


@cache
def recording(path: str) -> tuple[tuple[Recorded, ...], dict[str, dict[str, Any]]]:
    """Return the messages, and the figures by their specification."""
    recorded = read_recording(Path(path))
    elements = [element for each in recorded if (element := element_of(each.message))]
    specs = [element.plotly_chart.spec for element in elements if element.plotly_chart.spec]
    figures = {spec: json.loads(spec) for spec in specs}
    gc.collect()
    gc.freeze()
    return recorded, figures


@cache
def list_of(sent: bytes) -> pd.DataFrame:
    """Return a list that can be sorted, as it was before it was sent."""
    return convert_arrow_bytes_to_pandas_df(sent)


@cache
def component(name: str, html: str, js: str) -> Callable[..., object]:
    """Return what mounts a component."""
    made: Callable[..., object] = st.components.v2.component(
        name, html=html, js=js, isolate_styles=False
    )
    return made
