"""What an RFI of one's own starts from: the lists of the sample round (domain §2, §3, §7)."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "responses" / "questionnaire.json"
# Of the questionnaire of a round in which one is written; what is written gets an id of its own.
DRAFT_ID = "draft"
_FIRST_MONTH = 4  # of a fiscal year
# What belongs to the sample round and to no other RFI.
_OF_THE_SAMPLE = frozenset({
    "questionnaire_id", "title", "publisher", "issued_on", "deadline_on", "base_fiscal_year",
    "reference_fx", "note",
})  # fmt: skip


@cache
def standard_lists() -> Mapping[str, Any]:
    """Return the lists that a blank workbook brings; what an RFI must say itself is left out."""
    sample: dict[str, Any] = json.loads(_SAMPLE.read_text("utf-8"))
    return {key: value for key, value in sample.items() if key not in _OF_THE_SAMPLE}


def blank_questionnaire(title: str, day: date, usd_jpy: float) -> Mapping[str, Any]:
    """Return the standard lists as a questionnaire that is still to be written.

    Args:
        title: What it is called until it has a name.
        day: The fiscal year of this day is the base of the prices.
        usd_jpy: Yen a US dollar, until a rate with its day is given.
    """
    return {
        **standard_lists(),
        "questionnaire_id": DRAFT_ID,
        "title": title,
        "base_fiscal_year": day.year - (day.month < _FIRST_MONTH),
        "reference_fx": {"usd_jpy": usd_jpy},
    }
