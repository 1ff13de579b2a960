"""修正候補: safe values for faults, and those that someone put in."""

from collections.abc import Iterable, Mapping, Sequence

from rfi.intake.round.round import AppliedSuggestion
from rfi.intake.round.suggestion import Suggestion
from rfi.intake.round.suggestions import field_at
from rfi.intake.rules.checked import CheckedResponse
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import is_table_name
from rfi.text.wording import Lang, text
from rfi.views.intake.deeds import deed_words
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import field_title, shown_value

_OPEN = ("field", "place", "old", "new", "why")
_APPLIED = ("field", "place", "old", "new", "by", "at", "state")


def _columns(names: Iterable[str], lang: Lang) -> tuple[Column, ...]:
    return tuple(Column(name, text(f"view.suggestions.{name}", lang)) for name in names)


def _words(words: Iterable[str]) -> tuple[TableCell, ...]:
    return tuple(TableCell(text=word) for word in words)


def _old_and_new(one: Suggestion, lang: Lang) -> tuple[str, str]:
    """Return both values so that they can be told apart: text from number, code by its name."""
    old, new = shown_value(one.old, lang), shown_value(one.new, lang)
    if isinstance(one.old, str) and not isinstance(one.new, str):
        old = text("view.suggestions.as_text", lang, value=old)
    field = field_at(one.pointer)
    if field is not None and field.codelist and isinstance(one.new, str):
        title = load_codelist(field.codelist).title(one.new, lang)
        new = text("view.with_note", lang, shown=new, note=title)
    return old, new


def view_suggestions(
    suggestions: Sequence[Suggestion], response: CheckedResponse, reading: Reading
) -> Table:
    """Return what may be put in, one place a row, in the order found."""
    lang = reading.lang
    why = {(issue.pointer, issue.code): issue.message(lang) for issue in response.issues}
    rows = [
        Row(
            one.pointer,
            str(number),
            _words(
                (
                    field_title(one.pointer, lang),
                    response.document.origin_of(one.pointer) or one.pointer,
                    *_old_and_new(one, lang),
                    why.get((one.pointer, one.issue_code), ""),
                )
            ),
            "text",
        )
        for number, one in enumerate(suggestions, start=1)
    ]
    return Table(
        key="suggestions",
        title=text("view.suggestions.title", lang),
        caption=text("view.suggestions.caption", lang, count=len(rows)),
        corner=text("view.issues.corner", lang),
        columns=_columns(_OPEN, lang),
        rows=tuple(rows),
    )


def view_applied(
    applied: Sequence[AppliedSuggestion], names: Mapping[str, str], reading: Reading
) -> Table:
    """Return every value that was put in, those taken back too.

    Args:
        applied: In the order applied.
        names: Digest of an answer → name of its file.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    rows = []
    for one in applied:
        name = names.get(one.answer_sha256, "")
        words = (
            field_title(one.suggestion.pointer, lang),
            "" if is_table_name(name) else one.suggestion.pointer,
            *_old_and_new(one.suggestion, lang),
            *deed_words(one.deed, lang),
        )
        rows.append(Row(one.suggestion.pointer, name, _words(words), "text"))
    return Table(
        key="applied",
        title=text("view.suggestions.applied", lang),
        caption=text("view.suggestions.caption", lang, count=len(rows)),
        corner=text("view.intake.file", lang),
        columns=_columns(_APPLIED, lang),
        rows=tuple(rows),
    )
