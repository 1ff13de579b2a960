"""What can go out: one list, by which the screen offers files and the command line writes them.

Every page offers files, and few ask for one: what writes them is imported by who asks first, which
takes a second of the start from everybody else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.compare.round.conditions import Conditions
from rfi.evaluation.evaluation import Evaluation
from rfi.export.csv.resource import Encoding
from rfi.export.given import Given
from rfi.export.record.evaluation import holds_every_figure, write_record
from rfi.scenario.address import LEVELS

ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."


def tells_typed(conditions: Conditions) -> bool:
    """Tell whether minutes go out: they may name whom the offers do not, and say what others ask.

    A vendor's own copy bears its name and is no paper of the meeting.
    """
    return conditions.mode == "named" and not conditions.is_anonymous


def recalculates(conditions: Conditions) -> bool:
    """Tell whether a workbook holds formulas: their sheets hold every line of every answer.

    They stay with whoever may see the answers.
    """
    return conditions.level == LEVELS[0] and conditions.mode != "aggregate"


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
        if self.is_typed and not tells_typed(evaluation.conditions):
            return "export.typed"
        return ""

    def told(self, evaluation: Evaluation) -> tuple[str, str]:
        """Return the wordings of what it is for and of its size, of what is shown."""
        purpose, paper = f"export.output.{self.key}.for", f"export.output.{self.key}.paper"
        if self.key == "book" and not recalculates(evaluation.conditions):
            purpose += ".values"
        if self.key == "book" and evaluation.conditions.mode == "aggregate":
            paper += ".statistics"
        return purpose, paper


def _book(given: Given) -> bytes:
    from rfi.export.book.workbook import write_workbook

    minutes = given.minutes if tells_typed(given.evaluation.conditions) else ()
    return write_workbook(given.evaluation, given.reading, given.imprint, minutes)


def _slides(given: Given) -> bytes:
    from rfi.export.slides.deck import write_slides

    return write_slides(given)


def _page(given: Given) -> bytes:
    from rfi.export.page.page import write_page

    return write_page(given)


def _pdf(given: Given) -> bytes:
    from rfi.export.page.pdf import write_pdf

    return write_pdf(given)


def _minutes(given: Given) -> bytes:
    from rfi.export.minutes.document import write_minutes

    return write_minutes(given.title, given.minutes, given.imprint, given.reading.lang)


def _csv(given: Given) -> bytes:
    from rfi.export.csv.csv_table import write_csv

    return write_csv(given.evaluation, given.reading, given.imprint.audit)


def _bundle(given: Given, encoding: Encoding) -> bytes:
    from rfi.export.csv.data_package import write_csv_bundle

    audit = given.imprint.audit
    return write_csv_bundle(given.evaluation, given.reading, audit, encoding)


def _ocds(given: Given) -> bytes:
    from rfi.export.ocds.package import write_ocds

    return write_ocds(given.evaluation, given.reading.lang, given.queries)


def _json(given: Given) -> bytes:
    return write_record(given.evaluation, given.reading.lang, given.imprint.audit)


OUTPUTS: tuple[Output, ...] = (
    Output("book", "xlsx", f"{_OFFICE}spreadsheetml.sheet", _book),
    Output("slides", "pptx", f"{_OFFICE}presentationml.presentation", _slides, tells_offers=True),
    Output("page", "html", "text/html", _page, tells_offers=True),
    Output("pdf", "pdf", "application/pdf", _pdf, needs_browser=True, tells_offers=True),
    Output(
        "minutes",
        "docx",
        f"{_OFFICE}wordprocessingml.document",
        _minutes,
        is_typed=True,
        tells_offers=True,
    ),
    Output("csv", "csv", "text/csv", _csv),
    Output("bundle", "zip", ZIP, lambda given: _bundle(given, "utf-8")),
    Output("bundle_cp932", "zip", ZIP, lambda given: _bundle(given, "cp932")),
    Output("ocds", "zip", ZIP, _ocds),
    Output("json", "json", "application/json", _json),
)
BY_KEY: Mapping[str, Output] = {output.key: output for output in OUTPUTS}
