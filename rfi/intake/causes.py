"""One cause before all that follows from it: an issue that explains others stands in their place.

Whoever gets an answer to another questionnaire, or a form without its hidden lists, is to read one
sentence, not hundreds that are true of every cell and help nobody.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rfi.document.form.marks import FORM, SHEET_TITLES
from rfi.document.form.titles import KINDS
from rfi.intake.value_paths import keys_of
from rfi.schema.issue import Issue, Worded

_SCHEMA = "schema_"
_OTHER, _LISTS, _SHEET = "wrong_questionnaire", "lists_missing", "sheet_missing"
_FORM_TITLE = Worded(SHEET_TITLES[FORM])
# What stood in a list of the form and cannot be read without it; what then looks left out.
_BY_LISTS = frozenset({"symbol_unknown", "unknown_code", "title_unknown"})
_LEFT_OUT = frozenset({"requirements_unanswered", "kpis_unanswered"})


def _of_lists(issue: Issue) -> bool:
    keys = [key for key in keys_of(issue.pointer) if not key.isdecimal()]
    is_coded = issue.code == "schema_pattern" and bool(keys) and keys[-1] in KINDS
    return is_coded or issue.code in _BY_LISTS


def _of_form(issue: Issue) -> bool:
    return issue.code == "schema_required"


def is_cause(issue: Issue) -> bool:
    """Tell whether an error is why its file is held, whatever else is in it."""
    return issue.severity == "error" and issue.code in {_OTHER, _LISTS, _SHEET}


def _in_place_of(
    cause: Issue, issues: Iterable[Issue], follows: Callable[[Issue], bool]
) -> list[Issue]:
    """Return a cause, an error where any followed from it, and what does not follow from it."""
    others = [issue for issue in issues if issue is not cause]
    faults = [issue for issue in others if issue.severity == "error" and follows(issue)]
    if not faults:
        return [*issues]
    left = [issue for issue in others if issue not in faults]
    return [replace(cause, severity="error"), *left]


def _facts(issue: Issue) -> str:
    facts = {key: one for key, one in issue.params.items() if key not in {"pointers", "origins"}}
    return repr(sorted(facts.items(), key=lambda pair: pair[0]))


def told_once(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues of a workbook with each fault of a cell told once.

    One cell may hold what goes for many prices: a term that is said once for all, a date of a row.
    What reading says of it is more than what the schema says of the same cell.
    """
    found = [*issues]
    read = {
        one.origin
        for one in found
        if one.severity == "error" and "!" in one.origin and not one.code.startswith(_SCHEMA)
    }
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for one in found:
        is_fault = one.severity == "error" and "!" in one.origin and one.is_of_table
        if is_fault and one.code.startswith(_SCHEMA) and one.origin in read:
            continue
        key = (one.code, one.origin, _facts(one)) if is_fault else None
        if key is None or key not in seen:
            kept.append(one)
        if key is not None:
            seen.add(key)
    return tuple(kept)


def cause_first(own: Sequence[Issue], issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return the issues of an answer with one cause in place of all that follows from it.

    Args:
        own: What reading and schema found, whatever was asked.
        issues: All of them; those of ``own`` too.
    """
    found = [*issues]
    for issue in issues:
        if issue.code == _OTHER:
            # What another questionnaire asked is not known here: only what the file itself says
            # can still be told of it.
            found = [issue, *own]
    for issue in own:
        if issue.code == _LISTS:
            found = _in_place_of(issue, found, _of_lists)
            if found[0].code == _LISTS:
                found = [one for one in found if one.code not in _LEFT_OUT]
        elif issue.code == _SHEET and issue.params.get("title") == _FORM_TITLE:
            found = _in_place_of(issue, found, _of_form)
    return told_once(found)
