"""A saved round as the input of a command: its files, and all that people decided in it."""

from dataclasses import dataclass
from pathlib import Path

from rfi.cli.gather import Decided, Gathered, UsageError, bytes_of
from rfi.document.grid.clean_text import shown_name
from rfi.document.read import Document, read_document
from rfi.intake.laid.read import read_cities_received
from rfi.intake.remark.remark import Remark
from rfi.intake.round.dismissals import settled_places
from rfi.intake.round.file import MAX_UNPACKED_BYTES, read_round
from rfi.intake.round.reading import read_answers
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.schema.issue import Issue
from rfi.store.outcome import Refused
from rfi.store.round.notes import Note
from rfi.store.round.whole import compared_in
from rfi.store.round.whole_file import read_whole
from rfi.text.wording import Lang, text


def _document(file: RoundFile) -> Document:
    return read_document(file.name, file.data)


@dataclass(frozen=True, slots=True)
class _Saved:
    """A round: the answers in it that count, its offers by their letters, what people wrote."""

    round: Round
    compared: tuple[Answer, ...]
    letters: tuple[str, ...] = ()
    title: str = ""
    minutes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[str, ...] = ()


def _read(data: bytes) -> tuple[_Saved | None, tuple[Issue, ...]]:
    """Return the round of a file that holds one, alone or with all that people did in it."""
    current, issues = read_round(data)
    if current is not None:
        return _Saved(current, current.current_answers), ()
    if [issue.code for issue in issues] != ["round_foreign"]:
        return None, issues
    whole = read_whole(data)
    if not isinstance(whole, Refused):
        people = (whole.title, whole.minutes, whole.remarks, whole.hidden)
        return _Saved(whole.round, compared_in(whole), whole.letters, *people), ()
    foreign = [issue.code for issue in whole.issues] == ["round_foreign"]
    return None, issues if foreign else whole.issues


def gather_round(path: Path, lang: Lang) -> Gathered:
    """Read a saved round as the screen does: withdrawn answers out, applied suggestions in.

    Raises:
        UsageError: there is no such file, or it is no round that can be worked with.
    """
    name = shown_name(path.name)
    saved, issues = _read(bytes_of(path, lang, MAX_UNPACKED_BYTES))
    if saved is None:
        lines = [f"{issue.message(lang)} {issue.next_step(lang)}" for issue in issues]
        raise UsageError("\n".join([text("cli.error.document", lang, name=name), *lines]))
    current = saved.round
    asked, standard = _document(current.questionnaire), _document(current.standard)
    for document, kind in ((asked, "questionnaire"), (standard, "assumption_set")):
        if document.kind != kind or (document is standard and standard.is_held):
            raise UsageError(text("cli.error.kind", lang, name=document.name))
    read = read_answers(current)
    return Gathered(
        questionnaire=asked,
        responses=tuple(read[answer.file.sha256].document for answer in saved.compared),
        assumptions=tuple(map(_document, current.own_assumptions)),
        others=(),
        city_files=tuple(read_cities_received(file.name, file.data) for file in current.city_files),
        decided=Decided(
            standard,
            settled_places(current, read),
            saved.letters,
            saved.title,
            saved.minutes,
            saved.remarks,
            saved.hidden,
        ),
    )
