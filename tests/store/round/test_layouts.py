"""Layouts kept in a round: saved, renamed, removed, and in conflict like all that people edit."""

from dataclasses import replace
from pathlib import Path

from rfi.intake.layout.layout import Layout, Target
from rfi.intake.mapping.acts import confirm_rest
from rfi.intake.mapping.draft import begin_draft
from rfi.store.audit.chain import entries_of
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Refused
from rfi.store.round.layouts import read_layouts, remove_layout, rename_layout, save_layout
from rfi.store.round.rounds import export_round, import_round
from rfi.store.round.whole import WholeRound
from rfi.store.round.whole_file import read_whole, write_whole
from tests.intake.layout.foreign import ASKED, book, six_totals
from tests.intake.rounds import empty_round
from tests.store.stores import SATO, SUZUKI, done, new_round, store_in

LAYOUT = confirm_rest(begin_draft(book(six_totals), "A社の見積", "layout-1", ASKED)).layout


def kept(store: Store, round_id: str) -> dict[str, Layout]:
    found = read_layouts(store, round_id)
    assert not isinstance(found, Refused)
    return {one.layout.name: one.layout for one in found}


def test_a_layout_is_kept_under_its_name_and_over_what_stood_there(store: Store) -> None:
    made = new_round(store, empty_round())
    done(save_layout(store, made, LAYOUT, 0, SATO))
    assert kept(store, made) == {"A社の見積": LAYOUT}
    assert done(save_layout(store, made, LAYOUT, 1, SATO)).act == ""
    table = replace(LAYOUT.tables[0], targets={("研修",): Target("item", "I08")})
    changed = replace(LAYOUT, tables=(table,))
    assert done(save_layout(store, made, changed, 1, SUZUKI)).version == 2
    assert kept(store, made) == {"A社の見積": changed}


def test_who_saves_over_what_they_have_not_seen_is_told(store: Store) -> None:
    made = new_round(store, empty_round())
    done(save_layout(store, made, LAYOUT, 0, SATO))
    told = save_layout(store, made, replace(LAYOUT, layout_id="other"), 0, SUZUKI)
    assert isinstance(told, Conflict)
    assert told.by == SATO.by


def test_a_layout_is_renamed_unless_the_name_is_taken(store: Store) -> None:
    made = new_round(store, empty_round())
    done(save_layout(store, made, LAYOUT, 0, SATO))
    done(save_layout(store, made, replace(LAYOUT, name="B社の見積"), 0, SATO))
    told = rename_layout(store, made, "A社の見積", 1, "B社の見積", SATO)
    assert isinstance(told, Refused)
    assert [issue.code for issue in told.issues] == ["layout_name_taken"]
    done(rename_layout(store, made, "A社の見積", 1, "A社（2027年）", SATO))
    assert set(kept(store, made)) == {"A社（2027年）", "B社の見積"}


def test_a_removed_layout_is_gone_and_its_name_is_free(store: Store) -> None:
    made = new_round(store, empty_round())
    done(save_layout(store, made, LAYOUT, 0, SATO))
    done(remove_layout(store, made, "A社の見積", 1, SATO))
    assert kept(store, made) == {}
    done(save_layout(store, made, LAYOUT, 0, SATO))
    assert set(kept(store, made)) == {"A社の見積"}


def test_what_is_done_to_layouts_is_told_to_the_audit_and_moves_no_figure(store: Store) -> None:
    made = new_round(store, empty_round())
    before = done(save_layout(store, made, LAYOUT, 0, SATO)).revision
    done(rename_layout(store, made, "A社の見積", 1, "別の名前", SATO))
    assert done(remove_layout(store, made, "別の名前", 2, SATO)).revision == before
    entries = store.read(lambda connection: entries_of(connection, made))
    assert not isinstance(entries, Refused)
    acts = [entry.act for entry in entries if entry.act.startswith("layout")]
    assert acts == ["layout_saved", "layout_renamed", "layout_removed"]


def test_layouts_go_with_the_round_as_a_file(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        made = new_round(store, empty_round())
        done(save_layout(store, made, LAYOUT, 0, SATO))
        whole = export_round(store, made)
        assert isinstance(whole, WholeRound)
        written = write_whole(whole)
        assert isinstance(written, bytes)
        assert read_whole(written) == whole
        there = done(import_round(store, whole, SUZUKI)).about.removeprefix("round/")
        assert kept(store, there) == {"A社の見積": LAYOUT}
