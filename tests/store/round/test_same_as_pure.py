"""A random sequence of acts on the store leaves the round that the pure functions make."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rfi.intake.query.queries import QueryDraft
from rfi.intake.round import dismissals as pure_dismissals
from rfi.intake.round import queries as pure_queries
from rfi.intake.round import round as pure
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal
from rfi.intake.round.round import Round, RoundFile
from rfi.intake.round.suggestion import Suggestion
from rfi.store.audit.verify import Verdict, verify
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome
from rfi.store.round import answers, files, queries, settled
from rfi.store.round.act import Signed
from rfi.store.round.reading import StoredRound
from tests.intake.rounds import answer_file, empty_round
from tests.store.stores import SATO, SUZUKI, claim, done, new_round, now_in, store_in

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = tuple(answer_file(f"{name}.json", note=name) for name in "abc")
CITIES = tuple(
    RoundFile(f"{name}.csv", data) for name, data in (("x", b"1"), ("x", b"2"), ("y", b"3"))
)
POINTERS = ("/a", "/b")


class Both:
    """The same acts on a value and on a store."""

    def __init__(self, store: Store) -> None:
        self.store, self.value = store, empty_round()
        self.round_id = new_round(store, self.value)

    @property
    def now(self) -> StoredRound:
        return now_in(self.store, self.round_id)

    def act(self, kind: str, at: int, text: str, signed: Signed) -> None:
        """Do an act where there is something to do it to."""
        act: Callable[[int, str, Signed], tuple[Round, Outcome] | None] = getattr(self, kind)
        if made := act(at, text, signed):
            self.value = made[0]
            done(made[1])

    def accept(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome]:
        file = FILES[at]
        made = pure.add_answer(self.value, file, by=signed.by, at=signed.at, note=text)
        said = claim(f"v{at}")
        return made, answers.accept_answer(self.store, self.round_id, file, said, signed, note=text)

    def of_answer(self, at: int) -> tuple[str, int] | None:
        sha256 = FILES[at].sha256
        versions = {one.sha256: one.version for one in self.now.answers}
        return (sha256, versions[sha256]) if sha256 in versions else None

    def withdraw(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_answer(at)) is None:
            return None
        made = pure.withdraw_answer(self.value, found[0], by=signed.by, at=signed.at)
        return made, answers.withdraw_answer(self.store, self.round_id, *found, signed)

    def note(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_answer(at)) is None:
            return None
        made = pure.note_answer(self.value, found[0], text)
        return made, answers.note_answer(self.store, self.round_id, *found, text, signed)

    def apply(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_answer(at)) is None:
            return None
        suggestion = Suggestion(POINTERS[len(text) % 2], None, text, "tax_missing")
        by_at = {"by": signed.by, "at": signed.at}
        made = pure.apply_suggestion(self.value, found[0], suggestion, claim=(f"v{at}", 1), **by_at)
        return made, settled.apply_suggestion(
            self.store, self.round_id, *found, suggestion, claim=claim(f"v{at}"), signed=signed
        )

    def take_back(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_answer(at)) is None:
            return None
        pointer = POINTERS[len(text) % 2]
        made = pure.undo_suggestion(self.value, found[0], pointer, by=signed.by, at=signed.at)
        return made, settled.undo_suggestion(
            self.store, self.round_id, *found, pointer, claim=claim(f"v{at}"), signed=signed
        )

    def ask(self, _: int, text: str, signed: Signed) -> tuple[Round, Outcome]:
        draft = QueryDraft("v0", text, "", ())
        made = pure_queries.add_query(self.value, draft, prefix="A", at=signed.at)
        return made, queries.add_query(self.store, self.round_id, draft, "A", signed)

    def of_query(self, at: int) -> tuple[str, int] | None:
        return dict(enumerate(self.now.queries.items())).get(at)

    def reword(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_query(at)) is None:
            return None
        made = pure_queries.edit_query(self.value, found[0], text)
        return made, queries.edit_query(self.store, self.round_id, *found, text, signed)

    def reply(self, at: int, text: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_query(at)) is None:
            return None
        made = pure_queries.record_reply(self.value, found[0], text)
        return made, queries.record_reply(self.store, self.round_id, *found, text, signed)

    def close(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_query(at)) is None:
            return None
        made = pure_queries.answer_query(self.value, found[0], version=2)
        return made, queries.close_query(self.store, self.round_id, *found, signed, version=2)

    def drop(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_query(at)) is None:
            return None
        made = pure_queries.withdraw_query(self.value, found[0])
        return made, queries.withdraw_query(self.store, self.round_id, *found, signed)

    def reopen(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        if (found := self.of_query(at)) is None:
            return None
        made = pure_queries.reopen_query(self.value, found[0])
        return made, queries.reopen_query(self.store, self.round_id, *found, signed)

    def dismiss(self, _: int, text: str, signed: Signed) -> tuple[Round, Outcome]:
        one = Dismissal("v0", "price_low", text, (), "確認", Deed(signed.by, signed.at))
        made = pure_dismissals.dismiss(self.value, one)
        return made, settled.dismiss(self.store, self.round_id, one)

    def open_again(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        versions = self.now.dismissals
        if at >= len(versions):
            return None
        made = pure_dismissals.undo_dismissal(self.value, at, by=signed.by, at=signed.at)
        return made, settled.undo_dismissal(self.store, self.round_id, at, versions[at], signed)

    def put_city(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome]:
        file, now = CITIES[at], self.now
        there = (one.sha256 for one in now.round.city_files if one.name == file.name)
        expected = next((now.files["city_files", sha256] for sha256 in there), 0)
        made = pure.add_city_file(self.value, file)
        return made, files.put_file(self.store, self.round_id, "city_files", file, expected, signed)

    def remove_city(self, at: int, _: str, signed: Signed) -> tuple[Round, Outcome] | None:
        sha256, now = CITIES[at].sha256, self.now
        if ("city_files", sha256) not in now.files:
            return None
        version = now.files["city_files", sha256]
        made = pure.remove_city_file(self.value, sha256)
        return made, files.remove_file(
            self.store, self.round_id, "city_files", sha256, version, signed
        )


KINDS = (
    *("accept", "withdraw", "note", "apply", "take_back", "ask", "reword", "reply", "close"),
    *("drop", "reopen", "dismiss", "open_again", "put_city", "remove_city"),
)
ACTS = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 2),
    st.text(min_size=1, max_size=5),
    st.sampled_from([SATO, SUZUKI]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTS, min_size=10, max_size=40))
def test_any_sequence_of_acts_leaves_what_the_pure_functions_make(
    acts: list[tuple[str, int, str, Signed]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, store_in(Path(folder)) as store:
        both = Both(store)
        for kind, at, text, signed in acts:
            both.act(kind, at, text, signed)
        assert both.now.round == both.value
        found = verify(store)
        assert isinstance(found, Verdict)
        assert found.faults == ()
