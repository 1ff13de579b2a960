"""A round as one file and back: a zip whose every member is named with its digest."""

from rfi.intake.round.codec import record_of, round_of
from rfi.intake.round.members import (
    MAX_MEMBERS,
    MAX_RECORD_BYTES,
    Format,
    read_members,
    write_members,
)
from rfi.intake.round.record import RecordError, parse_record, write_record
from rfi.intake.round.round import Round, RoundFile
from rfi.schema.issue import Issue

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
_RECORD = "round.json"
_FILES = "files/"


def _is_name(name: str, digest: str) -> bool:
    return name in {_RECORD, _FILES + digest}


ROUND_FORMAT = Format("rfi-round", "1.3.0", _RECORD, MAX_UNPACKED_BYTES, _is_name)


def _contents(current: Round) -> dict[str, bytes]:
    files: tuple[RoundFile, ...] = (
        current.questionnaire,
        current.standard,
        *current.own_assumptions,
        *current.city_files,
        *(answer.file for answer in current.answers),
    )
    return {_FILES + file.sha256: file.data for file in files}


def check_room(current: Round, data: bytes = b"") -> tuple[Issue, ...]:
    """Return what speaks against one more file: a round must stay one that can be read back."""
    contents = _contents(current)
    if len(contents) + 3 > MAX_MEMBERS:
        return (Issue("round_too_many_members", "error", params={"limit": MAX_MEMBERS}),)
    if sum(map(len, contents.values())) + len(data) + 2 * MAX_RECORD_BYTES > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // (1024 * 1024)
        return (Issue("round_too_large", "error", params={"limit": limit}),)
    return ()


def write_round(current: Round) -> bytes:
    """Return a round as one file; the same round gives the same bytes.

    Raises:
        ValueError: it is beyond the bounds; callers ask ``check_room`` before they add a file.
    """
    members = {**_contents(current), _RECORD: write_record(record_of(current))}
    return write_members(members, ROUND_FORMAT)


def read_round(data: bytes) -> tuple[Round | None, tuple[Issue, ...]]:
    """Return (round, issues): the round is None when an issue speaks against the file.

    Nothing is taken by half: a member too many, too few or changed refuses the whole file.
    """
    members, issues = read_members(data, ROUND_FORMAT)
    if issues:
        return None, issues
    by_digest = {name.removeprefix(_FILES): content for name, content in members.items()}
    try:
        return round_of(parse_record(members[_RECORD]), by_digest), ()
    except RecordError as error:
        return None, (error.issue,)
