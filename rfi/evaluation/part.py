"""A part of an evaluation: what it is made from, and the only conditions that it may read."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from rfi.compare.round.conditions import Conditions
from rfi.scenario.assumptions import AssumptionSet, AssumptionValue
from rfi.scenario.chosen import Chosen
from rfi.text.wording import Lang

T = TypeVar("T")
_FIELDS = frozenset(field.name for field in fields(Conditions))


class UndeclaredReadError(Exception):
    """A part read a condition that it does not declare: it would be kept when it should not."""


class DeclaredConditions(Conditions):
    """Conditions of which only the declared fields and assumptions can be read."""

    __slots__ = ("_declared",)
    _declared: frozenset[str]

    def moved(self, key: str, value: AssumptionValue) -> "DeclaredConditions":
        """Return the same with one declared assumption at another value."""
        values = object.__getattribute__(self, "assumptions").replaced({key: value}, "")
        return self._with(assumptions=values)

    def without_group(self) -> "DeclaredConditions":
        """Return the same with the city on its own."""
        return self._with(group=(), own_weights=())

    def _with(self, **changes: Any) -> "DeclaredConditions":  # noqa: ANN401 - whatever the field holds
        given: dict[str, Any] = {name: object.__getattribute__(self, name) for name in _FIELDS}
        found = DeclaredConditions(**(given | changes))
        object.__setattr__(found, "_declared", self._declared)
        return found

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - whatever the field holds
        """Return a declared field.

        Raises:
            UndeclaredReadError: the field is not declared.
        """
        if name in _FIELDS and name not in object.__getattribute__(self, "_declared"):
            raise UndeclaredReadError(name)
        return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part.

    Attributes:
        name: What it is called in keys and messages.
        compute: Answers, declared conditions and the parts it uses, in their order → the part.
        reads: Fields of ``Conditions`` it reads besides assumptions.
        assumptions: Keys of the assumptions it reads.
        uses: Parts it is made from; what those read it reads through them.
        moves: Keys of assumptions that it sets itself, over a range: it does not read the value in
            force, and is not made anew when that changes.
        is_key: Whether others that use it are kept by its value rather than by what it reads: for
            a small value that many conditions come to.
    """

    name: str
    compute: Callable[..., T]
    reads: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    uses: "tuple[Part[Any], ...]" = ()
    moves: tuple[str, ...] = ()
    is_key: bool = False

    def declared(self, conditions: Conditions) -> DeclaredConditions:
        """Return the conditions as this part may read them."""
        assumptions = conditions.assumptions.only((*self.assumptions, *self.moves))
        if self.moves:
            # Read before it is set, such a value is a fault that shows.
            assumptions = assumptions.replaced(dict.fromkeys(self.moves), "")
        given = DeclaredConditions(
            scenario_id=conditions.scenario_id,
            assumptions=assumptions,
            scope=conditions.scope,
            city=conditions.city,
            group=conditions.group,
            own_weights=conditions.own_weights,
            expected=conditions.expected,
            inputs=conditions.inputs,
        )
        object.__setattr__(given, "_declared", frozenset((*self.reads, "assumptions")))
        return given

    def own_key(self, keys: Mapping[str, Hashable], assumptions: AssumptionSet) -> Hashable:
        """Return the values of what the part itself declares.

        Args:
            keys: Field of the conditions → what tells its values apart.
            assumptions: In force; one that another owner gives counts as another.
        """
        found = [keys[name] for name in self.reads]
        for key in self.assumptions:
            one = assumptions.values[key]
            # Plain values: a key is hashed often, and the hash of an object takes far longer.
            found += (one.value, one.source, one.note)
        return tuple(found)


def all_reads(part: Part[Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return every field and every assumption that decides a part, through what it uses too."""
    fields_read, keys = set(part.reads), set(part.assumptions)
    for used in part.uses:
        used_fields, used_keys = all_reads(used)
        fields_read |= used_fields
        keys |= used_keys
    return frozenset(fields_read), frozenset(keys)


def keys_of(chosen: Chosen, conditions: Conditions, lang: Lang) -> Mapping[str, Hashable]:
    """Return field of the conditions → what tells its values apart.

    Args:
        chosen: What the conditions were made of.
        conditions: Of a round.
        lang: Language of the source written on estimated figures of cities.
    """
    member = chosen.city if chosen.city and chosen.city.code in chosen.group else None
    return {
        "scenario_id": conditions.scenario_id,
        "city": (chosen.city, lang),
        "group": (chosen.group, member, lang),
        "own_weights": chosen.own_weights,
        "scope": chosen.scope,
        "expected": chosen.expected,
    }
