"""What can go out: one list, by which the screen offers files and the command line writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv, write_csv_bundle
from rfi.export.given import Given
from rfi.export.minutes.document import write_minutes
from rfi.export.page.page import write_page
from rfi.export.page.pdf import write_pdf
from rfi.export.record.evaluation import write_record
from rfi.export.slides.deck import write_slides

ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that can go out.

    Attributes:
        key: Its name in commands and wordings: ``export.output.<key>``, ``.for`` what it is for,
            ``.paper`` its size.
        suffix: Of its file, without a point.
        mime: What a browser is told it is.
        write: Writes it.
        needs_browser: Whether a browser of this machine prints it.
        is_typed: Whether it holds what people typed, which may name a vendor.
    """

    key: str
    suffix: str
    mime: str
    write: Callable[[Given], bytes]
    needs_browser: bool = False
    is_typed: bool = False


def _book(given: Given) -> bytes:
    # What people typed may name whom the offers do not.
    minutes = () if given.evaluation.conditions.is_anonymous else given.minutes
    return write_workbook(given.evaluation, given.reading, given.imprint.audit, minutes)


def _minutes(given: Given) -> bytes:
    return write_minutes(given.title, given.minutes, given.imprint, given.reading.lang)


OUTPUTS: tuple[Output, ...] = (
    Output("book", "xlsx", f"{_OFFICE}spreadsheetml.sheet", _book),
    Output("slides", "pptx", f"{_OFFICE}presentationml.presentation", write_slides),
    Output("page", "html", "text/html", write_page),
    Output("pdf", "pdf", "application/pdf", write_pdf, needs_browser=True),
    Output("minutes", "docx", f"{_OFFICE}wordprocessingml.document", _minutes, is_typed=True),
    Output(
        "csv",
        "csv",
        "text/csv",
        lambda given: write_csv(given.evaluation, given.reading, given.imprint.audit),
    ),
    Output(
        "bundle",
        "zip",
        ZIP,
        lambda given: write_csv_bundle(given.evaluation, given.reading, given.imprint.audit),
    ),
    Output(
        "json",
        "json",
        "application/json",
        lambda given: write_record(given.evaluation, given.reading.lang, given.imprint.audit),
    ),
)
BY_KEY: Mapping[str, Output] = {output.key: output for output in OUTPUTS}
