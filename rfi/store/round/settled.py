"""Suggestions applied to answers, and warnings that a person settled."""

from dataclasses import replace

from rfi.intake.round.codec import applied_of, applied_record, dismissal_of, dismissal_record
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.record import Reader
from rfi.intake.round.round import AppliedSuggestion
from rfi.intake.round.suggestion import Suggestion
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.answers import Claim, change_answer, claimed, edit_answer
from rfi.store.round.records import add_row, replace_row, row_at, rows_of, target_of

APPLIED, DISMISSAL = "applied", "dismissal"


def _take_back(act: Act, sha256: str, pointer: str) -> bool:
    """Take back what was applied at a place of an answer, and tell whether anything was."""
    found = False
    for row in rows_of(act.connection, act.round_id, APPLIED):
        one = applied_of(Reader(row.record, ""))
        at_place = one.answer_sha256 == sha256 and one.suggestion.pointer == pointer
        if at_place and not one.deed.is_undone:
            undone = replace(one, deed=one.deed.undone(by=act.signed.by, at=act.signed.at))
            replace_row(act, row, applied_record(undone))
            found = True
    return found


def apply_suggestion(
    store: Store,
    round_id: str,
    sha256: str,
    expected: int,
    suggestion: Suggestion,
    *,
    claim: Claim,
    signed: Signed,
) -> Outcome:
    """Apply a suggestion to an answer; what stood at its place before is taken back.

    Args:
        store: The store.
        round_id: The round.
        sha256: The answer.
        expected: The version of the answer that was read: the suggestion changes what it says.
        suggestion: What changes.
        claim: What the answer says it is with the suggestion in it.
        signed: Who and when.
    """

    def work(act: Act, target: Target) -> Outcome:
        _take_back(act, sha256, suggestion.pointer)
        stated = (claim.response_id, claim.stated_version)
        made = AppliedSuggestion(sha256, *stated, suggestion, Deed(signed.by, signed.at))
        add_row(act, APPLIED, "", applied_record(made))
        version = change_answer(act, target.row, **claimed(act, claim))
        facts = {"issue_code": suggestion.issue_code}
        return act.done("suggestion_applied", target.about, version, facts=facts)

    return edit_answer(store, round_id, sha256, expected, signed, work)


def undo_suggestion(
    store: Store,
    round_id: str,
    sha256: str,
    expected: int,
    pointer: str,
    *,
    claim: Claim,
    signed: Signed,
) -> Outcome:
    """Take back what was applied at a place; the record stays.

    Args:
        store: The store.
        round_id: The round.
        sha256: The answer.
        expected: The version of the answer that was read.
        pointer: The place.
        claim: What the answer says it is without the suggestion.
        signed: Who and when.
    """

    def work(act: Act, target: Target) -> Outcome:
        if not _take_back(act, sha256, pointer):
            return act.nothing(target.about, expected)
        version = change_answer(act, target.row, **claimed(act, claim))
        return act.done("suggestion_undone", target.about, version)

    return edit_answer(store, round_id, sha256, expected, signed, work)


def dismiss(store: Store, round_id: str, dismissal: Dismissal) -> Outcome:
    """Settle warnings of one kind on one answer; who and when stand in the dismissal.

    Raises:
        ValueError: no reason is given; callers ask for one first.
    """
    if not dismissal.why.strip():
        message = "a warning is dismissed with a word of why"
        raise ValueError(message)
    signed = Signed(dismissal.deed.by, dismissal.deed.at)

    def work(act: Act) -> Outcome:
        position = add_row(act, DISMISSAL, "", dismissal_record(dismissal))
        return act.done(
            "warning_dismissed",
            f"{DISMISSAL}/{position}",
            1,
            facts={"issue_code": dismissal.issue_code},
        )

    return act_on(store, round_id, signed, work)


def undo_dismissal(
    store: Store, round_id: str, index: int, expected: int, signed: Signed
) -> Outcome:
    """Take back the dismissal at an index of the round (from 0); the record stays."""

    def work(act: Act, target: Target) -> Outcome:
        one = dismissal_of(Reader(target.row.record, ""))
        if one.deed.is_undone:
            return act.nothing(target.about, expected)
        undone = replace(one, deed=one.deed.undone(by=signed.by, at=signed.at))
        version = replace_row(act, target.row, dismissal_record(undone))
        return act.done("dismissal_undone", target.about, version)

    def find(act: Act) -> Target | None:
        return target_of(row_at(act, DISMISSAL, index + 1))

    return edit_on(store, round_id, expected, signed, find, work)
