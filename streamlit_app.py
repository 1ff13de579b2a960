"""The screen: ``streamlit run streamlit_app.py``."""

import streamlit as st

from rfi.app.frame.frame import run_app
from rfi.app.session.session import language
from rfi.text.wording import text

st.set_page_config(page_title=text("app.title", language()), layout="wide")
run_app()
