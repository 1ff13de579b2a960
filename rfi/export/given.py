"""Everything that a file which goes out is written from."""

from dataclasses import dataclass

from rfi.evaluation.evaluation import Evaluation
from rfi.export.imprint import NO_IMPRINT, Imprint
from rfi.intake.query.queries import Query
from rfi.store.round.notes import Note
from rfi.views.look.reading import Reading


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a meeting pinned.

    Attributes:
        evaluation: The round under the conditions that were pinned.
        changed: Names of the conditions that differ now, as ``chosen_steps`` has them.
    """

    evaluation: Evaluation
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a file is written from.

    Attributes:
        evaluation: What was found, of the offers shown, by name or not.
        reading: Language, unit and tax basis.
        imprint: Number, day and end of the audit.
        views: Of the running order of the meeting; empty for the standard order.
        base: What the meeting pinned; None where there was none.
        minutes: What the meetings kept, in the order written.
        title: Of the round, for the minutes; it may be any name.
        queries: Put to the vendors.
    """

    evaluation: Evaluation
    reading: Reading
    imprint: Imprint = NO_IMPRINT
    views: tuple[str, ...] = ()
    base: Baseline | None = None
    minutes: tuple[Note, ...] = ()
    title: str = ""
    queries: tuple[Query, ...] = ()
