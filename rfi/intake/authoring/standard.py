"""What an RFI of one's own starts from: the lists of the sample round (domain §2, §3, §7)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "responses" / "questionnaire.json"
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
