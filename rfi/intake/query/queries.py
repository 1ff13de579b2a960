"""照会: questions to a vendor, drafted from issues or written by hand, and what became of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from rfi.document.grid.clean_text import clean_text
from rfi.intake.value_paths import stable_path
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, has_text, text

QueryStatus = Literal["open", "answered", "withdrawn"]
# Places written out in the text of one question; the others are counted.
MAX_PLACES_SHOWN = 30


def clean_fields(value: object) -> None:
    """Take the characters that no file may hold out of every text of a frozen value."""
    for field in fields(value):  # type: ignore[arg-type]  # called from dataclasses only
        content = getattr(value, field.name)
        if isinstance(content, str):
            object.__setattr__(value, field.name, clean_text(content)[0])


@dataclass(frozen=True, slots=True)
class QueryPlace:
    """One place that a question is about.

    Attributes:
        pointer: JSON pointer.
        origin: Cell or line of the file; "" when the pointer is all.
    """

    pointer: str
    origin: str = ""

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)

    @property
    def shown(self) -> str:
        """The place as the vendor finds it."""
        return self.origin or self.pointer


@dataclass(frozen=True, slots=True)
class QueryDraft:
    """A question before it has a number."""

    response_id: str
    text: str
    issue_code: str = ""
    places: tuple[QueryPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One numbered question.

    Attributes:
        number: Such as A-001; never given twice.
        response_id: The answer it is about, in all its versions.
        text: The question.
        issue_code: Kind of issue it was drafted from; "" when written by hand.
        places: What it is about.
        status: A code of ``query_statuses``.
        reply: What the vendor wrote.
        asked_at: When it was added, as the caller says it.
        answered_version: Version of the answer that settled it; None while open.
    """

    number: str
    response_id: str
    text: str
    issue_code: str = ""
    places: tuple[QueryPlace, ...] = ()
    status: QueryStatus = "open"
    reply: str = ""
    asked_at: str = ""
    answered_version: int | None = None

    def __post_init__(self) -> None:
        """Clean the texts."""
        clean_fields(self)


def count_open(queries: Iterable[Query]) -> Mapping[str, int]:
    """Return response id → number of questions without an answer.

    >>> dict(count_open([Query("A-001", "a", "?"), Query("B-001", "b", "?", status="answered")]))
    {'a': 1}
    """
    return Counter(query.response_id for query in queries if query.status == "open")


def next_number(queries: Iterable[Query], prefix: str) -> str:
    """Return the next free number of a prefix; withdrawn questions keep theirs.

    >>> next_number([Query("A-009", "a", "?")], "A"), next_number([], "B")
    ('A-010', 'B-001')
    """
    used = [0]
    for query in queries:
        head, _, tail = query.number.rpartition("-")
        if head == prefix and tail.isdecimal():
            used.append(int(tail))
    return f"{prefix}-{max(used) + 1:03d}"


def _worded(value: object, lang: Lang) -> object:
    if isinstance(value, tuple):
        return text("list.separator", lang).join(str(_worded(part, lang)) for part in value)
    return value.title(lang) if isinstance(value, Coded) else value


def _fact(issue: Issue, lang: Lang) -> str:
    """Return what is said of one place: the kind's own wording, or the issue's message.

    Kinds found by holding an answer against others have their own, which names no other's figure.
    """
    key = f"query.{issue.code}.place"
    if not has_text(key):
        return issue.message(lang)
    return text(key, lang, **{name: _worded(value, lang) for name, value in issue.params.items()})


def places_of(issue: Issue) -> tuple[QueryPlace, ...]:
    """Return every place of an issue: a grouped one keeps them as facts."""
    pointers, origins = issue.params.get("pointers"), issue.params.get("origins")
    if isinstance(pointers, tuple) and isinstance(origins, tuple):
        return tuple(
            QueryPlace(str(pointer), str(origin))
            for pointer, origin in zip(pointers, origins, strict=True)
        )
    return (QueryPlace(issue.pointer, issue.origin),)


def _draft(response_id: str, code: str, issues: list[Issue], lang: Lang) -> QueryDraft:
    places = dict.fromkeys(place for issue in issues for place in places_of(issue))
    key = f"query.{code}" if has_text(f"query.{code}") else "query.generic"
    lines = [text(key, lang, count=len(places))]
    for issue in issues[:MAX_PLACES_SHOWN]:
        where = issue.origin or issue.pointer
        where = issue.place(lang) if issue.is_of_table or not where else where
        lines.append(text("query.place", lang, place=where, fact=_fact(issue, lang)))
    if len(issues) > MAX_PLACES_SHOWN:
        lines.append(text("query.more", lang, count=len(issues) - MAX_PLACES_SHOWN))
    return QueryDraft(response_id, "\n".join(lines), code, tuple(places))


def draft_queries(
    issues: Iterable[Issue], response_id: str, lang: Lang = "ja"
) -> tuple[QueryDraft, ...]:
    """Return one question for each kind of issue, with all its places.

    Args:
        issues: Of one answer; the caller leaves out what need not be asked.
        response_id: The answer.
        lang: Language of the question.
    """
    kinds: dict[str, list[Issue]] = {}
    for issue in issues:
        kinds.setdefault(issue.code, []).append(issue)
    return tuple(_draft(response_id, code, found, lang) for code, found in kinds.items())


def propose_answered(
    queries: Iterable[Query],
    issues: Iterable[Issue],
    *,
    old_value: object = None,
    new_value: object = None,
) -> tuple[Query, ...]:
    """Return the open questions whose issue a corrected version no longer shows.

    They are proposed, not set: a member of staff decides. Places are matched by the ids of rows,
    so that rows inserted above make nothing look mended.

    Args:
        queries: Questions on one answer.
        issues: Everything found in the corrected version.
        old_value: The version that the questions were drafted from.
        new_value: The corrected version.
    """
    still: dict[str, set[tuple[str, ...]]] = {}
    for issue in issues:
        found = still.setdefault(issue.code, set())
        found.update(stable_path(new_value, place.pointer) for place in places_of(issue))
    return tuple(
        query
        for query in queries
        if query.status == "open"
        and query.issue_code
        and not still.get(query.issue_code, set())
        & {stable_path(old_value, place.pointer) for place in query.places}
    )


def with_query(queries: tuple[Query, ...], number: str, **changes: object) -> tuple[Query, ...]:
    """Return the questions with one of them changed.

    Raises:
        KeyError: no question has that number.
    """
    if all(query.number != number for query in queries):
        raise KeyError(number)
    given: Mapping[str, object] = changes
    return tuple(
        replace(query, **given) if query.number == number else query  # type: ignore[arg-type]
        for query in queries
    )
