"""Tables and figures on the page, each by one call."""

from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from rfi.app.frame.downloads import show_book_download
from rfi.app.frame.faults import quiet
from rfi.app.frame.navigation import show_link
from rfi.app.session.current import Current
from rfi.app.session.door import through
from rfi.export.book.issues_file import write_issues, write_issues_csv
from rfi.export.given import Given
from rfi.export.outputs import BY_KEY, Output
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.address import LEVELS, MODES
from rfi.store.audit.verify import verified_end
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, has_text, text
from rfi.views.conditions.bar import data_digest
from rfi.views.look.band.picture import Picture, led_from
from rfi.views.look.chart import CHART_CONFIG, Figure, SentFigure
from rfi.views.look.table import Table
from rfi.views.look.table_html import table_html

_SHORT = 8
# Page on which a figure is followed to the cells of its file.
_TRACE = "trace"
# Heights of a list, in pixels.
_HEAD, _ROW, _MOST = 38, 35, 250


def show_drawn(html: str) -> None:
    """Show a table or picture; its figures lead to the cells that they come from.

    A picture with nothing to draw is its sentence alone.
    """
    if not html:
        return
    named = {**st.query_params.to_dict(), "figure": ""}
    st.html(led_from(html, f"{_TRACE}?{urlencode(named)}"))


def titled(picture: Picture) -> str:
    """Return the title of a picture with what stands beside it."""
    return (
        f'<div class="rfi-heading"><h2 class="rfi-title">{escape(picture.title)}</h2>'
        f'<span class="rfi-caption">{escape(picture.caption)}</span></div>'
    )


def show_table(table: Table, here: Current) -> None:
    """Show a table; every text in it is escaped."""
    show_drawn(table_html(table, here.reading))


def show_chart(figure: Figure, key: str, here: Current) -> None:
    """Show a figure."""
    config: dict[str, Any] = {**CHART_CONFIG, "locale": here.lang}
    st.plotly_chart(SentFigure(figure), key=key, theme=None, config=config, width="stretch")


def choose_row(table: Table, key: str, here: Current, frame: pd.DataFrame | None = None) -> int:
    """Show a list that can be searched, sorted and copied; return the row chosen in it.

    Args:
        table: The list.
        key: Of the list on its page.
        here: What is shown.
        frame: The list as a frame, where it is kept.
    """
    figures = {
        column.label: st.column_config.TextColumn(alignment="right")
        for index, column in enumerate(table.columns)
        if any(row.cells[index].value is not None for row in table.rows)
    }
    chosen = st.dataframe(
        table.to_frame(here.reading) if frame is None else frame,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        height=min(_HEAD + _ROW * len(table.rows), _MOST),
        column_config=figures,
        key=key,
    )
    rows = chosen["selection"]["rows"]
    return rows[0] if rows and rows[0] < len(table.rows) else 0


def show_empty(here: Current) -> None:
    """Say that there is nothing to compare, and where answers are given."""
    st.info(here.word("empty"))
    show_link("intake", here.word("empty.link"))


def show_form_download(here: Current) -> None:
    """Offer the blank answer form of the questionnaire."""
    show_book_download(
        here.word("intake.form"),
        here.word("intake.form.name", questionnaire=here.questionnaire.questionnaire_id),
        lambda: write_answer_book(here.questionnaire, lang=here.lang),
        "download_form",
    )


def show_questionnaire_download(here: Current) -> None:
    """Offer the questionnaire of the round as the workbook in which it can be changed."""
    show_book_download(
        here.word("intake.questionnaire"),
        here.word("intake.questionnaire.name", questionnaire=here.questionnaire.questionnaire_id),
        lambda: write_authoring_book(here.questionnaire.value, here.lang),
        "download_questionnaire",
    )


def audit_line(round_id: str, lang: Lang) -> str:
    """Walk the audit of a round; return its end, or what is wrong with it (trust G9).

    Files are written outside of the run of a page, where no round is open.
    """
    end = through("view", lambda store, _: verified_end(store, round_id))
    if isinstance(end, Refused):
        return text("app.audit.line.broken", lang, fault=end.issue.message(lang))
    return text("app.audit.line", lang, number=end.number, digest=end.digest)


def file_name(here: Current, output: str = "") -> str:
    """Return the name of a file of what is shown, without its ending.

    Args:
        here: What is shown.
        output: Key of what goes out: of two that end alike each has a name of its own.
    """
    digest = data_digest(here.evaluation.conditions)[:_SHORT]
    own = f"download.name.of.{output}"
    key = own if has_text(f"app.{own}") else "download.name"
    name = here.word(key, digest=digest)
    conditions = here.evaluation.conditions
    for part in (conditions.mode, conditions.level):
        if part not in {MODES[0], LEVELS[0]}:
            name = here.word(f"download.name.{part}", name=name)
    return name


def show_output(output: Output, given: Given, here: Current, key: str) -> None:
    """Offer one file; it is written when its button is pressed, with the end of the audit then."""

    def write() -> bytes:
        audit = audit_line(here.stored.round_id, here.lang)
        return output.write(replace(given, imprint=replace(given.imprint, audit=audit)))

    st.download_button(
        here.word(f"download.{output.key}"),
        data=quiet(write),
        file_name=f"{file_name(here, output.key)}.{output.suffix}",
        mime=output.mime,
        on_click="ignore",
        key=key,
    )


def show_downloads(here: Current) -> None:
    """Offer the workbook at once, and lead to everything else that can go out."""
    show_output(BY_KEY["book"], Given(here.evaluation, here.reading), here, "download_book")
    show_link("export", here.word("download.others"))


def show_issue_downloads(table: Table, here: Current) -> None:
    """Offer a list of issues as files."""
    name = here.word("issues.name")
    show_book_download(
        here.word("issues.xlsx"),
        f"{name}.xlsx",
        lambda: write_issues(table, here.reading),
        "download_issues_xlsx",
    )
    st.download_button(
        here.word("issues.csv"),
        data=quiet(lambda: write_issues_csv(table)),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_issues_csv",
    )
