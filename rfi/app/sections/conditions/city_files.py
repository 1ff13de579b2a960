"""Files of cities given on screen: added, taken out, and what is wrong in them."""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import get_args

import streamlit as st

from rfi.app.frame.show import show_table
from rfi.app.frame.uploads import Upload, renew_uploads, tell, upload_key
from rfi.app.session.cache import read_cities
from rfi.app.session.current import Current
from rfi.app.session.session import keep_round
from rfi.intake.round.file import check_room
from rfi.intake.round.round import RoundFile, add_city_file, remove_city_file
from rfi.scenario.city.files import CITY_TYPES
from rfi.scenario.city.templates import TemplateName, city_template
from rfi.views.intake.issues import view_issue_groups


def _add(uploads: Iterable[Upload], here: Current) -> None:
    current = here.workspace.round
    for upload in uploads:
        file = RoundFile(PurePath(upload.name).name, upload.getvalue())
        if issues := check_room(current, file.data):
            tell(issues, here)
            return
        read_cities(file)
        current = add_city_file(current, file)
    keep_round(current)
    renew_uploads()


def _show_templates(here: Current) -> None:
    names: tuple[TemplateName, ...] = get_args(TemplateName)
    with st.container(horizontal=True, key="city_templates"):
        for name in names:
            label = here.word(f"cities.template.{name}")
            st.download_button(
                label,
                data=partial(city_template, name, here.lang),
                file_name=here.word("cities.template.name", name=name),
                mime="text/csv",
                on_click="ignore",
                key=f"city_template_{name}",
            )


def _show_removal(here: Current) -> None:
    files = here.workspace.round.city_files
    gone = st.selectbox(
        here.word("cities.remove.which"),
        range(len(files)),
        format_func=lambda index: files[index].name,
        index=None,
        placeholder=here.word("intake.remove.choose"),
        key=upload_key("remove_city"),
        width=300,
    )
    if st.button(here.word("intake.remove"), disabled=gone is None, key="remove_city_button"):
        keep_round(remove_city_file(here.workspace.round, files[gone or 0].sha256))
        renew_uploads()


def show_city_upload(here: Current) -> None:
    """Offer the forms, take files of cities in, and say what is in them and wrong with them."""
    current = here.workspace.round
    found = here.answers.cities
    uploads = st.file_uploader(
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
