"""Answers as they come: accepted, withdrawn, brought back; the newest upload of a version stands.

Letter and colour of an offer are given when an answer with it is first accepted, in the order of
acceptance, and stay with it: a withdrawn offer keeps its own, a late one takes the next.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from rfi.document.grid.clean_text import clean_text
from rfi.intake.round.round import RoundFile
from rfi.store.database.engine import Store
from rfi.store.database.tables import answers, letters
from rfi.store.outcome import Outcome
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.documents import keep_document

STANDING, KEPT, HELD, WITHDRAWN = "standing", "kept", "held", "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says it is, as its reader found it.

    Attributes:
        response_id: The answer; "" when it does not say.
        stated_version: Which version of it; None when it does not say.
        is_held: Whether its errors keep it out of the comparison.
        offer_keys: Its offers in order, as the comparison names them.
    """

    response_id: str
    stated_version: int | None
    is_held: bool
    offer_keys: tuple[str, ...] = ()


def about_answer(sha256: str) -> str:
    """Return how the audit names an answer."""
    return f"answer/{sha256}"


def find_answer(act: Act, sha256: str) -> Row[tuple[object, ...]] | None:
    """Return the row of an answer."""
    wanted = select(answers).where(answers.c.round_id == act.round_id, answers.c.sha256 == sha256)
    return act.connection.execute(wanted).one_or_none()


def _last(act: Act, column: str) -> int:
    wanted = select(func.max(answers.c[column])).where(answers.c.round_id == act.round_id)
    return act.connection.scalar(wanted) or 0


def change_answer(act: Act, row: Row[tuple[object, ...]], **values: object) -> int:
    """Write an answer under its next version, which is returned."""
    here = (answers.c.round_id == act.round_id, answers.c.sha256 == row.sha256)
    act.connection.execute(update(answers).where(*here).values(version=row.version + 1, **values))
    return int(row.version) + 1


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What decides which upload of a version stands.

    Attributes:
        sha256: Digest of the bytes.
        response_id, stated_version, is_held: As in ``Claim``.
        upload: Counts what came in.
        is_withdrawn: Whether it was taken out.
    """

    sha256: str
    response_id: str
    stated_version: int | None
    is_held: bool
    upload: int
    is_withdrawn: bool


def uploaded(row: Row[tuple[Any, ...]]) -> Uploaded:
    """Return what a row of an answer says of its upload."""
    return Uploaded(
        row.sha256,
        row.response_id,
        row.stated_version,
        row.is_held,
        row.upload,
        bool(row.withdrawn_at or row.withdrawn_by),
    )


def states_of(answers_given: Iterable[Uploaded]) -> Mapping[str, str]:
    """Return digest → state of the answers of a round: of each version the newest that counts."""
    states: dict[str, str] = {}
    seen: set[tuple[str, int | None]] = set()
    for one in sorted(answers_given, key=lambda one: one.upload, reverse=True):
        of = (one.response_id, one.stated_version)
        if one.is_withdrawn:
            states[one.sha256] = WITHDRAWN
        elif one.is_held:
            states[one.sha256] = HELD
        else:
            # An answer that does not say which it is stands for itself.
            states[one.sha256] = KEPT if one.response_id and of in seen else STANDING
            seen.add(of)
    return states


def _state(act: Act, sha256: str) -> str:
    wanted = select(answers).where(answers.c.round_id == act.round_id)
    return states_of(map(uploaded, act.connection.execute(wanted)))[sha256]


def give_letters(act: Act, offer_keys: Iterable[str]) -> None:
    """Give the next letters to offers that have none."""
    mine = letters.c.round_id == act.round_id
    given = act.connection.execute(select(letters.c.offer_key, letters.c.place).where(mine)).all()
    known = {row.offer_key for row in given}
    place = max((row.place for row in given), default=-1)
    for key in dict.fromkeys(offer_keys):
        if key not in known:
            place += 1
            values = {"round_id": act.round_id, "offer_key": key, "place": place}
            act.connection.execute(insert(letters).values(values))


def claimed(act: Act, claim: Claim) -> dict[str, object]:
    """Return the columns of a claim; an accepted one gives its offers their letters."""
    if not claim.is_held:
        give_letters(act, claim.offer_keys)
    return {
        "response_id": clean_text(claim.response_id)[0],
        "stated_version": claim.stated_version,
        "is_held": claim.is_held,
    }


def accept_answer(
    store: Store, round_id: str, file: RoundFile, claim: Claim, signed: Signed, *, note: str = ""
) -> Outcome:
    """Take in an answer. Once this is done no end of the process or the machine loses it.

    The same bytes again change nothing (``Done.act`` is ""), unless they were withdrawn or a newer
    upload took their place: then they stand again.
    """

    def work(act: Act) -> Outcome:
        about, row = about_answer(file.sha256), find_answer(act, file.sha256)
        if row is not None:
            if _state(act, file.sha256) in {STANDING, HELD}:
                return act.nothing(about, row.version)
            back = {"withdrawn_at": "", "withdrawn_by": "", "upload": _last(act, "upload") + 1}
            version = change_answer(act, row, **back, **claimed(act, claim))
            return act.done("answer_again", about, version)
        if too_large := keep_document(act.connection, round_id, file):
            return too_large
        values = {
            "round_id": round_id,
            "position": _last(act, "position") + 1,
            "upload": _last(act, "upload") + 1,
            "sha256": file.sha256,
            "name": file.name,
            "received_at": signed.at,
            "received_by": signed.by,
            "note": clean_text(note)[0],
            "withdrawn_at": "",
            "withdrawn_by": "",
            "version": 1,
            **claimed(act, claim),
        }
        act.connection.execute(insert(answers).values(values))
        return act.done("answer_accepted", about, 1, facts={"bytes": len(file.data)})

    return act_on(store, round_id, signed, work)


def edit_answer(
    store: Store,
    round_id: str,
    sha256: str,
    expected: int,
    signed: Signed,
    work: Callable[[Act, Target], Outcome],
) -> Outcome:
    """Run one edit of an answer; as in ``edit_on``."""

    def find(act: Act) -> Target | None:
        row = find_answer(act, sha256)
        return None if row is None else Target(about_answer(sha256), row)

    return edit_on(store, round_id, expected, signed, find, work)


def _edit(
    store: Store, round_id: str, sha256: str, expected: int, signed: Signed, code: str, **to: str
) -> Outcome:
    def work(act: Act, target: Target) -> Outcome:
        if all(getattr(target.row, name) == value for name, value in to.items()):
            return act.nothing(target.about, expected)
        return act.done(code, target.about, change_answer(act, target.row, **to))

    return edit_answer(store, round_id, sha256, expected, signed, work)


def withdraw_answer(
    store: Store, round_id: str, sha256: str, expected: int, signed: Signed
) -> Outcome:
    """Take an answer out; its bytes and its letters stay."""
    to = {"withdrawn_at": signed.at, "withdrawn_by": signed.by}
    return _edit(store, round_id, sha256, expected, signed, "answer_withdrawn", **to)


def restore_answer(
    store: Store, round_id: str, sha256: str, expected: int, signed: Signed
) -> Outcome:
    """Bring a withdrawn answer back, to where it was."""
    to = {"withdrawn_at": "", "withdrawn_by": ""}
    return _edit(store, round_id, sha256, expected, signed, "answer_restored", **to)


def note_answer(
    store: Store, round_id: str, sha256: str, expected: int, note: str, signed: Signed
) -> Outcome:
    """Set the note on an answer."""
    to = clean_text(note)[0]
    return _edit(store, round_id, sha256, expected, signed, "answer_noted", note=to)
