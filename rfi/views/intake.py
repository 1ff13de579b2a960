"""受付: one row an answer, accepted or held, with what was found in it."""

from collections import Counter
from collections.abc import Sequence

from rfi.compare.costs import Comparison
from rfi.intake.checked import CheckedResponse
from rfi.text.wording import Lang, text
from rfi.views.table import Cell, Column, Row, Table

_COLUMNS = ("vendor", "version", "state", "coverage", "error", "warning", "note")
_PERCENT = 100


def _coverage(response: CheckedResponse, comparison: Comparison, lang: Lang) -> str:
    found = []
    if response.value is not None:
        key = f"{response.value['response_id']}:"
        found = [offer.coverage for offer in comparison.offers if offer.offer_key.startswith(key)]
    asked = sum(coverage.asked for coverage in found)
    if not asked:
        return text("view.none", lang)
    return f"{_PERCENT * sum(coverage.answered for coverage in found) / asked:.1f}%"


def _facts(response: CheckedResponse) -> tuple[str, str]:
    value = response.value or response.document.value
    if value is None or "vendor" not in value:
        return "－", "－"
    return str(value["vendor"]["name"]), str(value["version"])


def view_intake(responses: Sequence[CheckedResponse], comparison: Comparison, lang: Lang) -> Table:
    """Return the answers in the order in which they stand."""
    rows = []
    for response in responses:
        counts = Counter(issue.severity for issue in response.issues)
        vendor, version = _facts(response)
        state = "held" if response.is_held else "accepted"
        coverage = _coverage(response, comparison, lang)
        rows.append(
            Row(
                response.document.sha256,
                response.document.name,
                (
                    Cell(text=vendor),
                    Cell(text=version),
                    Cell(text=text(f"view.intake.{state}", lang)),
                    Cell(text=coverage),
                    *(Cell(float(counts[kind])) for kind in ("error", "warning", "note")),
                ),
                "count",
            )
        )
    held = sum(response.is_held for response in responses)
    return Table(
        key="intake",
        title=text("view.intake.title", lang),
        caption=text("view.intake.caption", lang, count=len(responses), held=held),
        corner=text("view.intake.file", lang),
        columns=tuple(Column(name, text(f"view.intake.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        notes=(text("view.intake.note.held", lang),) if held else (),
    )
