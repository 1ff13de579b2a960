"""Everything that belongs to a round as one value: what is put in, taken out and put in again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert

from rfi.intake.layout.codec import layout_record
from rfi.intake.layout.layout import Layout
from rfi.intake.remark.remark import Remark
from rfi.intake.round.codec import applied_record, dismissal_record, query_record
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.scenario.chosen_record import SavedConditions, saved_conditions_record
from rfi.store.audit.chain import Entry, entries_of
from rfi.store.database.tables import answers, audit, documents, files, letters, records
from rfi.store.round.answers import HELD, STANDING, Claim, Uploaded, states_of
from rfi.store.round.conditions import (
    CHOSEN,
    CONDITIONS,
    Choice,
    choice_of,
    choice_record,
    named_conditions,
)
from rfi.store.round.layouts import LAYOUT, layouts_in
from rfi.store.round.notes import HIDDEN, MINUTE, Note, note_record, notes_in
from rfi.store.round.queries import KIND as QUERY
from rfi.store.round.reading import stored_round
from rfi.store.round.records import rows_of
from rfi.store.round.remarks import REMARK, row_record
from rfi.store.round.settled import APPLIED, DISMISSAL


@dataclass(frozen=True, slots=True)
class Upload:
    """What an answer says it is, and which upload it was.

    Attributes:
        claim: As its reader found it; its offers are among the letters.
        number: Counts what came in.
    """

    claim: Claim
    number: int


@dataclass(frozen=True, slots=True)
class WholeRound:
    """A round with all that people did in it.

    Attributes:
        title, archived_at: As people set them.
        round: Everything that came in and everything asked.
        uploads: Digest of an answer → upload.
        letters: Offer keys in the order of their letters and colours.
        choices: Person → what they chose; versions begin anew where it is put in.
        conditions: Conditions saved by name.
        layouts: Layouts kept by name.
        minutes: What meetings kept.
        remarks: What people wrote beside figures.
        hidden: What is masked beside the names in the answers.
        entries: The audit of the round.
    """

    title: str
    round: Round
    archived_at: str = ""
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    letters: tuple[str, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    conditions: tuple[SavedConditions, ...] = ()
    layouts: tuple[Layout, ...] = ()
    minutes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def compared_in(whole: WholeRound) -> tuple[Answer, ...]:
    """Return the answers that count, those that errors hold back among them."""
    given = {answer.file.sha256: answer for answer in whole.round.answers}
    states = states_of(
        Uploaded(
            sha256,
            upload.claim.response_id,
            upload.claim.stated_version,
            upload.claim.is_held,
            upload.number,
            given[sha256].is_withdrawn,
        )
        for sha256, upload in whole.uploads.items()
    )
    counted = {STANDING, HELD}
    return tuple(one for sha256, one in given.items() if states[sha256] in counted)


def uploads_of(current: Round, claims: Mapping[str, Claim]) -> Mapping[str, Upload]:
    """Return the uploads of a round whose answers came in their order.

    Args:
        current: The round.
        claims: Digest → what the answer says; one without stands for itself.
    """
    unknown = Claim("", None, is_held=False)
    return {
        answer.file.sha256: Upload(claims.get(answer.file.sha256, unknown), number)
        for number, answer in enumerate(current.answers, 1)
    }


def letters_of(current: Round, uploads: Mapping[str, Upload]) -> tuple[str, ...]:
    """Return the offers of a round in the order in which its answers were accepted."""
    found = (uploads[answer.file.sha256].claim for answer in current.answers)
    return tuple(dict.fromkeys(key for one in found if not one.is_held for key in one.offer_keys))


def _files_of(current: Round) -> Iterable[tuple[str, int, RoundFile]]:
    yield "questionnaire", 1, current.questionnaire
    yield "standard", 1, current.standard
    for role in ("own_assumptions", "city_files"):
        for position, file in enumerate(getattr(current, role), 1):
            yield role, position, file


def _answer_row(position: int, answer: Answer, upload: Upload) -> dict[str, object]:
    return {
        "position": position,
        "sha256": answer.file.sha256,
        "name": answer.file.name,
        "received_at": answer.received_at,
        "received_by": answer.received_by,
        "note": answer.note,
        "withdrawn_at": answer.withdrawn_at,
        "withdrawn_by": answer.withdrawn_by,
        "response_id": upload.claim.response_id,
        "stated_version": upload.claim.stated_version,
        "is_held": upload.claim.is_held,
        "upload": upload.number,
        "version": 1,
    }


def _records_of(whole: WholeRound) -> Iterable[tuple[str, list[tuple[str, Mapping[str, object]]]]]:
    current = whole.round
    yield QUERY, [(query.number, query_record(query)) for query in current.queries]
    yield APPLIED, [("", applied_record(one)) for one in current.applied]
    yield DISMISSAL, [("", dismissal_record(one)) for one in current.dismissals]
    choices = whole.choices.items()
    yield CHOSEN, [(who, choice_record(one.chosen, one.shown)) for who, one in choices]
    yield CONDITIONS, [(one.name, saved_conditions_record(one)) for one in whole.conditions]
    yield LAYOUT, [(one.name, layout_record(one)) for one in whole.layouts]
    yield MINUTE, [("", note_record(note)) for note in whole.minutes]
    if whole.hidden:
        yield HIDDEN, [(HIDDEN, {"words": list(whole.hidden)})]


def put_in(connection: Connection, round_id: str, whole: WholeRound) -> None:
    """Write everything of a round whose own row is there; versions begin at 1."""
    current, uploads = whole.round, whole.uploads
    named = list(_files_of(current))
    every = [*(file for _, _, file in named), *(answer.file for answer in current.answers)]
    rows = {
        documents: [
            {"sha256": file.sha256, "size": len(file.data), "data": file.data}
            for file in {file.sha256: file for file in every}.values()
        ],
        files: [
            {
                "role": role,
                "position": position,
                "name": file.name,
                "sha256": file.sha256,
                "version": 1,
            }
            for role, position, file in named
        ],
        answers: [
            _answer_row(position, one, uploads[one.file.sha256])
            for position, one in enumerate(current.answers, 1)
        ],
        letters: [{"offer_key": key, "place": place} for place, key in enumerate(whole.letters)],
        records: [
            {"kind": kind, "position": position, "name": name, "record": record, "version": 1}
            for kind, found in _records_of(whole)
            for position, (name, record) in enumerate(found, 1)
        ]
        + [
            # The number of a remark stands in files: it stays.
            {
                "kind": REMARK,
                "position": one.number,
                "name": "",
                "record": row_record(one),
                "version": 1,
            }
            for one in whole.remarks
        ],
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), [{"round_id": round_id, **one} for one in values])
    if whole.entries:
        entries = [{**entry.record, "chain": round_id} for entry in whole.entries]
        connection.execute(insert(audit), entries)


def taken_out(connection: Connection, round_id: str) -> WholeRound | None:
    """Return everything of a round; None when there is none.

    Raises:
        RecordError: what is stored is damaged.
    """
    stored = stored_round(connection, round_id)
    if stored is None:
        return None
    return WholeRound(
        title=stored.title,
        round=stored.round,
        archived_at=stored.archived_at,
        uploads={
            one.sha256: Upload(
                Claim(one.response_id, one.stated_version, is_held=one.is_held), one.upload
            )
            for one in stored.answers
        },
        letters=stored.letters,
        choices={
            row.name: choice_of(row.record).without_own()
            for row in rows_of(connection, round_id, CHOSEN)
        },
        conditions=tuple(one.saved for one in named_conditions(connection, round_id)),
        layouts=tuple(one.layout for one in layouts_in(connection, round_id)),
        minutes=tuple(one.note for one in notes_in(connection, round_id, MINUTE)),
        remarks=tuple(one.remark for one in stored.remarks),
        hidden=stored.hidden.words,
        entries=entries_of(connection, round_id),
    )
