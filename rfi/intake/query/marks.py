"""The hidden marks of a query workbook: which questionnaire, which answer, which question.

They start unlike those of the answer workbook, so that neither is taken for the other.
"""

import re
from dataclasses import dataclass

PREFIX = "rfi-queries:"
VERSION = "1.0.0"
NUMBER, PLACE, TEXT, REPLY, STATUS = "number", "place", "text", "reply", "status"
COLUMNS = (NUMBER, PLACE, TEXT, REPLY, STATUS)
_MARK = re.compile(
    PREFIX + r"(?P<version>[0-9]+\.[0-9]+\.[0-9]+):(?P<questionnaire>[^:]*):(?P<response>[^:]*)"
)


@dataclass(frozen=True, slots=True)
class QueryMark:
    """What the first mark of a query sheet says."""

    version: str
    questionnaire_id: str
    response_id: str

    def __str__(self) -> str:
        """Return the mark as it stands in the cell."""
        return f"{PREFIX}{self.version}:{self.questionnaire_id}:{self.response_id}"


def query_mark_of(text: str) -> QueryMark | None:
    """Return the mark that a cell's text is, None when it is none.

    >>> query_mark_of("rfi-queries:1.0.0:q:vendor-a")
    QueryMark(version='1.0.0', questionnaire_id='q', response_id='vendor-a')
    """
    match = _MARK.fullmatch(text.strip())
    if not match:
        return None
    return QueryMark(match["version"], match["questionnaire"], match["response"])
