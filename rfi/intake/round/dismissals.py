"""確認済み: warnings that a person settled with a word of why; what settles a warning at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rfi.intake.query.queries import Query, places_of
from rfi.intake.query.touched import SettledPlace, is_of_value, place_key, seen_key
from rfi.intake.round.dismissal import Dismissal, DismissedPlace
from rfi.intake.round.reading import ReadAnswer, claim_of
from rfi.intake.round.round import Answer, Round
from rfi.intake.value_paths import PathFinder
from rfi.schema.issue import Issue


def dismissed_places(reading: ReadAnswer, issues: Iterable[Issue]) -> tuple[DismissedPlace, ...]:
    """Return the places of warnings on one answer as a dismissal keeps them.

    Args:
        reading: The answer in which they were found.
        issues: Warnings of one kind.
    """
    value, sha256 = reading.value, reading.document.sha256
    paths = PathFinder(value)
    found = (
        DismissedPlace(seen_key(paths, value, place, sha256), place.shown)
        for issue in issues
        for place in places_of(issue)
    )
    return tuple(dict.fromkeys(found))


def dismiss(current: Round, dismissal: Dismissal) -> Round:
    """Settle warnings of one kind on one answer.

    What a person confirmed is what stood there: where a later version says something else, the
    warning is open again.

    Raises:
        ValueError: no reason is given; callers ask for one first.
    """
    if not dismissal.why.strip():
        message = "a warning is dismissed with a word of why"
        raise ValueError(message)
    return replace(current, dismissals=(*current.dismissals, dismissal))


def undo_dismissal(current: Round, index: int, *, by: str, at: str) -> Round:
    """Take back the dismissal at ``index``; the record stays."""
    dismissals = tuple(
        replace(one, deed=one.deed.undone(by=by, at=at)) if number == index else one
        for number, one in enumerate(current.dismissals)
    )
    return replace(current, dismissals=dismissals)


def _asked_version(
    query: Query, versions: Sequence[tuple[Answer, ReadAnswer]]
) -> tuple[Answer, ReadAnswer] | None:
    """Return the version that a question was asked about: the newest that had come by then."""
    if not versions:
        return None
    earlier = [one for one in versions if one[0].received_at <= query.asked_at]
    return earlier[-1] if earlier else versions[0]


def _of_queries(
    queries: Iterable[Query], read: Mapping[str, Sequence[tuple[Answer, ReadAnswer]]]
) -> Iterator[SettledPlace]:
    for query in queries:
        asked = _asked_version(query, read.get(query.response_id, ()))
        if query.status == "open" or not query.issue_code or asked is None:
            continue
        paths = PathFinder(asked[1].value)
        for place in query.places:
            if is_of_value(place):
                yield query.response_id, query.issue_code, place_key(paths, place)
                continue
            # What was not read may be something else in a later file: the question settles it in
            # the file that it was asked about, and in the one that answered it.
            for _, reading in read.get(query.response_id, ()):
                version = claim_of(reading.value)[1]
                if version in {claim_of(asked[1].value)[1], query.answered_version}:
                    own = PathFinder(reading.value)
                    key = seen_key(own, reading.value, place, reading.document.sha256)
                    yield query.response_id, query.issue_code, key


def settled_places(current: Round, read: Mapping[str, ReadAnswer]) -> frozenset[SettledPlace]:
    """Return the places whose warnings leave nothing open.

    A question about them was answered or withdrawn, or a person dismissed them.

    Args:
        current: The round.
        read: Digest → answer as read.
    """
    versions: dict[str, list[tuple[Answer, ReadAnswer]]] = {}
    for answer in current.answers:
        reading = read[answer.file.sha256]
        versions.setdefault(claim_of(reading.value)[0], []).append((answer, reading))
    for found in versions.values():
        found.sort(key=lambda one: one[0].received_at)
    dismissed = (
        (one.response_id, one.issue_code, place.key)
        for one in current.dismissals
        if not one.deed.is_undone
        for place in one.places
    )
    return frozenset((*_of_queries(current.queries, versions), *dismissed))
