"""受付: one row a file, accepted or held, with what was found in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.evaluation.evaluation import Evaluation
from rfi.intake.round.reading import AnswerVersion, ReadAnswer, claim_of
from rfi.intake.round.round import Answer
from rfi.intake.rules.checked import CheckedResponse
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import certainty_words, total_cell, total_of

State = Literal["accepted", "held", "double", "older", "withdrawn"]
_COLUMNS = (
    *("vendor", "version", "state", "certainty", "total"),
    *("coverage", "cells", "error", "warning", "note"),
)
_LATE = "answered_after_deadline"
_SUPERSEDED = frozenset({"response_same_version", "response_older"})
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Received:
    """One file of the round as it stands now.

    Attributes:
        answer: The file, by whom and when it was taken in.
        reading: As read, with the applied suggestions in it.
        response: Held against the questionnaire and the other versions.
        is_replaced: Whether a newer upload of the same version stands in its place.
        upload: Counts what came in.
    """

    answer: Answer
    reading: ReadAnswer
    response: CheckedResponse
    is_replaced: bool = False
    upload: int = 0

    @property
    def sha256(self) -> str:
        """Digest of the bytes."""
        return self.answer.file.sha256

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.answer.file.name

    @property
    def response_id(self) -> str:
        """What the answer calls itself, in all its versions; "" when it does not say."""
        return claim_of(self.reading.value)[0]

    @property
    def version(self) -> int | None:
        """The version that the answer states."""
        return claim_of(self.reading.value)[1]

    @property
    def vendor(self) -> str:
        """Name of the vendor; "" when the file does not say."""
        value = self.reading.value
        vendor = value.get("vendor") if isinstance(value, Mapping) else None
        name = vendor.get("name") if isinstance(vendor, Mapping) else None
        return name if isinstance(name, str) else ""

    @property
    def state(self) -> State:
        """What became of the file."""
        if self.answer.is_withdrawn:
            return "withdrawn"
        if self.is_replaced:
            return "double"
        if not self.response.is_held:
            return "accepted"
        codes = {issue.code for issue in self.response.issues}
        if "response_same_version" in codes:
            return "double"
        return "older" if "response_older" in codes else "held"

    @property
    def as_version(self) -> AnswerVersion:
        """The file in the history of its answer."""
        return AnswerVersion(self.response_id, self.version, self.answer, self.response)


def _offers(found: Received, comparison: Comparison) -> list[OfferFigures]:
    """Return the offers of a file that takes part in the comparison."""
    if found.state != "accepted":
        return []
    key = f"{found.response_id}:"
    return [offer for offer in comparison.offers if offer.offer_key.startswith(key)]


def _totals(
    found: Received, comparison: Comparison, reading: Reading
) -> tuple[TableCell, TableCell]:
    """Return how sure the total is and the total, of an answer with one offer; else how many."""
    lang, offers = reading.lang, _offers(found, comparison)
    if len(offers) != 1:
        none = text("view.none", lang)
        many = text("app.offers", lang, count=len(offers)) if offers else none
        return TableCell(text=many), TableCell(text=none)
    offer = offers[0]
    word = certainty_words(offer, lang)
    if offer.totals.nominal_jpy is None:
        word = text("view.not_estimable", lang)
    total = total_cell(offer, total_of(offer, reading), lang)
    return TableCell(text=word), replace(total, note="", kind="money")


def vendor_words(found: Received, comparison: Comparison, lang: Lang) -> str:
    """Return the letters of the offers that a file brought in, and its vendor's name."""
    letters = [look_of(offer).letter for offer in _offers(found, comparison)]
    name = found.vendor or text("view.none", lang)
    return " ".join((*letters, name))


def _coverage(found: Received, comparison: Comparison, lang: Lang) -> str:
    offers = [offer.coverage for offer in _offers(found, comparison)]
    asked = sum(coverage.asked for coverage in offers)
    if not asked:
        return text("view.none", lang)
    return f"{_PERCENT * sum(coverage.answered for coverage in offers) / asked:.1f}%"


def _has_unread(found: Received) -> bool:
    cells = found.response.document.accounting
    return cells is not None and cells.named > 0


def _cells(found: Received, lang: Lang) -> str:
    """Return what became of the cells of a workbook: read, the form's own, named."""
    cells = found.response.document.accounting
    if cells is None:
        return text("view.none", lang)
    facts = {"read": cells.read, "form": cells.form, "named": cells.named}
    return text("view.intake.cells.counts", lang, **facts)


def _counted(counts: Counter[State]) -> dict[str, int]:
    older = counts["older"] + counts["double"]
    return {
        "accepted": counts["accepted"],
        "held": counts["held"],
        "older": older,
        "withdrawn": counts["withdrawn"],
    }


def _issues(found: Received, evaluation: Evaluation) -> tuple[Issue, ...]:
    """Return everything found in a file, by the comparison as well when it takes part."""
    own = tuple(issue for issue in found.response.issues if issue.code not in _SUPERSEDED)
    if found.state != "accepted":
        return own
    known = set(map(id, evaluation.answers.issues))
    later = (issue for issue in evaluation.costs.issues if issue.document == found.name)
    return (*own, *(issue for issue in later if id(issue) not in known))


def _state(found: Received, lang: Lang) -> str:
    """Return what became of a file, and whether it is late."""
    state = text(f"view.intake.{found.state}", lang)
    is_late = any(issue.code == _LATE for issue in found.response.issues)
    return text("view.intake.state.late", lang, state=state) if is_late else state


def _row(found: Received, evaluation: Evaluation, reading: Reading) -> Row:
    lang, comparison = reading.lang, evaluation.costs
    counts = Counter(issue.severity for issue in _issues(found, evaluation))
    none = text("view.none", lang)
    words = (
        TableCell(text=vendor_words(found, comparison, lang)),
        TableCell(text=none if found.version is None else str(found.version)),
        TableCell(text=_state(found, lang), is_marked=found.state == "held"),
        *_totals(found, comparison, reading),
        TableCell(text=_coverage(found, comparison, lang)),
        TableCell(text=_cells(found, lang), is_marked=_has_unread(found)),
    )
    figures = (TableCell(float(counts[kind])) for kind in ("error", "warning", "note"))
    return Row(found.sha256, found.name, (*words, *figures), "count")


def view_intake(evaluation: Evaluation, reading: Reading, received: Sequence[Received]) -> Table:
    """Return the files: those compared, then those held, older ones and those taken out."""
    comparison, lang = evaluation.costs, reading.lang
    order: tuple[State, ...] = ("accepted", "held", "double", "older", "withdrawn")
    rows = sorted(received, key=lambda found: (order.index(found.state), found.response_id))
    counts = Counter(found.state for found in received)
    return Table(
        key="intake",
        title=text("view.intake.title", lang),
        caption=text(
            "view.intake.caption",
            lang,
            counts=text("view.intake.counts", lang, **_counted(counts)),
            basis=basis_caption(comparison, reading),
        ),
        unit=reading.unit,
        corner=text("view.intake.file", lang),
        columns=tuple(Column(name, text(f"view.intake.{name}", lang)) for name in _COLUMNS),
        rows=tuple(_row(found, evaluation, reading) for found in rows),
        notes=(
            *((text("view.intake.note.held", lang),) if counts["held"] else ()),
            text("view.intake.note.warnings", lang),
        ),
    )
