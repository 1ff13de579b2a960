"""A process that imports is killed at random points: what it acknowledged is there, whole.

Promise: trust G4.
"""

import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import func, select

from benchmarks.soak.rounds import AT, new_round, opened, processes
from rfi.intake.round.round import RoundFile
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store
from rfi.store.database.tables import documents
from rfi.store.outcome import Done, Refused, refused
from rfi.store.round.act import Signed
from rfi.store.round.answers import Claim, accept_answer
from rfi.store.round.whole import WholeRound, taken_out

# Before a kill: fewer imports than this, and then at most so long.
_MOST_BEFORE, _WINDOW_SECONDS = 4, 0.12
_START_SECONDS = 60
_MOST_BYTES = 200_000
# Questionnaire and standard assumptions.
_FILES = 2
_MOST_ANSWERS = 400


@dataclass(slots=True)
class KillTally:
    """What was found after every kill.

    Attributes:
        kills: Processes killed.
        acknowledged: Imports that were acknowledged before.
        unacknowledged: Imports that stand though the kill came before the acknowledgement.
        lost: Acknowledged imports that are not there with their bytes.
        halved: Rounds in which answers, bytes, letters and audit do not belong together.
        chain_faults: Of the audit, at the end.
    """

    kills: int = 0
    acknowledged: int = 0
    unacknowledged: int = 0
    lost: int = 0
    halved: int = 0
    chain_faults: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost or halved."""
        return not (self.lost or self.halved or self.chain_faults)


def import_on(url: str, round_id: str, seed: int, told: Connection) -> None:
    """Import answer after answer and acknowledge each by its digest; the first word is empty."""
    chance, store = random.Random(seed), opened(url)
    told.send_bytes(b"")
    for number in range(_MOST_ANSWERS):
        data = chance.randbytes(chance.randrange(1, _MOST_BYTES))
        file = RoundFile(f"{number}.json", data)
        claim = Claim(f"v{number}", 1, is_held=False, offer_keys=(f"v{number}/A",))
        made = accept_answer(store, round_id, file, claim, Signed("soak", AT))
        if not isinstance(made, Done):
            raise TypeError(made.issue.code)
        told.send_bytes(file.sha256.encode())


def _killed(url: str, round_id: str, seed: int) -> list[str]:
    """Start an import, kill it at a random point, return what it acknowledged."""
    context = processes()
    heard, told = context.Pipe(duplex=False)
    process = context.Process(target=import_on, args=(url, round_id, seed, told))
    process.start()
    told.close()
    if not heard.poll(_START_SECONDS):
        message = "an importing process did not start"
        raise TimeoutError(message)
    heard.recv_bytes()
    chance = random.Random(f"kill {seed}")
    # So many imports first, however slow the machine: some kill always finds one acknowledged.
    acknowledged = [heard.recv_bytes().decode() for _ in range(chance.randrange(_MOST_BEFORE))]
    end = time.perf_counter() + chance.uniform(0, _WINDOW_SECONDS)
    while heard.poll(max(0.0, end - time.perf_counter())):
        acknowledged.append(heard.recv_bytes().decode())
    process.kill()
    process.join()
    while heard.poll():
        try:
            acknowledged.append(heard.recv_bytes().decode())
        except EOFError:
            break
    heard.close()
    process.close()
    return acknowledged


def look_at(store: Store, round_id: str) -> tuple[WholeRound, bool] | Refused:
    """Return a round and whether its answers, bytes, letters and audit entries belong together.

    On one snapshot: a server may still be finishing what a killed process had asked for.
    """

    def work(connection: DatabaseConnection) -> tuple[WholeRound, bool] | Refused:
        whole = taken_out(connection, round_id)
        if whole is None:
            return refused("store_no_round")
        wanted = select(func.count()).where(documents.c.round_id == round_id)
        count = connection.scalar(wanted) or 0
        kept = [answer.file.sha256 for answer in whole.round.answers]
        audited = [entry.about for entry in whole.entries if entry.act == "answer_accepted"]
        is_whole = (
            audited == [f"answer/{sha256}" for sha256 in kept]
            and count == len(kept) + _FILES
            and len(whole.letters) == len(kept) == len(whole.uploads)
        )
        return whole, is_whole

    return store.read(work)


def kill_imports(url: str, count: int, first_seed: int = 0) -> KillTally:
    """Kill so many imports, each into a round of its own, and look at what is left."""
    tally, store = KillTally(), opened(url)
    for seed in range(first_seed, first_seed + count):
        round_id = new_round(store)
        acknowledged = _killed(url, round_id, seed)
        found = look_at(store, round_id)
        tally.kills += 1
        tally.acknowledged += len(acknowledged)
        if isinstance(found, Refused):
            tally.lost += len(acknowledged)
            tally.halved += 1
            continue
        whole, is_whole = found
        kept = {answer.file.sha256 for answer in whole.round.answers}
        tally.lost += len(set(acknowledged) - kept)
        tally.unacknowledged += len(kept - set(acknowledged))
        tally.halved += not is_whole
    verdict = verify(store)
    tally.chain_faults = len(verdict.faults) if isinstance(verdict, Verdict) else 1
    store.close()
    return tally
