"""What can go out: one list, by which the screen offers files and the command line writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv
from rfi.export.csv.data_package import write_csv_bundle
from rfi.export.csv.resource import Encoding
from rfi.export.given import Given
from rfi.export.minutes.document import write_minutes
from rfi.export.ocds.package import write_ocds
from rfi.export.page.page import write_page
from rfi.export.page.pdf import write_pdf
from rfi.export.record.evaluation import holds_every_figure, write_record
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
        tells_offers: Whether it tells single offers at length: not among statistics alone, and not
            for the public.
    """

    key: str
    suffix: str
    mime: str
    write: Callable[[Given], bytes]
    needs_browser: bool = False
    is_typed: bool = False
    tells_offers: bool = False

    def withheld(self, evaluation: Evaluation) -> str:
        """Return why it does not go out of what is shown, as a wording of the screen; "" goes."""
        if self.key == "json" and not holds_every_figure(evaluation):
            return "shown.no_json"
        if self.tells_offers and not holds_every_figure(evaluation):
            return "export.tells_offers"
        if self.is_typed and evaluation.conditions.is_anonymous:
            return "export.typed"
        return ""


def _book(given: Given) -> bytes:
    # What people typed may name whom the offers do not.
    minutes = () if given.evaluation.conditions.is_anonymous else given.minutes
    return write_workbook(given.evaluation, given.reading, given.imprint.audit, minutes)


def _minutes(given: Given) -> bytes:
    return write_minutes(given.title, given.minutes, given.imprint, given.reading.lang)


def _bundle(given: Given, encoding: Encoding) -> bytes:
    audit = given.imprint.audit
    return write_csv_bundle(given.evaluation, given.reading, audit, encoding)


OUTPUTS: tuple[Output, ...] = (
    Output("book", "xlsx", f"{_OFFICE}spreadsheetml.sheet", _book),
    Output(
        "slides", "pptx", f"{_OFFICE}presentationml.presentation", write_slides, tells_offers=True
    ),
    Output("page", "html", "text/html", write_page, tells_offers=True),
    Output("pdf", "pdf", "application/pdf", write_pdf, needs_browser=True, tells_offers=True),
    Output(
        "minutes",
        "docx",
        f"{_OFFICE}wordprocessingml.document",
        _minutes,
        is_typed=True,
        tells_offers=True,
    ),
    Output(
        "csv",
        "csv",
        "text/csv",
        lambda given: write_csv(given.evaluation, given.reading, given.imprint.audit),
    ),
    Output("bundle", "zip", ZIP, lambda given: _bundle(given, "utf-8")),
    Output("bundle_cp932", "zip", ZIP, lambda given: _bundle(given, "cp932")),
    Output(
        "ocds",
        "zip",
        ZIP,
        lambda given: write_ocds(given.evaluation, given.reading.lang, given.queries),
    ),
    Output(
        "json",
        "json",
        "application/json",
        lambda given: write_record(given.evaluation, given.reading.lang, given.imprint.audit),
    ),
)
BY_KEY: Mapping[str, Output] = {output.key: output for output in OUTPUTS}
