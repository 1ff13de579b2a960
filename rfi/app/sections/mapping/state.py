"""The table that is being mapped in this session: begun, changed by each act, ended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import streamlit as st

from rfi.app.access.person import person
from rfi.app.frame.widget_state import forget
from rfi.app.runs.once import once
from rfi.app.sections.uploads.mapping_queue import take_next
from rfi.app.session.current import Current
from rfi.app.session.door import through
from rfi.app.session.session import stored
from rfi.intake.laid.heads import CityHead, Head, Purpose, purpose_of
from rfi.intake.laid.laid import Laid, is_laid, laid_of
from rfi.intake.laid.vendor import (
    KeptAnswer,
    new_head,
    next_version,
    same_vendor,
    usual_go_live,
    vendor_in,
)
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.asked import TODAY, asked_in, asked_of_today
from rfi.intake.layout.layout import Layout
from rfi.intake.layout.read import read_cells
from rfi.intake.mapping.acts import of_years
from rfi.intake.mapping.draft import Draft, begin_draft
from rfi.intake.round.members import digest_of
from rfi.intake.round.round import RoundFile
from rfi.schema.issue import Issue
from rfi.store.outcome import Refused
from rfi.store.round.layouts import NamedLayout, read_layouts

_KEY, PREFIX = "mapping", "map_"
# Tables that people are in the middle of, of all rounds; each holds its file. [ours]
_MOST_HALFWAY = 16


@dataclass(frozen=True, slots=True)
class Mapped:
    """A table being mapped.

    Attributes:
        file: As it came.
        draft: What its columns and rows are, as far as it is known.
        head: What it does not say.
    """

    file: RoundFile
    draft: Draft
    head: Head

    @property
    def purpose(self) -> Purpose:
        """What it shall become."""
        return purpose_of(self.head)


@once
def _halfway() -> dict[tuple[str, str], Mapped]:
    """Return what people are in the middle of, by round and person: a page may be loaded anew."""
    return {}


def _mine() -> tuple[str, str]:
    return stored().round_id, person()


def _keep(found: Mapped) -> None:
    st.session_state[_KEY] = found
    every, mine = _halfway(), _mine()
    # The one that was changed last goes last.
    every.pop(mine, None)
    every[mine] = found
    while len(every) > _MOST_HALFWAY:
        every.pop(next(iter(every)))


def halfway() -> Mapped | None:
    """Return the table that this person was in the middle of before the page was loaded anew."""
    return _halfway().get(_mine())


def resume() -> None:
    """Go on with the table that this person was in the middle of."""
    found = halfway()
    if found is not None:
        _keep(found)


def layouts_of(here: Current) -> tuple[NamedLayout, ...]:
    """Return the layouts kept in the round."""
    found = through("open", lambda store, _: read_layouts(store, here.stored.round_id))
    return () if isinstance(found, Refused) else found


def kept_answers(here: Current) -> tuple[KeptAnswer, ...]:
    """Return the answers of the round that were read from vendors' own tables."""
    files = (answer.file for answer in here.workspace.round.current_answers)
    found = ((file.name, laid_of(file.data)) for file in files if is_laid(file.data))
    return tuple(
        KeptAnswer(name, laid.layout.layout_id, laid.head, digest_of(laid.data))
        for name, laid in found
        if isinstance(laid, Laid) and isinstance(laid.head, AnswerHead)
    )


def versions_of(here: Current, response_id: str) -> tuple[int, ...]:
    """Return the versions of an answer that came in, those taken out too."""
    return tuple(
        one.stated_version or 0 for one in here.stored.answers if one.response_id == response_id
    )


def _head(file: RoundFile, draft: Draft, here: Current) -> AnswerHead:
    before = same_vendor(file.name, draft.layout_id, kept_answers(here)) if draft.is_known else None
    if before is not None:
        head = before.head
        return next_version(head, versions_of(here, head.response_id))
    return head_of_new(vendor_in(draft.grid), here)


def head_of_new(vendor: str, here: Current) -> AnswerHead:
    """Return the head of a first answer."""
    values = [one.value for one in here.answers.responses if one.value is not None]
    go_live = usual_go_live(values, here.questionnaire.issued_on)
    ids = [one.response_id for one in here.stored.answers]
    return new_head(vendor, ids, go_live)


def _layout_id(here: Current) -> str:
    taken = {one.layout.layout_id for one in layouts_of(here)}
    number = 1
    while f"layout-{number}" in taken:
        number += 1
    return f"layout-{number}"


def _free_name(stem: str, kept: Iterable[Layout]) -> str:
    """Return a name under which no other layout is kept."""
    taken, number, name = {one.name for one in kept}, 1, stem
    while name in taken:
        number += 1
        name = f"{stem} ({number})"
    return name


def _city_head(file: RoundFile, draft: Draft, here: Current) -> CityHead:
    """Return the head of a table of costs: as of the same layout before, else of the city chosen.

    A new city's costs are those of the year before the questionnaire.
    """
    files = (one.data for one in here.workspace.round.city_files if is_laid(one.data))
    for before in map(laid_of, files):
        if not isinstance(before, Laid) or not isinstance(before.head, CityHead):
            continue
        if draft.is_known and before.layout.layout_id == draft.layout_id:
            return replace(before.head, source=file.name)
    chosen = here.workspace.choices.chosen.city
    city = here.cities.get(chosen.code) if chosen is not None else None
    year = int(here.questionnaire.issued_on[:4]) - 1
    code, name = (city.code, city.name) if city is not None else ("", "")
    return CityHead(code, name, year, file.name, adds_contracts=False)


def begin(file: RoundFile, purpose: Purpose, here: Current) -> tuple[Issue, ...]:
    """Begin to map a file; what speaks against it is returned."""
    grid, issues = read_cells(file.name, file.data)
    if grid is None or not any(sheet.cells for sheet in grid.sheets):
        return issues or (Issue("layout_no_table", "error"),)
    kept = tuple(one.layout for one in layouts_of(here))
    name = _free_name(file.name.rpartition(".")[0] or file.name, kept)
    is_city = purpose == "city"
    asked = asked_of_today(here.lang) if is_city else asked_in(here.questionnaire)
    of_it = [one for one in kept if (one.questionnaire_id == TODAY) == is_city]
    draft = begin_draft(grid, name, _layout_id(here), asked, of_it)
    draft = of_years(draft) if is_city else draft
    forget(PREFIX)
    head = _city_head(file, draft, here) if is_city else _head(file, draft, here)
    _keep(Mapped(file, draft, head))
    return ()


def mapped() -> Mapped | None:
    """Return the table that is being mapped; None when there is none."""
    found: Mapped | None = st.session_state.get(_KEY)
    return found


def begin_next(here: Current) -> tuple[Issue, ...]:
    """Begin with the next file that waits, unless one is being mapped."""
    if mapped() is not None:
        return ()
    found = take_next()
    return begin(found.file, found.purpose, here) if found is not None else ()


def change(act: Callable[[Draft], Draft]) -> None:
    """Let a person's act change the draft."""
    found = mapped()
    if found is not None:
        _keep(replace(found, draft=act(found.draft)))


def change_head(head: Head) -> None:
    """Put another head in place of the one there is."""
    found = mapped()
    if found is not None:
        _keep(replace(found, head=head))


def end() -> None:
    """Forget the table that is being mapped."""
    st.session_state.pop(_KEY, None)
    _halfway().pop(_mine(), None)
    forget(PREFIX)
