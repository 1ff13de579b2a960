"""The layouts kept in the round: renamed, deleted, written as a file and read from one."""

from pathlib import PurePath

import streamlit as st

from rfi.app.frame.acts import act
from rfi.app.frame.faults import acting, guarded, quiet
from rfi.app.frame.notices import tell, tell_next
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.mapping.state import layouts_of
from rfi.app.sections.uploads.drop import renew_uploads, upload_key
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.document.read import read_document
from rfi.intake.layout.codec import layout_of, write_layout
from rfi.store.round.layouts import NamedLayout, remove_layout, rename_layout, save_layout
from rfi.text.wording import text

_LONGEST, _MOST = 200, 100


def _rename(kept: NamedLayout, key: str) -> None:
    new = str(heard(key)).strip()
    if new:
        act(
            "answers",
            lambda store, round_id, signed: rename_layout(
                store, round_id, kept.layout.name, kept.version, new, signed
            ),
        )


def _remove(kept: NamedLayout) -> None:
    act(
        "answers",
        lambda store, round_id, signed: remove_layout(
            store, round_id, kept.layout.name, kept.version, signed
        ),
    )


def _take_file(here: Current) -> None:
    upload = st.file_uploader(
        here.word("mapping.layout.load"), type=["json"], key=upload_key("layout_file")
    )
    if upload is None:
        return
    document = read_document(PurePath(upload.name).name, upload.getvalue(), "layout")
    if document.value is None:
        tell(document.issues, here.lang)
        return
    layout = layout_of(document.value)
    kept = {one.layout.name: one.version for one in layouts_of(here)}
    if len(kept.keys() | {layout.name}) > _MOST:
        tell_next("error", here.word("mapping.layout.too_many", limit=_MOST))
    else:
        act(
            "answers",
            lambda store, round_id, signed: save_layout(
                store, round_id, layout, kept.get(layout.name, 0), signed
            ),
        )
    renew_uploads()


def _show_layout(kept: NamedLayout, here: Current) -> None:
    name = f"layout_name_{kept.layout.name}"
    st.text_input(
        here.word("mapping.layout_name"),
        max_chars=_LONGEST,
        key=showing(name, kept.layout.name),
        on_change=guarded(_rename),
        args=(kept, name),
        width=260,
    )
    st.download_button(
        here.word("mapping.layout.save"),
        data=quiet(lambda: write_layout(kept.layout)),
        file_name=here.word("mapping.layout.file", name=kept.layout.name),
        mime="application/json",
        on_click="ignore",
        key="layout_save",
    )
    st.button(
        here.word("mapping.layout.drop"),
        on_click=acting(_remove),
        args=(kept,),
        key="layout_drop",
    )


def show_kept_layouts(here: Current) -> None:
    """Show the layouts of the round, those who may change them their controls."""
    kept = layouts_of(here)
    if not may("answers"):
        st.text(
            text("mapping.dot", here.lang).join(one.layout.name for one in kept)
            or here.word("mapping.layout.none")
        )
        return
    left, right = st.columns([7, 4], gap="medium")
    with left:
        if not kept:
            st.info(here.word("mapping.layout.none"))
        else:
            chosen = st.selectbox(
                here.word("mapping.layout.which", count=len(kept)),
                range(len(kept)),
                format_func=lambda index: kept[index].layout.name,
                key=f"layout_which_{len(kept)}",
                width=320,
            )
            with st.container(horizontal=True, vertical_alignment="bottom", key="layout_acts"):
                _show_layout(kept[chosen or 0], here)
    with right:
        _take_file(here)
