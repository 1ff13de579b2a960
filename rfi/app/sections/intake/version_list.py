"""Two versions of an answer side by side."""

import streamlit as st

from rfi.app.frame.received import versions_of
from rfi.app.frame.show import show_table
from rfi.app.session.current import Current
from rfi.intake.round.versions import compare_versions
from rfi.views.intake.files import Received
from rfi.views.intake.version_changes import CHANGE_KINDS, change_kind_title, view_changes


def _label(found: Received, here: Current) -> str:
    version = here.word("versions.none") if found.version is None else found.version
    return here.word("versions.label", version=version, name=found.name)


def show_versions(here: Current) -> None:
    """Show what differs between any two versions of an answer."""
    several = {key: found for key, found in versions_of(here).items() if len(found) > 1}
    if not several:
        st.info(here.word("versions.empty"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="version_pair"):
        chosen = st.selectbox(
            here.word("versions.answer"),
            tuple(several),
            format_func=lambda key: several[key][-1].vendor or key,
            key="version_answer",
            width=280,
        )
        versions = several[chosen]
        indexes = range(len(versions))
        old, new = (
            st.selectbox(
                here.word(f"versions.{side}"),
                indexes,
                index=len(versions) - back,
                format_func=lambda index: _label(versions[index], here),
                key=f"version_{side}_{chosen}_{len(versions)}",
                width=280,
            )
            for side, back in (("old", 2), ("new", 1))
        )
        kinds = st.segmented_control(
            here.word("versions.kinds"),
            CHANGE_KINDS,
            format_func=lambda kind: change_kind_title(kind, here.lang),
            selection_mode="multi",
            default=CHANGE_KINDS,
            key="change_kinds",
        )
    first, second = versions[old], versions[new]
    changes = compare_versions(first.reading.value, second.reading.value)
    if not changes:
        st.info(here.word("versions.same"))
        return
    names = (_label(first, here), _label(second, here))
    values = (first.reading.value, second.reading.value)
    show_table(view_changes(changes, names, values, here.reading, kinds), here)
