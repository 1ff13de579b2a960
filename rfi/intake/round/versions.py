"""Two versions of an answer, field by field: rows are matched by their ids, not their indexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rfi.intake.value_paths import is_table, row_ids
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import ITEM, load_fields, titles_by_path
from rfi.schema.issue import pointer_of
from rfi.text.wording import Lang

ChangeKind = Literal["added", "removed", "changed"]
Path = tuple[str | int, ...]
_MONEY = "unit"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference. A row that came or went is one change and holds the whole row.

    Attributes:
        kind: A code of ``change_kinds``.
        pointer: In the new document; in the old one when removed.
        path: The way there by the ids of rows.
        old, new: Values; None where there is none.
        old_unit, new_unit: Unit of a number: the code that its row states, or the schema's unit.
    """

    kind: ChangeKind
    pointer: str
    path: tuple[str, ...]
    old: object
    new: object
    old_unit: str = ""
    new_unit: str = ""

    @property
    def is_row(self) -> bool:
        """Whether a whole row came or went."""
        return self.path[-1].startswith("[")

    def title(self, lang: Lang) -> str:
        """Return the title of the field, from the schema; of a row, that of its table."""
        keys = tuple(ITEM if key.startswith("[") else key for key in self.path)
        titles = titles_by_path("rfi_response")
        while keys and keys not in titles:
            keys = keys[:-1]
        return titles[keys[:-1] if keys and self.is_row else keys][lang]

    def unit_titles(self, lang: Lang) -> tuple[str, str]:
        """Return old and new unit as people read them."""
        units = load_codelist("money_units")
        return units.title(self.old_unit, lang), units.title(self.new_unit, lang)


@cache
def _units() -> Mapping[tuple[str, ...], str]:
    return {field.path: field.unit for field in load_fields("rfi_response") if field.unit}


def _is_same(old: object, new: object) -> bool:
    return old == new and isinstance(old, bool) == isinstance(new, bool)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place in both versions while walking."""

    generic: tuple[str, ...]
    path: tuple[str, ...]
    old_at: Path
    new_at: Path
    # The rows around the place, inner first: a unit may stand in an outer one (tiers).
    old_rows: tuple[Mapping[str, object], ...]
    new_rows: tuple[Mapping[str, object], ...]

    def unit(self, *, is_new: bool) -> str:
        unit = _units().get(self.generic, "")
        rows = self.new_rows if is_new else self.old_rows
        stated = next((str(row[unit]) for row in rows if unit in row), "")
        return stated or ("" if unit == _MONEY else unit)

    def change(self, kind: ChangeKind, old: object, new: object) -> FieldChange:
        at = self.old_at if kind == "removed" else self.new_at
        old_unit = "" if old is None else self.unit(is_new=False)
        new_unit = "" if new is None else self.unit(is_new=True)
        return FieldChange(kind, pointer_of(at), self.path, old, new, old_unit, new_unit)


def _of_tables(
    old: list[Mapping[str, object]], new: list[Mapping[str, object]], place: _Place
) -> Iterator[FieldChange]:
    array = place.generic[-1]
    old_index = {name: at for at, name in enumerate(row_ids(array, old))}
    new_index = {name: at for at, name in enumerate(row_ids(array, new))}
    for name in (*new_index, *(name for name in old_index if name not in new_index)):
        before, after = old_index.get(name), new_index.get(name)
        inner = _Place(
            (*place.generic, ITEM),
            (*place.path, f"[{name}]"),
            place.old_at if before is None else (*place.old_at, before),
            place.new_at if after is None else (*place.new_at, after),
            place.old_rows if before is None else (old[before], *place.old_rows),
            place.new_rows if after is None else (new[after], *place.new_rows),
        )
        if after is None and before is not None:
            yield inner.change("removed", old[before], None)
        elif before is None and after is not None:
            yield inner.change("added", None, new[after])
        elif before is not None and after is not None:
            yield from _changes(old[before], new[after], inner)


def _changes(old: object, new: object, place: _Place) -> Iterator[FieldChange]:
    if _is_same(old, new) and not isinstance(new, list | dict):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in (*new, *(key for key in old if key not in new)):
            inner = _Place(
                (*place.generic, key),
                (*place.path, key),
                (*place.old_at, key),
                (*place.new_at, key),
                place.old_rows,
                place.new_rows,
            )
            yield from _changes(old.get(key), new.get(key), inner)
        return
    array = place.generic[-1] if place.generic else ""
    old_list, new_list = [] if old is None else old, [] if new is None else new
    if is_table(array, old_list) and is_table(array, new_list):
        yield from _of_tables(old_list, new_list, place)  # type: ignore[arg-type]
    elif not _is_same(old, new):
        kind: ChangeKind = "added" if old is None else "removed" if new is None else "changed"
        yield place.change(kind, old, new)


def compare_versions(old: object, new: object) -> tuple[FieldChange, ...]:
    """Return every difference between two versions of an answer, in the order of the new one.

    Rows that only moved are no change. Both may be held answers: any parsed value can be compared.
    """
    return tuple(_changes(old, new, _Place((), (), (), (), (), ())))
