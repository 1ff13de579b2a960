"""A round begun: from dropped files, from the sample, from an older one, from an exported one."""

import json
from collections.abc import Sequence
from datetime import date

from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.cache import read_part
from rfi.app.session.door import through
from rfi.app.session.sample_round import STANDARD_SET, sample_round
from rfi.app.session.session import signed
from rfi.intake.authoring.standard import blank_questionnaire
from rfi.intake.round.file import read_round
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.schema.issue import Issue
from rfi.store.outcome import Conflict, Done, Outcome, Refused
from rfi.store.round.reading import StoredRound
from rfi.store.round.rounds import create_round, import_round, list_rounds
from rfi.store.round.whole_file import read_whole
from rfi.text.wording import Lang, text

# The id of the round that was begun, or why none was.
Started = str | tuple[Issue, ...]
_ASKED = "questionnaire"


def _started(outcome: Outcome) -> Started:
    """Return the id of the round that was made, or why none was."""
    if isinstance(outcome, Done):
        return outcome.about.removeprefix("round/")
    return (outcome.issue,) if isinstance(outcome, Conflict) else outcome.issues


def _faults(current: Round) -> tuple[Issue, ...]:
    """Return what keeps questionnaire or assumptions of a round from being worked with."""
    found = [
        (read_part(current.questionnaire, _ASKED), _ASKED),
        *(
            (read_part(file, "assumption_set"), "assumption_set")
            for file in (current.standard, *current.own_assumptions)
        ),
    ]
    issues = [
        issue
        for document, kind in found
        if document.is_held or document.kind != kind
        for issue in document.issues
    ]
    is_foreign = any(document.kind != kind for document, kind in found)
    return tuple(issues) or ((Issue("round_foreign", "error"),) if is_foreign else ())


def _create(title: str, current: Round) -> Started:
    if faults := _faults(current):
        return faults
    claims = claims_of(current)
    return _started(
        through("rounds", lambda store, signed: create_round(store, title, current, signed, claims))
    )


def _title_of(current: Round) -> str:
    value = read_part(current.questionnaire, _ASKED).value
    return str(value["title"]) if value else ""


def _from_file(file: RoundFile) -> Started:
    """Put in a round that was exported from here, or saved by an earlier version."""
    whole = read_whole(file.data)
    if not isinstance(whole, Refused):
        return _faults(whole.round) or _started(
            through("rounds", lambda store, signed: import_round(store, whole, signed))
        )
    earlier, issues = read_round(file.data)
    if earlier is not None:
        return _faults(earlier) or _create(_title_of(earlier), earlier)
    is_ours = any(issue.code == "round_foreign" for issue in issues)
    return whole.issues if is_ours else issues


def _from_files(files: Sequence[RoundFile]) -> Started:
    """Begin a round from a questionnaire; answers dropped with it are taken in at once.

    The questionnaire is found by what it says it is, whatever its name.
    """
    asked = [file for file in files if _says_questionnaire(file)]
    if len(asked) != 1:
        return (Issue("round_start_many" if asked else "round_start_none", "error"),)
    who = signed()
    answers = tuple(Answer(file, who.at, who.by) for file in files if file is not asked[0])
    current = Round(asked[0], _standard(), answers=answers)
    return _faults(current) or _create(_title_of(current), current)


def _standard() -> RoundFile:
    return RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes())


def _says_questionnaire(file: RoundFile) -> bool:
    document = read_part(file, "")
    return document.kind == _ASKED


def start_round(files: Sequence[RoundFile]) -> Started:
    """Begin a round from dropped files: an exported round, or a questionnaire with answers."""
    zipped = [file for file in files if file.name.lower().endswith(".zip")]
    if not zipped:
        return _from_files(files)
    if len(files) > 1:
        return (Issue("round_start_mixed", "error"),)
    return _from_file(zipped[0])


def start_from_older(older: StoredRound, lang: Lang) -> Started:
    """Begin a round with what was asked and assumed in an older one, without its answers."""
    before = older.round
    current = Round(
        before.questionnaire,
        before.standard,
        own_assumptions=before.own_assumptions,
        city_files=before.city_files,
    )
    return _create(text("app.rounds.copy_of", lang, title=older.title), current)


def _untouched(title: str) -> Started | None:
    """Return the round of this title that nobody has changed, or why none can be looked for."""
    known = through("list", lambda store, _: list_rounds(store))
    if isinstance(known, Refused):
        return known.issues
    fresh = (one for one in known if one.title == title and one.revision == 1)
    found = next((one for one in fresh if not one.archived_at), None)
    return found.round_id if found else None


def start_sample(lang: Lang) -> Started:
    """Return the sample round: one that nobody has changed, else a new one."""
    title = text("app.rounds.sample.title", lang)
    return _untouched(title) or _create(title, sample_round())


def start_blank(lang: Lang) -> Started:
    """Return a round to write a questionnaire in, from the standard lists."""
    title, standard = text("app.rounds.blank.title", lang), _standard()
    assumed = read_part(standard, "assumption_set").value or {}
    rate = next(one["value"] for one in assumed["values"] if one["key"] == "fx_usd_jpy")
    value = blank_questionnaire(title, date.fromisoformat(signed().at[: len("2026-04-01")]), rate)
    asked = RoundFile(text("app.asked.file", lang), json.dumps(value, ensure_ascii=False).encode())
    return _untouched(title) or _create(title, Round(asked, standard))
