"""What is left of an answer that breaks its schema, so that rules can be held against the rest.

A vendor who is told of ten faults of form, mends them, and is then told of ten unknown codes has
been asked twice. So what breaks the schema is taken out, field by field and row by row, and what
remains is held against the questionnaire in the same pass. A field of the head that an answer
cannot be without (its version, the vendor's name) has a stand-in there: the schema's own example.
"""

import copy
from dataclasses import dataclass, field, replace
from typing import Any

from rfi.schema.check import check_schema
from rfi.schema.issue import Issue, pointer_of
from rfi.schema.load import load_schema

# A fault takes out its field, then what cannot be without that field, and so on to the top of an
# answer: there are no more levels than this.
MOST_PASSES = 8
Path = tuple[str | int, ...]


@dataclass(slots=True)
class SoundPart:
    """The rest of an answer.

    Attributes:
        value: Fits the schema.
        kept: Path of a list that lost rows, as it was → the index that each of its rows had.
        stand_ins: Fields of the head that are not the vendor's; what is found there is void.
    """

    value: Any
    kept: dict[Path, list[int]] = field(default_factory=dict)
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
        _take_out(part, culprits)
    return None


def _stand_in(part: SoundPart, issue: Issue) -> bool:
    """Put the schema's example where a field of the head is missing; tell whether there is one."""
    path = path_of(issue.pointer)
    if issue.code != "schema_required" or any(isinstance(key, int) for key in path):
        return False
    schema: Any = load_schema("rfi_response")
    for key in path:
        schema = schema["properties"][key]
    if "examples" not in schema or schema["type"] in {"array", "object"}:
        return False
    _at(part.value, path[:-1])[path[-1]] = schema["examples"][0]
    part.stand_ins.add(issue.pointer)
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
