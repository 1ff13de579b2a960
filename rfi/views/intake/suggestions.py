"""修正候補: safe values for faults, and those that someone put in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rfi.intake.round.round import AppliedSuggestion
from rfi.intake.round.suggestion import Change, Suggestion
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


def _value(value: object, pointer: str, lang: Lang) -> str:
    """Return a value in words, a code by its name as well."""
    shown = shown_value(value, lang)
    field = field_at(pointer)
    if field is not None and field.codelist and isinstance(value, str):
        title = load_codelist(field.codelist).title(value, lang)
        return text("view.with_note", lang, shown=shown, note=title)
    return shown


def _old_and_new(change: Change, lang: Lang) -> tuple[str, str]:
    """Return both values so that they can be told apart: text from number, code by its name."""
    old, new = shown_value(change.old, lang), _value(change.new, change.pointer, lang)
    if isinstance(change.old, str) and not isinstance(change.new, str):
        old = text("view.suggestions.as_text", lang, value=old)
    return old, new


def _parts(change: Change) -> Iterator[Change]:
    """Yield a change field by field: of a row only what changes in it."""
    if not isinstance(change.new, Mapping):
        yield change
        return
    before = change.old if isinstance(change.old, Mapping) else {}
    for key in dict.fromkeys((*before, *change.new)):
        old, new = before.get(key), change.new.get(key)
        if old != new:
            yield Change(f"{change.pointer}/{key}", old, new)


def _before_and_after(suggestion: Suggestion, lang: Lang) -> tuple[str, str]:
    """Return what stands before and after: the value, or a line for every field that changes."""
    parts = [part for change in suggestion.changes for part in _parts(change)]
    if [part.pointer for part in parts] == [suggestion.pointer]:
        return _old_and_new(parts[0], lang)
    sides: tuple[list[str], list[str]] = ([], [])
    for part in parts:
        row = part.pointer.rpartition("/")[0]
        title = text(
            "view.suggestions.in_row",
            lang,
            row=field_title(row, lang),
            field=field_title(part.pointer, lang),
        )
        for side, value in zip(sides, (part.old, part.new), strict=True):
            if value is not None or part.pointer.startswith(f"{suggestion.pointer}/"):
                words = _value(value, part.pointer, lang)
                side.append(text("view.suggestions.is", lang, field=title, value=words))
    return "\n".join(sides[0]), "\n".join(sides[1])


def _why(suggestion: Suggestion, response: CheckedResponse, lang: Lang) -> str:
    """Return the words of the issue behind a suggestion: of its place, or of a field in it."""
    alike = [issue for issue in response.issues if issue.code == suggestion.issue_code]
    places = (suggestion.pointer, f"{suggestion.pointer}/")
    mine = [one for one in alike if one.pointer == places[0] or one.pointer.startswith(places[1])]
    return mine[0].message(lang) if mine else ""


def view_suggestions(
    suggestions: Sequence[Suggestion], response: CheckedResponse, reading: Reading
) -> Table:
    """Return what may be put in, one place a row, in the order found."""
    lang = reading.lang
    rows = [
        Row(
            one.pointer,
            str(number),
            _words(
                (
                    field_title(one.pointer, lang),
                    response.document.origin_of(one.pointer) or one.pointer,
                    *_before_and_after(one, lang),
                    _why(one, response, lang),
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
            *_before_and_after(one.suggestion, lang),
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
