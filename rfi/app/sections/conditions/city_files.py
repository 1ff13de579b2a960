"""Files of cities given on screen: added, taken out, and what is wrong in them."""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import get_args

import streamlit as st

from rfi.app.frame.acts import Work, act, permitted
from rfi.app.frame.faults import acting, quiet
from rfi.app.frame.navigation import open_next
from rfi.app.frame.show import show_table
from rfi.app.sections.uploads.drop import Upload, empty_uploads, renew_uploads, upload_key
from rfi.app.sections.uploads.mapping_queue import is_foreign_of_cities, let_wait
from rfi.app.session.current import Current
from rfi.intake.round.round import RoundFile
from rfi.scenario.city.files import CITY_TYPES
from rfi.scenario.city.templates import TemplateName, city_template
from rfi.store.round.files import FileRole, put_file, remove_file
from rfi.views.intake.issues import view_issue_groups

_ROLE: FileRole = "city_files"


def _add(uploads: Iterable[Upload], here: Current) -> None:
    known = {file.name: file.sha256 for file in here.workspace.round.city_files}

    def putting(file: RoundFile) -> Work:
        seen = here.stored.files.get((_ROLE, known.get(file.name, "")), 0)
        return lambda store, round_id, signed: put_file(store, round_id, _ROLE, file, seen, signed)

    files = [RoundFile(PurePath(each.name).name, each.getvalue()) for each in uploads]
    foreign = [file for file in files if is_foreign_of_cities(file)]
    for file in foreign:
        let_wait(file, "city")
    act("city_files", *(putting(file) for file in files if file not in foreign))
    if foreign:
        open_next("intake")
    renew_uploads()


def _show_templates(here: Current) -> None:
    names: tuple[TemplateName, ...] = get_args(TemplateName)
    with st.container(horizontal=True, key="city_templates"):
        for name in names:
            label = here.word(f"cities.template.{name}")
            st.download_button(
                label,
                data=quiet(partial(city_template, name, here.lang)),
                file_name=here.word("cities.template.name", name=name),
                mime="text/csv",
                on_click="ignore",
                key=f"city_template_{name}",
            )


def _remove(sha256: str, here: Current) -> None:
    seen = here.stored.files[_ROLE, sha256]
    act(
        "city_files",
        lambda store, round_id, signed: remove_file(store, round_id, _ROLE, sha256, seen, signed),
    )
    empty_uploads()


def _show_removal(here: Current) -> None:
    files = here.workspace.round.city_files
    gone = st.selectbox(
        here.word("cities.remove.which"),
        range(len(files)),
        format_func=lambda index: files[index].name,
        index=None,
        placeholder=here.word("cities.remove.choose"),
        key=upload_key("remove_city"),
        width=300,
    )
    st.button(
        here.word("intake.remove"),
        on_click=acting(_remove),
        args=("" if gone is None else files[gone].sha256, here),
        disabled=gone is None,
        key="remove_city_button",
    )


def show_city_upload(here: Current) -> None:
    """Offer the forms, take files of cities in, and say what is in them and wrong with them."""
    current = here.workspace.round
    found = here.answers.cities
    is_allowed = permitted("city_files")
    uploads = is_allowed and st.file_uploader(
        here.word("cities.upload"),
        type=list(CITY_TYPES),
        accept_multiple_files=True,
        key=upload_key("cities"),
        help=here.word("cities.upload.help"),
    )
    if uploads:
        _add(uploads, here)
    _show_templates(here)
    st.caption(
        here.word(
            "cities.counts",
            files=len(current.city_files),
            cities=len(found.own),
            costs=sum(bool(city.current_costs) for city in found.own),
            pairs=len(found.pairs),
        )
    )
    if is_allowed:
        with st.container(horizontal=True, vertical_alignment="bottom", key="city_removal"):
            _show_removal(here)
    issues = found.issues
    if issues:
        counts = {
            f"{severity}s": sum(issue.severity == severity for issue in issues)
            for severity in ("error", "warning", "note")
        }
        with st.expander(here.word("cities.issues", **counts)):
            show_table(view_issue_groups(issues, here.reading), here)
