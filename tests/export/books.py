"""Workbooks that several tests look at, each written once."""

from functools import cache
from typing import Literal

from rfi.export.book.workbook import write_workbook
from rfi.text.wording import Lang
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.views.rounds import evaluated, holey, round_of

Named = Literal["responses", "published", "holey", "group"]


@cache
def book_of(name: Named, lang: Lang = "ja") -> bytes:
    """Return the workbook of a round; ``group``: the sample for 高松市 with its two partners."""
    if name == "group":
        return write_workbook(sample_for(TAKAMATSU, GROUP), Reading(lang))
    answers = holey() if name == "holey" else round_of(name)
    return write_workbook(evaluated(answers), Reading(lang))
