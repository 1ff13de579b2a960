"""What people choose: each person's own conditions in a round, and conditions saved by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from rfi.document.grid.clean_text import clean_text
from rfi.intake.round.record import Reader
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
)
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome, Refused
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import (
    add_row,
    find_row,
    remove_row,
    replace_row,
    rows_of,
    save_named,
    target_of,
)

CHOSEN, CONDITIONS = "chosen", "conditions"
# What is kept under a name that begins so is for the eyes of its person: it leaves in no file.
OWN = "own."


@dataclass(frozen=True, slots=True)
class Choice:
    """What one person has chosen in a round.

    Attributes:
        chosen: The conditions.
        shown: How they look at it, as the caller names it: tax, unit, page.
    """

    chosen: Chosen = NOTHING_CHOSEN
    shown: Mapping[str, str] = field(default_factory=dict)

    def without_own(self) -> "Choice":
        """Return the choice as it may leave the database, without what is the person's alone."""
        shown = {name: one for name, one in self.shown.items() if not name.startswith(OWN)}
        return replace(self, shown=shown)


@dataclass(frozen=True, slots=True)
class NamedConditions:
    """Conditions saved in a round under a name.

    Attributes:
        saved: Name, note and what was chosen.
        version: Of what stands under the name.
    """

    saved: SavedConditions
    version: int


def choice_record(chosen: Chosen, shown: Mapping[str, str]) -> dict[str, object]:
    """Return what one person has chosen as JSON values."""
    record = saved_conditions_record(SavedConditions(CHOSEN, chosen))
    return {"conditions": record, "shown": dict(shown)}


def choice_of(record: object) -> Choice:
    """Return what a record of a choice says.

    Raises:
        RecordError: it is none of ours.
    """
    reader = Reader(record, "")
    conditions, shown = reader.take("conditions", dict), reader.take("shown", dict)
    reader.close()
    return Choice(saved_conditions_of(conditions)[0].chosen, shown)


def choose(
    store: Store,
    round_id: str,
    chosen: Chosen,
    shown: Mapping[str, str],
    signed: Signed,
) -> Outcome:
    """Keep what a person (``signed.by``) has chosen, at every move: the audit is not told.

    Of two tabs of one person the last one counts.

    Args:
        store: The store.
        round_id: The round.
        chosen: The conditions.
        shown: How they look at it.
        signed: Who and when.
    """
    person = signed.by

    def work(act: Act) -> Outcome:
        row, record = find_row(act, CHOSEN, person), choice_record(chosen, shown)
        about = f"{CHOSEN}/{person}"
        if row is None:
            add_row(act, CHOSEN, person, record)
            return act.kept(about, 1)
        if row.record == record:
            return act.nothing(about, row.version)
        return act.kept(about, replace_row(act, row, record))

    return act_on(store, round_id, signed, work)


def read_choice(store: Store, round_id: str, person: str) -> Choice | Refused:
    """Return what a person has chosen; the choice of nothing before they did."""
    name = clean_text(person)[0]

    def work(connection: Connection) -> Choice:
        rows = (row for row in rows_of(connection, round_id, CHOSEN) if row.name == name)
        return next((choice_of(row.record) for row in rows), Choice())

    return store.read(work)


def save_conditions(
    store: Store, round_id: str, saved: SavedConditions, expected: int, signed: Signed
) -> Outcome:
    """Keep conditions under a name, over what stands there.

    Args:
        store: The store.
        round_id: The round.
        saved: Name, note and what was chosen.
        expected: Version of what stood under the name when it was read; 0 when nothing did.
        signed: Who and when.
    """
    name, record = clean_text(saved.name)[0], saved_conditions_record(saved)

    def work(act: Act) -> Outcome:
        named = {"conditions_id": str(record["conditions_id"])}
        return save_named(
            act, CONDITIONS, name, record, expected, code="conditions_saved", facts=named
        )

    return act_on(store, round_id, signed, work)


def remove_conditions(
    store: Store, round_id: str, name: str, expected: int, signed: Signed
) -> Outcome:
    """Take conditions out of the round."""

    def work(act: Act, target: Target) -> Outcome:
        remove_row(act, target.row)
        return act.done("conditions_removed", target.about, 0, moves=False)

    def find(act: Act) -> Target | None:
        return target_of(find_row(act, CONDITIONS, clean_text(name)[0]))

    return edit_on(store, round_id, expected, signed, find, work)


def named_conditions(connection: Connection, round_id: str) -> tuple[NamedConditions, ...]:
    """Return the conditions saved in a round, in the order first saved."""
    return tuple(
        NamedConditions(saved_conditions_of(row.record)[0], row.version)
        for row in rows_of(connection, round_id, CONDITIONS)
    )


def read_conditions(store: Store, round_id: str) -> tuple[NamedConditions, ...] | Refused:
    """Return the conditions saved in a round, in the order first saved."""
    return store.read(lambda connection: named_conditions(connection, round_id))
