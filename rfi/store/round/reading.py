"""A round read back, on one snapshot, with the versions that edits of it must name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Table, bindparam, select

from rfi.intake.round.codec import round_of
from rfi.intake.round.record import RecordError
from rfi.intake.round.round import Round
from rfi.store.database.engine import Store
from rfi.store.database.tables import answers, documents, files, letters, rounds
from rfi.store.outcome import Refused, refused
from rfi.store.round.answers import states_of, uploaded
from rfi.store.round.notes import NOTHING_HIDDEN, StoredHidden, hidden_in
from rfi.store.round.queries import KIND as QUERY
from rfi.store.round.records import rows_of
from rfi.store.round.remarks import StoredRemark, remarks_in
from rfi.store.round.settled import APPLIED, DISMISSAL

# Built once: every run of a page asks it, and to build it takes longer than to run it.
_STATE = select(rounds.c.revision, rounds.c.version).where(rounds.c.id == bindparam("round_id"))


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the store knows of one answer beside the Round.

    Attributes:
        sha256: Names it.
        response_id, stated_version: What the file says it is.
        is_held: Whether its errors kept it out when it was last read.
        upload: Counts what came in; the newest of a version stands.
        state: ``standing``, ``kept`` (a newer upload of the version stands), ``held``,
            ``withdrawn``.
        version: To be named by an edit.
    """

    sha256: str
    response_id: str
    stated_version: int | None
    is_held: bool
    upload: int
    state: str
    version: int


@dataclass(frozen=True, slots=True)
class StoredRound:
    """A round as it stands.

    Attributes:
        round_id: Means nothing.
        title, archived_at: As people set them; "" while it is not archived.
        version: Of title and archiving.
        revision: Same id and revision, same ``round``: what is made from it may be kept by both.
        round: Everything that came in and everything asked.
        answers: In the order of ``round.answers``.
        letters: Offer keys in the order of their letters and colours.
        queries: Number → version.
        dismissals: Versions in the order of ``round.dismissals``.
        files: (role, digest) → version, of assumption sets and files of cities.
        remarks: Beside figures, in the order of their numbers.
        hidden: What is masked beside the names in the answers.
    """

    round_id: str
    title: str
    archived_at: str
    version: int
    revision: int
    round: Round
    answers: tuple[StoredAnswer, ...]
    letters: tuple[str, ...]
    queries: Mapping[str, int]
    dismissals: tuple[int, ...]
    files: Mapping[tuple[str, str], int]
    remarks: tuple[StoredRemark, ...] = ()
    hidden: StoredHidden = NOTHING_HIDDEN

    @property
    def state(self) -> "RoundState":
        """What tells that it is as it was read."""
        return RoundState(self.revision, self.version)

    def answer(self, sha256: str) -> StoredAnswer:
        """Return what is known of an answer.

        Raises:
            KeyError: there is none.
        """
        for found in self.answers:
            if found.sha256 == sha256:
                return found
        raise KeyError(sha256)


def _file(row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {"name": row.name, "sha256": row.sha256}


_ANSWER = ("received_at", "received_by", "note", "withdrawn_at", "withdrawn_by")
_STORED = tuple(name for name in StoredAnswer.__slots__ if name != "state")


def _round_of(
    record: Mapping[str, object], contents: Mapping[str, bytes], used: Iterable[str]
) -> Round:
    made = round_of(record, contents)
    found = {
        made.questionnaire.sha256,
        made.standard.sha256,
        *(file.sha256 for file in (*made.own_assumptions, *made.city_files)),
        *(answer.file.sha256 for answer in made.answers),
    }
    # The digests were taken anew: bytes that changed in the database have another.
    if found != set(used):
        raise RecordError
    return made


def stored_round(connection: Connection, round_id: str) -> StoredRound | None:
    """Return a round as it stands; None when there is none.

    Raises:
        RecordError: what is stored is damaged.
    """
    head = connection.execute(select(rounds).where(rounds.c.id == round_id)).one_or_none()
    if head is None:
        return None

    def rows(table: Table, order: str) -> list[Row[tuple[object, ...]]]:
        wanted = select(table).where(table.c.round_id == round_id).order_by(order)
        return list(connection.execute(wanted))

    contents = {row.sha256: row.data for row in rows(documents, "sha256")}
    by_role: dict[str, list[Row[tuple[object, ...]]]] = {}
    for row in rows(files, "position"):
        by_role.setdefault(row.role, []).append(row)
    if not {"questionnaire", "standard"} <= by_role.keys():
        raise RecordError
    held = rows(answers, "position")
    states = states_of(map(uploaded, held))
    kinds = {kind: rows_of(connection, round_id, kind) for kind in (QUERY, APPLIED, DISMISSAL)}
    record = {
        "questionnaire": _file(by_role["questionnaire"][0]),
        "standard": _file(by_role["standard"][0]),
        "own_assumptions": list(map(_file, by_role.get("own_assumptions", ()))),
        "city_files": list(map(_file, by_role.get("city_files", ()))),
        "answers": [
            {"file": _file(row), **{name: getattr(row, name) for name in _ANSWER}} for row in held
        ],
        "queries": [row.record for row in kinds[QUERY]],
        "applied": [row.record for row in kinds[APPLIED]],
        "dismissals": [row.record for row in kinds[DISMISSAL]],
    }
    every_file = [row for found in by_role.values() for row in found]
    return StoredRound(
        round_id=round_id,
        title=head.title,
        archived_at=head.archived_at,
        version=head.version,
        revision=head.revision,
        round=_round_of(record, contents, (row.sha256 for row in (*every_file, *held))),
        answers=tuple(
            StoredAnswer(state=states[row.sha256], **{name: getattr(row, name) for name in _STORED})
            for row in held
        ),
        letters=tuple(row.offer_key for row in rows(letters, "place")),
        queries={row.name: row.version for row in kinds[QUERY]},
        dismissals=tuple(row.version for row in kinds[DISMISSAL]),
        files={(row.role, row.sha256): row.version for row in every_file},
        remarks=remarks_in(connection, round_id),
        hidden=hidden_in(connection, round_id),
    )


def read_round(store: Store, round_id: str) -> StoredRound | Refused:
    """Return a round as it stands."""
    found = store.read(lambda connection: stored_round(connection, round_id))
    return refused("store_no_round") if found is None else found


@dataclass(frozen=True, slots=True)
class RoundState:
    """Whether a round is as it was: the same id and state, the same ``StoredRound``.

    Attributes:
        revision: Of what is in it.
        version: Of title and archiving.
    """

    revision: int
    version: int


def read_state(store: Store, round_id: str) -> RoundState | Refused:
    """Return the state of a round: one small row, whatever the round holds."""
    given = {"round_id": round_id}
    found = store.read(lambda connection: connection.execute(_STATE, given).one_or_none())
    if isinstance(found, Refused):
        return found
    return refused("store_no_round") if found is None else RoundState(found.revision, found.version)
