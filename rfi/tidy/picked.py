"""The rows of some offers alone, and the issues that are about them."""

import re
from collections.abc import Collection, Iterable

import numpy as np

from rfi.schema.issue import Issue
from rfi.schema.table_specs import table_specs
from rfi.tidy.tables import Tables

_OFFER = re.compile(r"/offers/([0-9]+)(?:/|$)")


def picked_tables(tables: Tables, places: Collection[int]) -> Tables:
    """Return the tables of the offers at some places; places and positions stay their own.

    Args:
        tables: Of the whole round.
        places: Those of the offers that stay.
    """
    offers = tables["offers"]
    stays = {"offers": np.isin(offers["place"].to_numpy(), list(places))}
    frames = {"offers": offers[stays["offers"]].reset_index(drop=True)}
    table_at = {spec.arrays: spec.name for spec in table_specs()}
    for spec in table_specs():
        if spec.name == "offers":
            continue
        above, frame = table_at[spec.arrays[:-1]], tables[spec.name]
        owner = frame["owner"].to_numpy()
        kept = stays[above][owner]
        number = np.cumsum(stays[above]) - 1
        found = frame[kept].reset_index(drop=True)
        frames[spec.name] = found.assign(owner=number[owner[kept]])
        stays[spec.name] = kept
    return Tables({name: frames[name] for name in tables.frames}, tables.responses, tables.letters)


def issues_of(tables: Tables, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues of answers that are about an offer in the tables, or about its whole file.

    Args:
        tables: Of some offers.
        issues: Of answers.
    """
    offers = tables["offers"]
    shown: dict[str, set[int]] = {}
    for owner, position in zip(offers["owner"].tolist(), offers["position"].tolist(), strict=True):
        shown.setdefault(tables.responses[owner].document.name, set()).add(position)

    def is_shown(issue: Issue) -> bool:
        positions = shown.get(issue.document)
        offer = _OFFER.match(issue.pointer)
        return positions is not None and (offer is None or int(offer[1]) in positions)

    return tuple(filter(is_shown, issues))
