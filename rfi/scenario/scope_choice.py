"""What of a questionnaire is compared: businesses × items, as chosen and as cells (method §2)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """A choice of cells; None in any part is everything.

    Attributes:
        businesses, items: Codes of the questionnaire.
        phases: Codes of ``phases``: items of other phases are left out.
        cells: These cells alone, within the parts above.
        excluded_cells: Cells left out of what is chosen otherwise.
    """

    businesses: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None
    phases: tuple[str, ...] | None = None
    cells: tuple[CostCell, ...] | None = None
    excluded_cells: tuple[CostCell, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether nothing is left out."""
        return self == EVERYTHING


EVERYTHING = ScopeChoice()


def _codes(value: Mapping[str, Any], key: str) -> tuple[str, ...] | None:
    return tuple(value[key]) if key in value else None


def _cells(value: Mapping[str, Any], key: str) -> tuple[CostCell, ...] | None:
    if key not in value:
        return None
    return tuple((row["business"], row["item"]) for row in value[key])


def scope_choice_of(value: Mapping[str, Any]) -> ScopeChoice:
    """Return the choice that a valid scope (a document, or the part of one) describes."""
    return ScopeChoice(
        businesses=_codes(value, "businesses"),
        items=_codes(value, "items"),
        phases=_codes(value, "phases"),
        cells=_cells(value, "cells"),
        excluded_cells=_cells(value, "excluded_cells") or (),
    )


def scope_record(choice: ScopeChoice) -> dict[str, Any]:
    """Return the part of a document that ``scope_choice_of`` reads back; empty for everything."""
    lists = {"businesses": choice.businesses, "items": choice.items, "phases": choice.phases}
    record: dict[str, Any] = {key: list(codes) for key, codes in lists.items() if codes}
    cells = {"cells": choice.cells, "excluded_cells": choice.excluded_cells}
    for key, chosen in cells.items():
        if chosen:
            record[key] = [{"business": business, "item": item} for business, item in chosen]
    return record


def chosen_businesses(choice: ScopeChoice, asked: Questionnaire) -> tuple[str, ...]:
    """Return the businesses chosen, in the order asked."""
    wanted = choice.businesses
    return tuple(code for code in asked.businesses if wanted is None or code in wanted)


def chosen_items(choice: ScopeChoice, asked: Questionnaire) -> tuple[str, ...]:
    """Return the items chosen, by name or by phase, in the order asked."""
    return tuple(
        code
        for code in asked.items
        if (choice.items is None or code in choice.items)
        and (choice.phases is None or asked.phases[code] in choice.phases)
    )


def cells_of(choice: ScopeChoice, asked: Questionnaire) -> frozenset[CostCell] | None:
    """Return the cells in scope, None for all of them; codes that are not asked name nothing.

    Cells that no scenario asks are among them where business and item are chosen: a price put
    there by a vendor counts as it does in the full scope.
    """
    if choice.is_full:
        return None
    businesses, items = chosen_businesses(choice, asked), chosen_items(choice, asked)
    product = {(business, item) for business in businesses for item in items}
    kept = product if choice.cells is None else product & set(choice.cells)
    kept -= set(choice.excluded_cells)
    is_all = len(kept) == len(asked.businesses) * len(asked.items)
    return None if is_all else frozenset(kept)


def with_chosen(choice: ScopeChoice, asked: Questionnaire, options: Collection[str]) -> ScopeChoice:
    """Return a choice whose items and cells hold the options that were chosen by themselves."""
    if not options:
        return choice
    cells = [cell for cell in asked_in(None, asked) if cell[1] in set(options)]
    names = tuple(item for _, item in cells)
    return replace(
        choice,
        items=None if choice.items is None else (*choice.items, *names),
        cells=None if choice.cells is None else (*choice.cells, *cells),
    )


def asked_in(cells: Iterable[CostCell] | None, asked: Questionnaire) -> frozenset[CostCell]:
    """Return the cells in scope that any scenario asks for."""
    every = frozenset(cell for found in asked.asked.values() for cell in found)
    return every if cells is None else every & frozenset(cells)


def _unknown(choice: ScopeChoice, asked: Questionnaire, pointer: str) -> Iterator[Issue]:
    lists = (
        ("businesses", choice.businesses, asked.businesses),
        ("items", choice.items, asked.items),
    )
    for key, codes, known in lists:
        for index, code in enumerate(codes or ()):
            if code not in known:
                facts = {"given": code}
                yield Issue("scope_unknown_code", "error", f"{pointer}/{key}/{index}", params=facts)
    every = asked_in(None, asked)
    for key, cells in (("cells", choice.cells or ()), ("excluded_cells", choice.excluded_cells)):
        for index, (business, item) in enumerate(cells):
            row = f"{pointer}/{key}/{index}"
            if business not in asked.businesses:
                facts = {"given": business}
                yield Issue("scope_unknown_code", "error", f"{row}/business", params=facts)
            elif item not in asked.items:
                facts = {"given": item}
                yield Issue("scope_unknown_code", "error", f"{row}/item", params=facts)
            elif (business, item) not in every:
                facts = {"business": business, "item": item}
                yield Issue("scope_cell_not_asked", "warning", row, params=facts)


def check_scope(choice: ScopeChoice, asked: Questionnaire, pointer: str = "") -> tuple[Issue, ...]:
    """Return what is wrong with a choice: codes that are not asked, or nothing left to compare."""
    issues = tuple(_unknown(choice, asked, pointer))
    if any(issue.severity == "error" for issue in issues):
        return issues
    if not asked_in(cells_of(choice, asked), asked):
        return (*issues, Issue("scope_empty", "error", pointer))
    return issues
