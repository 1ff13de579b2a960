"""Two versions of an answer side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from rfi.app.frame.received import versions_of
from rfi.app.frame.show import show_table
from rfi.app.session.cache import evaluation_of
from rfi.app.session.current import Current
from rfi.evaluation.evaluation import Evaluation
from rfi.intake.round.versions import compare_versions
from rfi.views.intake.files import Received
from rfi.views.intake.total_changes import total_changes, view_total_changes
from rfi.views.intake.version_changes import CHANGE_KINDS, change_kind_title, view_changes


def _label(found: Received, here: Current) -> str:
    version = here.word("versions.none") if found.version is None else found.version
    return here.word("versions.label", version=version, name=found.name)


def _last_accepted(versions: Sequence[Received]) -> tuple[int, int]:
    """Return the two newest versions that were accepted; held ones only where there are no two."""
    accepted = [at for at, one in enumerate(versions) if one.state != "held"]
    first, second = (accepted if len(accepted) > 1 else range(len(versions)))[-2:]
    return first, second


def _compared_with(found: Received, versions: Sequence[Received], here: Current) -> Evaluation:
    """Return the comparison with one version of an answer in place of the others."""
    others = frozenset(one.sha256 for one in versions if one is not found)
    workspace = here.workspace
    replaced = (workspace.replaced | others) - {found.sha256}
    return evaluation_of(replace(workspace, replaced=replaced, key=""), here.lang)


def _show_totals(first: Received, second: Received, here: Current) -> None:
    """Show what the newer version does to the totals, where both can be compared."""
    if "held" in {first.state, second.state}:
        st.info(here.word("versions.held"))
        return
    versions = versions_of(here)[second.response_id]
    before, after = (_compared_with(one, versions, here) for one in (first, second))
    changes = total_changes(before, after, here.reading, second.response_id)
    show_table(view_total_changes(changes, after, here.reading), here)


def _whose(several: Mapping[str, Sequence[Received]], key: str, here: Current) -> str:
    """Return who gave an answer; its id with it where two would read the same."""
    names = [found[-1].vendor for found in several.values()]
    vendor = several[key][-1].vendor
    if not vendor:
        return key
    if names.count(vendor) == 1:
        return vendor
    return here.word("versions.whose", vendor=vendor, answer=key)


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
            format_func=lambda key: _whose(several, key, here),
            key="version_answer",
            width=280,
        )
        versions = several[chosen]
        indexes = range(len(versions))
        old, new = (
            st.selectbox(
                here.word(f"versions.{side}"),
                indexes,
                index=start,
                format_func=lambda index: _label(versions[index], here),
                key=f"version_{side}_{chosen}_{len(versions)}",
                width=280,
            )
            for side, start in zip(("old", "new"), _last_accepted(versions), strict=True)
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
    _show_totals(first, second, here)
    changes = compare_versions(first.reading.value, second.reading.value)
    if not changes:
        st.info(here.word("versions.same"))
        return
    names = (_label(first, here), _label(second, here))
    values = (first.reading.value, second.reading.value)
    show_table(view_changes(changes, names, values, here.questionnaire, here.reading, kinds), here)
