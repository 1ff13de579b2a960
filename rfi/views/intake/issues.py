"""指摘事項: everything found in any file, each with its place and what to do next."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("severity", "document", "place", "message", "next")
_GRAVITY = ("error", "warning", "note")
_PLACES = 3
_LONGEST_LABEL = 40


def _row(number: int, issue: Issue, lang: Lang) -> Row:
    words = (
        text(f"severity.{issue.severity}", lang),
        issue.document,
        issue.place(lang),
        issue.message(lang),
        issue.next_step(lang),
    )
    return Row(issue.code, str(number), tuple(TableCell(text=word) for word in words), "text")


def count_issues(issues: Iterable[Issue], lang: Lang) -> str:
    """Return how many errors, warnings and notes there are, in words."""
    counts = Counter(issue.severity for issue in issues)
    return text(
        "view.issues.counts",
        lang,
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
    )


def kind_label(code: str, issues: Sequence[Issue], lang: Lang) -> str:
    """Return how a kind of issue is named in a picker: its first message, and how many."""
    alike = [issue for issue in issues if issue.code == code]
    words = alike[0].message(lang) if alike else code
    short = words if len(words) <= _LONGEST_LABEL else f"{words[:_LONGEST_LABEL]}…"
    return text("view.issues.kind", lang, words=short, count=len(alike))


def _merged_row(number: int, alike: Sequence[Issue], lang: Lang) -> Row:
    """Return one row for findings of one file that say the same at several places."""
    first = alike[0]
    places = [issue.place(lang) for issue in alike[:_PLACES]]
    if len(alike) > _PLACES:
        places.append(text("view.issues.more", lang, count=len(alike) - _PLACES))
    words = (
        text(f"severity.{first.severity}", lang),
        first.document,
        "\n".join(places),
        text("view.cells", lang, count=len(alike)),
        first.message(lang),
        first.next_step(lang),
    )
    return Row(first.code, str(number), tuple(TableCell(text=word) for word in words), "text")


def view_issue_groups(issues: Sequence[Issue], reading: Reading) -> Table:
    """Return the findings with those alike in one row, gravest first."""
    lang = reading.lang
    groups: dict[tuple[str, str, str], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.severity, issue.document, issue.message(lang)), []).append(issue)
    order = sorted(groups, key=lambda key: _GRAVITY.index(key[0]))
    headings = (*_COLUMNS[:3], "count", *_COLUMNS[3:])
    return Table(
        key="issues",
        title=text("view.issues.title", lang),
        caption=count_issues(issues, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.issues.{name}", lang)) for name in headings),
        rows=tuple(
            _merged_row(number, groups[key], lang) for number, key in enumerate(order, start=1)
        ),
    )


def view_issues(issues: Sequence[Issue], reading: Reading) -> Table:
    """Return one row a finding, in the order found."""
    lang = reading.lang
    return Table(
        key="issues",
        title=text("view.issues.title", lang),
        caption=count_issues(issues, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.issues.{name}", lang)) for name in _COLUMNS),
        rows=tuple(_row(number, issue, lang) for number, issue in enumerate(issues, start=1)),
    )
