"""The round as one file: saved, and opened in place of what is there."""

import streamlit as st

from rfi.app.frame.show import ZIP
from rfi.app.frame.uploads import load_upload, upload_key
from rfi.app.session.current import Current
from rfi.intake.round.file import write_round


def show_round_panel(here: Current) -> None:
    """Offer the round as a file, and take one in."""
    save, load = st.columns(2, gap="medium")
    with save:
        st.caption(here.word("round.save.help"))
        st.download_button(
            here.word("round.save"),
            data=lambda: write_round(here.workspace.round),
            file_name=here.word(
                "round.save.name", questionnaire=here.questionnaire.questionnaire_id
            ),
            mime=ZIP,
            on_click="ignore",
            key="download_round",
        )
    with load:
        load_upload(
            st.file_uploader(here.word("round.load"), type=["zip"], key=upload_key("round")),
            here,
        )
