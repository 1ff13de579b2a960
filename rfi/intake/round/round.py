"""A round: everything that came in and everything asked, as one frozen value.

Who did something and when are arguments; nothing here reads a clock. The bytes of every version
of every answer stay as they came: applied suggestions stand beside them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rfi.document.grid.clean_text import clean_text
from rfi.intake.query.queries import Query, clean_fields
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.names import told_apart
from rfi.intake.round.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class RoundFile:
    """One file.

    Attributes:
        name: File name without folders.
        data: The bytes as they came.
        sha256: Their digest.
    """

    name: str
    data: bytes = field(repr=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Take folders off the name and the digest of the bytes."""
        bare = clean_text(self.name)[0].replace("\\", "/").rsplit("/", 1)[-1]
        object.__setattr__(self, "name", bare)
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())


@dataclass(frozen=True, slots=True)
class Answer:
    """One version of one answer as received.

    Attributes:
        file: The file.
        received_at, received_by: As the caller says it.
        note: Of the staff.
        withdrawn_at, withdrawn_by: "" unless it was taken out; the bytes stay.
    """

    file: RoundFile
    received_at: str = ""
    received_by: str = ""
    note: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken out of the round."""
        return bool(self.withdrawn_at or self.withdrawn_by)


def _named(answer: Answer, name: str) -> Answer:
    if answer.file.name == name:
        return answer
    return replace(answer, file=replace(answer.file, name=name))


@dataclass(frozen=True, slots=True)
class AppliedSuggestion:
    """A suggestion that someone applied to one version of an answer.

    Attributes:
        answer_sha256: Digest of the file.
        response_id, version: What the file says it is.
        suggestion: Place, old and new value, kind of issue.
        deed: Who did so and when, and who took it back.
    """

    answer_sha256: str
    response_id: str
    version: int | None
    suggestion: Suggestion
    deed: Deed

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of answers.

    Attributes:
        questionnaire: What was asked.
        standard: The standard assumption set.
        own_assumptions: Assumption sets that go over it, in order.
        answers: Every version of every answer in the order received, withdrawn ones too; each
            file under a name of its own.
        queries: Every question, withdrawn ones too.
        applied: Every suggestion applied, those taken back too.
        city_files: Files of cities: profiles, and tables of figures and today's costs.
        dismissals: Every warning settled by a person, those taken back too.
    """

    questionnaire: RoundFile
    standard: RoundFile
    own_assumptions: tuple[RoundFile, ...] = ()
    answers: tuple[Answer, ...] = ()
    queries: tuple[Query, ...] = ()
    applied: tuple[AppliedSuggestion, ...] = ()
    city_files: tuple[RoundFile, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()

    def __post_init__(self) -> None:
        """Tell answers apart whose files bear one name."""
        names = told_apart(answer.file.name for answer in self.answers)
        answers = tuple(map(_named, self.answers, names))
        object.__setattr__(self, "answers", answers)

    @property
    def current_answers(self) -> tuple[Answer, ...]:
        """The answers that were not withdrawn."""
        return tuple(answer for answer in self.answers if not answer.is_withdrawn)

    def answer(self, sha256: str) -> Answer:
        """Return the answer with these bytes.

        Raises:
            KeyError: there is none.
        """
        for answer in self.answers:
            if answer.file.sha256 == sha256:
                return answer
        raise KeyError(sha256)

    def suggestions_for(self, sha256: str) -> tuple[AppliedSuggestion, ...]:
        """Return the suggestions in force on one answer, in the order applied."""
        return tuple(
            one for one in self.applied if one.answer_sha256 == sha256 and not one.deed.is_undone
        )


def _with_answer(current: Round, sha256: str, change: Callable[[Answer], Answer]) -> Round:
    current.answer(sha256)
    answers = tuple(
        change(answer) if answer.file.sha256 == sha256 else answer for answer in current.answers
    )
    return replace(current, answers=answers)


def add_answer(current: Round, file: RoundFile, *, by: str, at: str, note: str = "") -> Round:
    """Add an answer; the same bytes again change nothing, or bring a withdrawn one back."""
    if all(answer.file.sha256 != file.sha256 for answer in current.answers):
        return replace(current, answers=(*current.answers, Answer(file, at, by, note)))
    if not current.answer(file.sha256).is_withdrawn:
        return current
    return _with_answer(
        current, file.sha256, lambda answer: replace(answer, withdrawn_at="", withdrawn_by="")
    )


def withdraw_answer(current: Round, sha256: str, *, by: str, at: str) -> Round:
    """Take an answer out; its bytes stay."""
    return _with_answer(
        current, sha256, lambda answer: replace(answer, withdrawn_by=by, withdrawn_at=at)
    )


def note_answer(current: Round, sha256: str, note: str) -> Round:
    """Set the note on an answer."""
    return _with_answer(current, sha256, lambda answer: replace(answer, note=note))


def with_assumptions(current: Round, files: tuple[RoundFile, ...]) -> Round:
    """Set the user's own assumption sets."""
    return replace(current, own_assumptions=files)


def add_city_file(current: Round, file: RoundFile) -> Round:
    """Add a file of cities; the same bytes again change nothing, the same name is replaced."""
    if file in current.city_files:
        return current
    kept = (one for one in current.city_files if file.name != one.name)
    return replace(current, city_files=(*kept, file))


def remove_city_file(current: Round, sha256: str) -> Round:
    """Take a file of cities out."""
    kept = tuple(file for file in current.city_files if file.sha256 != sha256)
    return replace(current, city_files=kept)


def apply_suggestion(
    current: Round,
    sha256: str,
    suggestion: Suggestion,
    *,
    claim: tuple[str, int | None],
    by: str,
    at: str,
) -> Round:
    """Record a suggestion as applied; what stood at its place before is taken back.

    Args:
        current: The round.
        sha256: The answer it is applied to.
        suggestion: What changes.
        claim: Response id and version that the answer states (``claim_of``).
        by: Who applied it.
        at: When.
    """
    current.answer(sha256)
    others = undo_suggestion(current, sha256, suggestion.pointer, by=by, at=at).applied
    made = AppliedSuggestion(sha256, claim[0], claim[1], suggestion, Deed(by, at))
    return replace(current, applied=(*others, made))


def undo_suggestion(current: Round, sha256: str, pointer: str, *, by: str, at: str) -> Round:
    """Take back what was applied at a place; the record stays."""
    applied = tuple(
        replace(one, deed=one.deed.undone(by=by, at=at))
        if one.answer_sha256 == sha256 and one.suggestion.pointer == pointer
        else one
        for one in current.applied
    )
    return replace(current, applied=applied)
