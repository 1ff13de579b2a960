"""指摘事項: everything found in any file, each with its place and what to do next."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import place_words

_COLUMNS = ("severity", "document", "place", "message", "next")
_GRAVITY = ("error", "warning", "note")
_PLACES = 8
# The fact that says of which row a finding is and nothing else of it; so many rows are named.
_ROW, _NAMED = "requirement", 3
# A cell of a sheet, or of a CSV.
_CELL = re.compile(r"(?:.+!)?[A-Z]{1,3}[0-9]+", re.DOTALL)
_LONGEST_LABEL = 40


def _place(issue: Issue, lang: Lang, *, with_pointer: bool) -> str:
    """Return where an issue stands, in titles; the pointer of JSON is for whoever writes it."""
    if issue.is_of_table or not issue.pointer:
        return issue.place(lang)
    words = place_words(issue.pointer, lang)
    if with_pointer:
        words = text("view.place.pointer", lang, words=words, pointer=issue.pointer)
    return "  ".join(filter(None, (issue.origin, words)))


def _row(number: int, issue: Issue, lang: Lang, *, with_pointer: bool) -> Row:
    words = (
        text(f"severity.{issue.severity}", lang),
        issue.document,
        _place(issue, lang, with_pointer=with_pointer),
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


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """Findings that are told at once: those of one cell, or those alike of many.

    Attributes:
        issues: All of them, the gravest first.
        places: Where they stand, each once.
        sentences: (What is wrong, what to do next), each once.
    """

    issues: tuple[Issue, ...]
    places: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]

    @property
    def first(self) -> Issue:
        """The gravest of them."""
        return self.issues[0]

    def places_text(self, lang: Lang, *, in_words: bool = False) -> str:
        """Return the places as a list, the sheet of several cells once; of many how many more.

        In words, a place in JSON is told by the titles of its rows and fields.
        """
        words: list[str] = []
        sheet = ""
        places: Sequence[str] = self.places
        if in_words:
            alike = (_place(issue, lang, with_pointer=False) for issue in self.issues)
            places = tuple(dict.fromkeys(alike))
        for place in places[:_PLACES]:
            home, mark, cell = place.rpartition("!")
            words.append(cell if mark and home == sheet else place)
            sheet = home if mark else ""
        listed = text("list.separator", lang).join(words)
        more = len(self.places) - _PLACES
        return f"{listed} {text('view.issues.more', lang, count=more)}" if more > 0 else listed


def _of_cells(issues: Sequence[Issue], lang: Lang) -> list[list[Issue]]:
    """Return the findings of each cell of a table together; any other stands alone."""
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        is_cell = issue.is_of_table and _CELL.fullmatch(issue.origin) is not None
        key = (issue.document, issue.place(lang)) if is_cell else number
        groups.setdefault(key, []).append(issue)
    return [sorted(found, key=_gravity) for found in groups.values()]


def _of_rows(alike: Sequence[Issue], rows: str) -> Issue:
    """Return what is found alike in several rows as one finding of rows called so."""
    first = alike[0]
    return replace(first, params={**first.params, _ROW: rows}) if _ROW in first.params else first


def _named(alike: Sequence[Issue], lang: Lang) -> str:
    """Return how rows that are found alike are called: the first of them, of many how many more."""
    names = [*dict.fromkeys(str(issue.params.get(_ROW, "")) for issue in alike)]
    listed = text("list.separator", lang).join(names[:_NAMED])
    more = len(names) - _NAMED
    return text("view.issues.rows", lang, rows=listed, count=more) if more > 0 else listed


def _gravity(issue: Issue) -> int:
    return _GRAVITY.index(issue.severity)


def told_together(
    issues: Sequence[Issue], lang: Lang, *, every_place: bool = False
) -> list[ToldTogether]:
    """Return findings as they are told, gravest first: one entry a cell, those alike in one.

    Args:
        issues: All findings.
        lang: Language.
        every_place: Whether those alike at several places stay apart.
    """
    groups: dict[object, list[list[Issue]]] = {}
    for number, found in enumerate(_of_cells(issues, lang)):
        said = tuple((one.severity, _of_rows((one,), "").message(lang)) for one in found)
        key = number if every_place else (found[0].document, said)
        groups.setdefault(key, []).append(found)
    return sorted(
        (_together(found, lang) for found in groups.values()),
        key=lambda group: _gravity(group.first),
    )


def _together(cells: Sequence[Sequence[Issue]], lang: Lang) -> ToldTogether:
    issues = tuple(issue for found in cells for issue in found)
    alike = (_of_rows(found, _named(found, lang)) for found in zip(*cells, strict=True))
    sentences = dict.fromkeys((one.message(lang), one.next_step(lang)) for one in alike)
    places = dict.fromkeys(issue.place(lang) for issue in issues)
    return ToldTogether(issues, tuple(places), tuple(sentences))


def _merged_row(number: int, group: ToldTogether, lang: Lang) -> Row:
    """Return one row for findings that are told at once."""
    first = group.first
    words = (
        text(f"severity.{first.severity}", lang),
        first.document,
        group.places_text(lang, in_words=True),
        text("view.cells", lang, count=len(group.places)),
        "\n".join(dict.fromkeys(message for message, _ in group.sentences)),
        "\n".join(dict.fromkeys(step for _, step in group.sentences)),
    )
    return Row(first.code, str(number), tuple(TableCell(text=word) for word in words), "text")


def _counts_of_all(issues: Sequence[Issue], every: Sequence[Issue], lang: Lang) -> str:
    """Return how many of each severity there are, and which of them are not among those shown."""
    shown = {issue.severity for issue in issues}
    counts = count_issues(every, lang)
    there = {issue.severity for issue in every}
    hidden = [kind for kind in _GRAVITY if kind in there - shown]
    if not hidden:
        return counts
    kinds = text("list.separator", lang).join(text(f"severity.{kind}", lang) for kind in hidden)
    return text("view.issues.hidden", lang, counts=counts, kinds=kinds)


def view_issue_groups(
    issues: Sequence[Issue],
    reading: Reading,
    *,
    every_place: bool = False,
    every: Sequence[Issue] | None = None,
) -> Table:
    """Return the findings a cell a row, those alike in one row unless every place is wanted.

    Args:
        issues: Those shown.
        reading: Language.
        every_place: Whether those alike at several places stay apart.
        every: Those shown and those of severities that are not; None where all are shown.
    """
    lang = reading.lang
    headings = (*_COLUMNS[:3], "count", *_COLUMNS[3:])
    groups = told_together(issues, lang, every_place=every_place)
    return Table(
        key="issues",
        title=text("view.issues.title", lang),
        caption=_counts_of_all(issues, issues if every is None else every, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.issues.{name}", lang)) for name in headings),
        rows=tuple(_merged_row(number, group, lang) for number, group in enumerate(groups, 1)),
    )


def view_issues(issues: Sequence[Issue], reading: Reading, *, with_pointer: bool = True) -> Table:
    """Return one row a finding, in the order found; for a writer of JSON with its pointer."""
    lang = reading.lang
    found = enumerate(issues, start=1)
    return Table(
        key="issues",
        title=text("view.issues.title", lang),
        caption=count_issues(issues, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.issues.{name}", lang)) for name in _COLUMNS),
        rows=tuple(_row(at, one, lang, with_pointer=with_pointer) for at, one in found),
    )
