"""Assumptions: every value a comparison uses, with its unit, source and owner.

The code holds no default of its own: values come from an assumption set, from the questionnaire's
reference values, or from the user, and each keeps its source.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import Coded, load_codelist
from rfi.schema.issue import Issue

AssumptionValue = float | int | str | None

# Kinds of the code list ``assumption_keys`` that hold a number; an ``amount`` may be unset.
NUMERIC_KINDS = ("number", "integer", "rate", "share", "amount")
_RATES_FLOOR = -1
# Years that have a consumption tax and can be planned for (bounds of the schemas).
_FISCAL_YEARS = range(1989, 2101)
# What answers may say (bounds of the schemas): a longer window would be laid out month by month.
_MOST_MONTHS, _MOST, _MOST_JPY = 600, 1_000_000_000, 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value with its owner."""

    key: str
    value: AssumptionValue
    unit: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssumptionSet:
    """All assumptions of one comparison, by key.

    Every key of the code list ``assumption_keys`` must be there before figures are computed.
    """

    values: Mapping[str, Assumption]

    def __iter__(self) -> Iterator[Assumption]:
        """Iterate in the order of the code list."""
        return (self.values[key] for key in load_codelist("assumption_keys").codes)

    def number(self, key: str) -> float:
        """Return a numeric assumption.

        Raises:
            TypeError: the assumption is no number (a fault of the program: sets are checked).
        """
        value = self.values[key].value
        if isinstance(value, str) or value is None:
            message = f"assumption {key} is not a number: {value!r}"
            raise TypeError(message)
        return value

    def choice(self, key: str) -> str:
        """Return an assumption that is one of a code list."""
        return str(self.values[key].value)

    def get(self, key: str) -> AssumptionValue:
        """Return the value of ``key``, None when unset."""
        return self.values[key].value

    def only(self, keys: Iterable[str]) -> "AssumptionSet":
        """Return the assumptions named, so that a step can read no other."""
        return AssumptionSet({key: self.values[key] for key in keys})

    def replaced(self, changes: Mapping[str, AssumptionValue], source: str) -> "AssumptionSet":
        """Return a set in which ``changes`` stand, owned by ``source``."""
        changed = dict(self.values)
        for key, value in changes.items():
            changed[key] = replace(changed[key], value=value, source=source, note="")
        return AssumptionSet(changed)

    def owned(self, chosen: Iterable[Assumption]) -> "AssumptionSet":
        """Return a set in which the chosen assumptions stand, each with its own owner."""
        return AssumptionSet({**self.values, **{one.key: one for one in chosen}})


def _fault(kind: str, value: object) -> str:
    """Return the issue code of a value that does not fit its kind, "" when it fits."""
    if kind == "fiscal_year":
        return "" if value is None or value in _FISCAL_YEARS else "assumption_fiscal_year"
    if kind == "amount" and value is None:
        return ""
    if kind not in NUMERIC_KINDS:
        return "" if value in load_codelist(kind).codes else "assumption_not_choice"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "assumption_not_number"
    fits, code = {
        "integer": (value == int(value) and 1 <= value <= _MOST_MONTHS, "assumption_not_integer"),
        "number": (0 < value <= _MOST, "assumption_not_positive"),
        "rate": (_RATES_FLOOR < value <= 1, "assumption_not_rate"),
        "share": (0 <= value <= 1, "assumption_not_share"),
        "amount": (0 <= value <= _MOST_JPY, "assumption_not_amount"),
    }[kind]
    return "" if fits else code


def check_assumption(key: str, value: object, pointer: str = "") -> tuple[Issue, ...]:
    """Return what is wrong with one value: unknown key, or a value that does not fit."""
    row = load_codelist("assumption_keys").rows.get(key)
    if row is None:
        keys = load_codelist("assumption_keys").codes
        return (Issue("assumption_unknown", "error", pointer, params={"key": key, "keys": keys}),)
    code = _fault(row["kind"], value)
    if not code:
        return ()
    choices: tuple[str, ...] = ()
    if code == "assumption_not_choice":
        choices = load_codelist(row["kind"]).codes
    facts = {"key": key, "title": Coded("assumption_keys", key), "given": value, "choices": choices}
    return (Issue(code, "error", pointer, params=facts),)


def assumptions_of(value: Mapping[str, Any]) -> tuple[AssumptionSet, tuple[Issue, ...]]:
    """Return the set that a valid assumption document holds, and what does not fit in it."""
    values: dict[str, Assumption] = {}
    issues: list[Issue] = []
    for index, row in enumerate(value["values"]):
        pointer = f"/values/{index}/value"
        found = check_assumption(row["key"], row["value"], pointer)
        issues.extend(found)
        if row["key"] in values:
            issues.append(Issue("assumption_twice", "error", pointer, params={"key": row["key"]}))
        if not found:
            values[row["key"]] = Assumption(
                row["key"], row["value"], row["unit"], row["source"], row.get("note", "")
            )
    return AssumptionSet(values), tuple(issues)


def merge_assumptions(
    base: AssumptionSet, questionnaire: Questionnaire, own: AssumptionSet | None = None
) -> AssumptionSet:
    """Return ``base``, then the questionnaire's reference rate, then ``own`` over it.

    Raises:
        KeyError: ``base`` lacks a key of the code list (our own file is incomplete).
    """
    merged = {key: base.values[key] for key in load_codelist("assumption_keys").codes}
    reference = questionnaire.value["reference_fx"]
    merged["fx_usd_jpy"] = replace(
        merged["fx_usd_jpy"],
        value=questionnaire.reference_fx_usd_jpy,
        source=reference.get("source", questionnaire.title),
        note=reference.get("on", ""),
    )
    merged.update(own.values if own else {})
    return AssumptionSet(merged)
