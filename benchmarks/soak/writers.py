"""Many processes edit the same things at once: no edit is lost, every conflict is told.

Promise: trust G5.
"""

import random
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection

from benchmarks.soak.rounds import AT, new_round, opened, processes
from rfi.store.audit.verify import verify
from rfi.store.outcome import Conflict, Done, Refused
from rfi.store.round.act import Signed
from rfi.store.round.notes import edit_note, read_notes, write_note
from rfi.store.round.rounds import export_round

# Few, so that writers meet at them.
_NOTES = 3


@dataclass(slots=True)
class WriterTally:
    """What was found.

    Attributes:
        edits: Edits that were acknowledged.
        lost: Of these the ones that are not in what stands, or not in the audit.
        conflicts: Edits refused because somebody else's came first; each was done again.
        untold: Of these the ones without who, when and what.
        waits: Edits refused because the database was busy for too long; done again as well.
        chain_faults: Of the audit.
    """

    edits: int = 0
    lost: int = 0
    conflicts: int = 0
    untold: int = 0
    waits: int = 0
    chain_faults: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost and every conflict was told."""
        return not (self.lost or self.untold or self.chain_faults)


def write_on(url: str, round_id: str, name: str, count: int, told: Connection) -> None:
    """Add one word after the other to notes that others edit too; tell what happened."""
    chance, store = random.Random(name), opened(url)
    happened: Counter[str] = Counter()
    for number in range(count):
        place = chance.randrange(_NOTES)
        while True:
            found = read_notes(store, round_id, "minute")
            if isinstance(found, Refused):
                happened["waits"] += 1
                continue
            note = found[place]
            text = f"{note.note.text} {name}-{number}"
            made = edit_note(
                store,
                round_id,
                "minute",
                note.position,
                note.version,
                text=text,
                signed=Signed(name, AT),
            )
            if isinstance(made, Done):
                break
            happened["conflicts" if isinstance(made, Conflict) else "waits"] += 1
            if isinstance(made, Conflict):
                is_told = made.by.startswith("w") and made.at == AT and made.act == "minute_edited"
                happened["untold"] += not (is_told and made.found > made.expected)
    told.send(dict(happened))


def write_at_once(url: str, writers: int, count: int) -> WriterTally:
    """Let so many processes make so many edits each, and look at what stands."""
    store, context = opened(url), processes()
    round_id = new_round(store)
    for _ in range(_NOTES):
        write_note(store, round_id, "minute", "page", "start", Signed("w", AT))
    started = []
    for number in range(writers):
        heard, told = context.Pipe(duplex=False)
        process = context.Process(target=write_on, args=(url, round_id, f"w{number}", count, told))
        process.start()
        told.close()
        started.append((process, heard))
    happened: Counter[str] = Counter()
    for process, heard in started:
        happened.update(heard.recv())
        process.join()
    whole, verdict = export_round(store, round_id), verify(store)
    store.close()
    if isinstance(whole, Refused) or isinstance(verdict, Refused):
        return WriterTally(lost=writers * count, chain_faults=1)
    words = {word for note in whole.minutes for word in note.text.split()}
    asked = {f"w{one}-{number}" for one in range(writers) for number in range(count)}
    audited = sum(entry.act == "minute_edited" for entry in whole.entries)
    return WriterTally(
        edits=len(asked),
        lost=max(len(asked - words), len(asked) - audited),
        conflicts=happened["conflicts"],
        untold=happened["untold"],
        waits=happened["waits"],
        chain_faults=len(verdict.faults),
    )
