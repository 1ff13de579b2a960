"""Tables and figures on the page, each by one call."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from rfi.app.frame.faults import quiet
from rfi.app.session.current import Current
from rfi.app.session.door import through
from rfi.export.book.issues_file import write_issues, write_issues_csv
from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv
from rfi.export.csv.data_package import write_csv_bundle
from rfi.export.ocds.package import write_ocds
from rfi.export.record.evaluation import holds_every_figure, write_record
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.address import LEVELS, MODES
from rfi.store.audit.verify import verified_end
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import data_digest
from rfi.views.look.chart import CHART_CONFIG, Figure, SentFigure
from rfi.views.look.table import Table
from rfi.views.look.table_html import table_html

_SHORT = 8
ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Heights of a list, in pixels.
_HEAD, _ROW, _MOST = 38, 35, 250


def show_table(table: Table, here: Current) -> None:
    """Show a table; every text in it is escaped."""
    st.html(table_html(table, here.reading))


def show_chart(figure: Figure, key: str, here: Current) -> None:
    """Show a figure."""
    config: dict[str, Any] = {**CHART_CONFIG, "locale": here.lang}
    st.plotly_chart(SentFigure(figure), key=key, theme=None, config=config, width="stretch")


def choose_row(table: Table, key: str, here: Current) -> int:
    """Show a list that can be searched, sorted and copied; return the row chosen in it."""
    figures = {
        column.label: st.column_config.TextColumn(alignment="right")
        for index, column in enumerate(table.columns)
        if any(row.cells[index].value is not None for row in table.rows)
    }
    chosen = st.dataframe(
        table.to_frame(here.reading),
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
    st.page_link("rfi/app/pages/intake.py", label=here.word("empty.link"))


def show_book_download(label: str, name: str, write: Callable[[], bytes], key: str) -> None:
    """Offer one workbook; it is written when the button is pressed."""
    st.download_button(
        label, data=quiet(write), file_name=name, mime=_XLSX, on_click="ignore", key=key
    )


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


def _audit_line(round_id: str, lang: Lang) -> str:
    """Walk the audit of a round; return its end, or what is wrong with it (trust G9).

    Files are written outside of the run of a page, where no round is open.
    """
    end = through("view", lambda store, _: verified_end(store, round_id))
    if isinstance(end, Refused):
        return text("app.audit.line.broken", lang, fault=end.issue.message(lang))
    return text("app.audit.line", lang, number=end.number, digest=end.digest)


def show_downloads(here: Current) -> None:
    """Offer everything as files; each is written when its button is pressed."""
    digest = data_digest(here.evaluation.conditions)[:_SHORT]
    name = here.word("download.name", digest=digest)
    conditions = here.evaluation.conditions
    for part in (conditions.mode, conditions.level):
        if part not in {MODES[0], LEVELS[0]}:
            name = here.word(f"download.name.{part}", name=name)
    given = (here.evaluation, here.reading)

    def offer(kind: str, suffix: str, mime: str, write: Callable[[], bytes]) -> None:
        st.download_button(
            here.word(f"download.{kind}"),
            data=quiet(write),
            file_name=f"{name}.{suffix}",
            mime=mime,
            on_click="ignore",
            key=f"download_{kind}",
        )

    def audit() -> str:
        return _audit_line(here.stored.round_id, here.lang)

    offer("xlsx", "xlsx", _XLSX, lambda: write_workbook(*given, audit()))
    with st.popover(here.word("download.others"), width="content"):
        offer("csv", "csv", "text/csv", lambda: write_csv(*given, audit()))
        offer("bundle", "zip", ZIP, lambda: write_csv_bundle(*given, audit()))
        offer("bundle_cp932", "zip", ZIP, lambda: write_csv_bundle(*given, audit(), "cp932"))
        queries = here.workspace.round.queries
        offer("ocds", "zip", ZIP, lambda: write_ocds(here.evaluation, here.lang, queries))
        if not holds_every_figure(here.evaluation):
            st.caption(here.word("shown.no_json"))
            return
        offer(
            "json",
            "json",
            "application/json",
            lambda: write_record(here.evaluation, here.lang, audit()),
        )


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
