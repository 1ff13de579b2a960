"""Layouts kept in a round under a name: what people confirmed of the tables of vendors."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from rfi.document.grid.clean_text import clean_text
from rfi.intake.layout.codec import layout_of, layout_record
from rfi.intake.layout.layout import Layout
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome, Refused, refused
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import (
    find_row,
    remove_row,
    replace_row,
    rows_of,
    save_named,
    target_of,
)

LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class NamedLayout:
    """A layout kept in a round.

    Attributes:
        layout: It; its name is what it is kept under.
        version: Of what stands under the name.
    """

    layout: Layout
    version: int


def save_layout(
    store: Store, round_id: str, layout: Layout, expected: int, signed: Signed
) -> Outcome:
    """Keep a layout under its name, over what stands there.

    Args:
        store: The store.
        round_id: The round.
        layout: The layout.
        expected: Version of what stood under the name when it was read; 0 when nothing did.
        signed: Who and when.
    """
    name, record = clean_text(layout.name)[0], layout_record(layout)

    def work(act: Act) -> Outcome:
        return save_named(act, LAYOUT, name, record, expected, code="layout_saved")

    return act_on(store, round_id, signed, work)


def _find(act: Act, name: str) -> Target | None:
    return target_of(find_row(act, LAYOUT, clean_text(name)[0]))


def rename_layout(
    store: Store, round_id: str, name: str, expected: int, new: str, signed: Signed
) -> Outcome:
    """Give a layout another name; refused where that name is taken."""
    wanted = clean_text(new)[0]

    def work(act: Act, target: Target) -> Outcome:
        if wanted == target.row.name:
            return act.nothing(target.about, target.row.version)
        if find_row(act, LAYOUT, wanted) is not None:
            return refused("layout_name_taken", name=wanted)
        record = layout_record(replace(layout_of(target.row.record), name=wanted))
        version = replace_row(act, target.row, record, wanted)
        return act.done("layout_renamed", target.about, version, moves=False)

    return edit_on(store, round_id, expected, signed, lambda act: _find(act, name), work)


def remove_layout(store: Store, round_id: str, name: str, expected: int, signed: Signed) -> Outcome:
    """Take a layout out of the round; answers that were read under it hold their own."""

    def work(act: Act, target: Target) -> Outcome:
        remove_row(act, target.row)
        return act.done("layout_removed", target.about, 0, moves=False)

    return edit_on(store, round_id, expected, signed, lambda act: _find(act, name), work)


def layouts_in(connection: Connection, round_id: str) -> tuple[NamedLayout, ...]:
    """Return the layouts kept in a round, in the order first kept."""
    return tuple(
        NamedLayout(layout_of(row.record), row.version)
        for row in rows_of(connection, round_id, LAYOUT)
    )


def read_layouts(store: Store, round_id: str) -> tuple[NamedLayout, ...] | Refused:
    """Return the layouts kept in a round, in the order first kept."""
    return store.read(lambda connection: layouts_in(connection, round_id))
