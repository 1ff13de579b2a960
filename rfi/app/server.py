"""The screen behind a login: ``streamlit run rfi/app/server.py``, as ``deploy/`` starts it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from rfi.app.access.files import FilesForVisitors

_ENTRY = Path(__file__).resolve().parents[2] / "streamlit_app.py"
app = st.App(_ENTRY, middleware=[Middleware(FilesForVisitors)])
