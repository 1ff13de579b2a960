"""Bytes of any kind of document → a Document: the value when it can be trusted, and its issues."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.json_text import read_json
from rfi.document.scan import scan_json
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName

# The key that only documents of this kind have at their root.
_MARKS: Mapping[str, SchemaName] = {
    "response_id": "rfi_response",
    "scenarios": "questionnaire",
    "assumption_set_id": "assumption_set",
    "figures": "city_profile",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    Attributes:
        name: File name without folders.
        sha256: Digest of the bytes as they came.
        kind: Which schema it was held against; None when that could not be told.
        value: The parsed object; None when any issue is an error.
        issues: Everything found, each carrying the file's name.
    """

    name: str
    sha256: str
    kind: SchemaName | None
    value: Mapping[str, Any] | None
    issues: tuple[Issue, ...]

    @property
    def is_held(self) -> bool:
        """Whether an error keeps the document out."""
        return self.value is None


def _kind_of(value: object) -> SchemaName | None:
    if isinstance(value, dict):
        for key, kind in _MARKS.items():
            if key in value:
                return kind
    return None


def read_document(name: str, data: bytes, kind: SchemaName | None = None) -> Document:
    """Read one JSON document and hold it against its schema.

    Args:
        name: File name, for the issues.
        data: The bytes as they came.
        kind: Which schema is expected; None takes the kind from the document itself.
    """
    value, issues = read_json(data)
    found = _kind_of(value)
    if value is not None:
        if found is None or (kind is not None and found != kind):
            issues = (*issues, Issue("document_kind", "error", params={"kind": kind or "－"}))
        elif faults := check_schema(value, found):
            # Nothing that fits a schema is deep or beyond every number, so the text is walked
            # for that only now.
            issues = (*issues, *(scan_json(data.decode("utf-8-sig")) or faults))
    trusted = not any(issue.severity == "error" for issue in issues)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind or found,
        value=value if trusted and isinstance(value, dict) else None,
        issues=tuple(replace(issue, document=name) for issue in issues),
    )
