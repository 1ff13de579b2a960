"""What is left of an answer that breaks its schema, so that rules can be held against the rest.

A vendor who is told of ten faults of form, mends them, and is then told of ten unknown codes has
been asked twice. So what breaks the schema is taken out, field by field and row by row, and what
remains is held against the questionnaire in the same pass. A field of the head that an answer
cannot be without (its version, the vendor's name) has a stand-in there: the schema's own example.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rfi.schema.check import check_schema
from rfi.schema.issue import Issue, pointer_of
from rfi.schema.load import load_schema

# A fault takes out its field, then what cannot be without that field, and so on to the top of an
# answer: there are no more levels than this.
MOST_PASSES = 8
# Keys of the path to an offer, and to a row of one of its lists.
_OFFER_DEPTH, ROW_DEPTH = 2, 4
Path = tuple[str | int, ...]


@dataclass(slots=True)
class SoundPart:
    """The rest of an answer.

    Attributes:
        value: Fits the schema.
        kept: Path of a list that lost rows, as it was → the index that each of its rows had.
        faulty: Rows of the offers out of which something was taken, as they stood, by their paths.
        stand_ins: Fields of the head that are not the vendor's; what is found there is void.
    """

    value: Any
    kept: dict[Path, list[int]] = field(default_factory=dict)
    faulty: dict[Path, Mapping[str, Any]] = field(default_factory=dict)
    stand_ins: set[str] = field(default_factory=set)

    def located(self, issue: Issue) -> Issue:
        """Return an issue of the rest at the places that the whole answer has."""
        pointers = issue.params.get("pointers")
        params = issue.params
        if isinstance(pointers, tuple):
            params = {**params, "pointers": tuple(self._original(str(one)) for one in pointers)}
        return replace(issue, pointer=self._original(issue.pointer), params=params)

    def _original(self, pointer: str) -> str:
        return pointer_of(self.original(path_of(pointer)))

    def original(self, path: Path) -> Path:
        """Return where a place of the rest was in the whole answer."""
        found: list[str | int] = []
        for part in path:
            rows = self.kept.get(tuple(found))
            is_row = rows is not None and isinstance(part, int) and part < len(rows)
            found.append(rows[part] if is_row and rows is not None else part)  # type: ignore[index]
        return tuple(found)

    def here(self, path: Path) -> Path | None:
        """Return where a place of the whole answer is in the rest; None where it was taken out."""
        found: list[str | int] = []
        for depth, part in enumerate(path):
            rows = self.kept.get(path[:depth])
            if rows is None:
                found.append(part)
            elif part in rows:
                found.append(rows.index(part))
            else:
                return None
        return tuple(found)

    def here_of(self, pointers: Iterable[str]) -> dict[str, str]:
        """Return pointer of the whole answer → pointer of the rest, of those that are in both.

        The key of an empty cell is no pointer: it holds as long as no offer was taken out.
        """
        if not self.kept:
            return {pointer: pointer for pointer in pointers}
        found: dict[str, str] = {}
        for pointer in pointers:
            if pointer.startswith("/"):
                here = self.here(path_of(pointer))
                if here is not None:
                    found[pointer] = pointer_of(here)
            elif ("offers",) not in self.kept:
                found[pointer] = pointer
        return found

    def lost(self) -> dict[str, tuple[Mapping[str, Any], ...]]:
        """Return pointer of a list of the rest → its faulty rows as they stood."""
        found: dict[str, tuple[Mapping[str, Any], ...]] = {}
        for path, row in self.faulty.items():
            home = self.here(path[:-1])
            if home is not None:
                found[pointer_of(home)] = (*found.get(pointer_of(home), ()), row)
        return found


def path_of(pointer: str) -> Path:
    """Return the keys and indexes of a JSON pointer; a number is taken for an index.

    >>> path_of("/offers/0/a~1b")
    ('offers', 0, 'a/b')
    """
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def sound_part(draft: object) -> SoundPart | None:
    """Return what is left of an answer without what breaks its schema.

    Returns:
        None when nothing is left: what is wrong or missing cannot be done without.
    """
    if not isinstance(draft, dict):
        return None
    part = SoundPart(copy.deepcopy(draft))
    for _ in range(MOST_PASSES):
        faults = check_schema(part.value, "rfi_response")
        if not faults:
            return part
        missing = [issue for issue in faults if _stand_in(part, issue)]
        culprits = {_culprit(issue) for issue in faults if issue not in missing}
        if () in culprits:
            return None
        _keep_faulty(part, culprits, draft)
        _take_out(part, culprits)
    return None


def _keep_faulty(part: SoundPart, culprits: Iterable[Path], draft: Any) -> None:  # noqa: ANN401
    """Keep the rows of offers that are about to lose something, as they stood."""
    for culprit in culprits:
        path = part.original(culprit)[:ROW_DEPTH]
        if len(path) == ROW_DEPTH and isinstance(path[-1], int):
            row = _at(draft, path)
            part.faulty[path] = row if isinstance(row, Mapping) else {}


def _stand_in(part: SoundPart, issue: Issue) -> bool:
    """Put the schema's example where a field of a head is missing; tell whether there is one.

    The head is that of the answer or of an offer: neither can be without its day of go-live or its
    title, and its prices can be looked at all the same. (An id would be that of another offer.)
    """
    path = path_of(issue.pointer)
    in_offer = path[:1] == ("offers",) and len(path) == _OFFER_DEPTH + 1
    keys = path[_OFFER_DEPTH:] if in_offer and path[-1] != "offer_id" else path
    if issue.code != "schema_required" or any(isinstance(key, int) for key in keys):
        return False
    schema: Any = load_schema("rfi_response")
    for key in path:
        schema = schema["items"] if isinstance(key, int) else schema["properties"][key]
    if "examples" not in schema or schema["type"] in {"array", "object"}:
        return False
    _at(part.value, path[:-1])[path[-1]] = schema["examples"][0]
    part.stand_ins.add(pointer_of(part.original(path)))
    return True


def _culprit(issue: Issue) -> Path:
    """Return what has to go for a fault to be gone: of a missing field, what lacks it."""
    path = path_of(issue.pointer)
    return path[:-1] if issue.code == "schema_required" else path


def _at(value: Any, path: Path) -> Any:  # noqa: ANN401 - any part of an answer
    for part in path:
        value = value[part]
    return value


def _take_out(part: SoundPart, culprits: set[Path]) -> None:
    """Take fields and rows out of an answer, what stands within another culprit with it."""
    outermost = {
        path for path in culprits if not any(path[:depth] in culprits for depth in range(len(path)))
    }
    rows: dict[Path, set[int]] = {}
    for path in outermost:
        home, key = path[:-1], path[-1]
        if isinstance(key, int):
            rows.setdefault(home, set()).add(key)
        else:
            del _at(part.value, home)[key]
    # Lists inside rows go first: their paths are those from before.
    for path in sorted(rows, key=len, reverse=True):
        values, gone = _at(part.value, path), rows[path]
        before = part.kept.get(part.original(path), list(range(len(values))))
        left = [index for index in range(len(values)) if index not in gone]
        part.kept[part.original(path)] = [before[index] for index in left]
        values[:] = [values[index] for index in left]
