"""What is wrong with a questionnaire in the making, each at its row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from rfi.app.session.current import Current
from rfi.intake.authoring.draft import PARTS, is_own
from rfi.intake.authoring.made import MadeQuestionnaire
from rfi.schema.fields import titles_by_path
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number
from rfi.text.wording import Lang

COVER = "names"
# So many are shown at once; the rest come up as these are mended.
SHOWN = 8
# What is not asked anywhere is told at the items.
_PARTS_OF = {"cost_questions": "cost_items"}
# A row is told by so much of its first words.
_MOST_WORDS = 20
_WORDS = ("title", "text")
# The clerk sees columns and rows, as in a workbook: the words are those for cells.
_TABLE = "questionnaire.xlsx"


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """One finding.

    Attributes:
        part: Where it is shown.
        place: Row and column in words.
        issue: What is wrong.
    """

    part: str
    place: str
    issue: Issue

    @property
    def is_error(self) -> bool:
        """Whether no form comes of the questionnaire until it is mended."""
        return self.issue.severity == "error"

    def show(self, lang: Lang) -> None:
        """Say where it is, what it is and what to do; what is quoted is shown as it stands."""
        told = f"{self.place}  {self.issue.message(lang)}\n{self.issue.next_step(lang)}"
        with st.container(key=f"asked_fault_{hash((self.place, self.issue.code, told))}"):
            st.text(told)


def _row(part: str, index: int, made: MadeQuestionnaire, here: Current) -> str:
    """Return what a row is called: its words, or which of the rows of one's own it is."""
    keys = made.keys[part]
    if is_own(keys[index]):
        number = sum(map(is_own, keys[: index + 1]))
        return here.word("asked.row.own", number=number)
    row = made.value[part][index]
    words = next((str(row[one]) for one in _WORDS if row.get(one)), keys[index])
    return here.word("asked.row", words=words[:_MOST_WORDS])


def _placed(issue: Issue, made: MadeQuestionnaire, here: Current) -> PlacedFault:
    head, *below = issue.pointer.removeprefix("/").split("/")
    part = _PARTS_OF.get(head, head)
    shown = replace(issue, document=_TABLE)
    generic = tuple("*" if step.isdigit() else step for step in (head, *below))
    title = titles_by_path("questionnaire").get(generic, {}).get(here.lang, "")
    if part not in PARTS:
        where = here.word("asked.place", part=here.word(f"asked.part.{COVER}"), title=title)
        return PlacedFault(COVER, where, shown)
    name = here.word(f"asked.part.{part}")
    if part != head or not below or not below[0].isdigit():
        return PlacedFault(part, name, shown)
    row = _row(part, int(below[0]), made, here)
    where = here.word("asked.place.row", part=name, row=row, title=title)
    return PlacedFault(part, where, shown)


def placed_faults(
    made: MadeQuestionnaire, found: Iterable[Issue], here: Current
) -> tuple[PlacedFault, ...]:
    """Return what was found while typing was read, then what the schema says of the rest.

    A cell that could not be read is not told again as missing.
    """
    told = {issue.pointer for issue in made.issues if issue.severity == "error"}
    rest = (issue for issue in found if issue.pointer not in told)
    return tuple(_placed(issue, made, here) for issue in (*made.issues, *rest))


def show_rest(count: int, here: Current) -> None:
    """Say how many of so many faults are not shown."""
    if count > SHOWN:
        st.caption(here.word("asked.faults.more", count=format_number(count - SHOWN)))
