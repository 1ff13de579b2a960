"""Files offered by a button: written when it is pressed."""

from collections.abc import Callable

import streamlit as st

from rfi.app.frame.faults import quiet

ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_book_download(label: str, name: str, write: Callable[[], bytes], key: str) -> None:
    """Offer one workbook; it is written when the button is pressed."""
    st.download_button(
        label, data=quiet(write), file_name=name, mime=_XLSX, on_click="ignore", key=key
    )
