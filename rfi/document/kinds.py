"""Which of our documents a JSON value is, and what else it is."""

from collections.abc import Mapping

from rfi.schema.check import MAX_SHOWN
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName

# Of an unknown object so many keys are named.
_MOST_KEYS = 5
# The keys that only documents of this kind have at their root.
_MARKS: Mapping[str, SchemaName] = {
    "response_id": "rfi_response",
    "scenarios": "questionnaire",
    "assumption_set_id": "assumption_set",
    "figures": "city_profile",
    "scope_id": "scope",
    "conditions_id": "conditions",
    "layout_id": "layout",
    # An answer whose id was forgotten is still an answer.
    "vendor": "rfi_response",
}


def kind_of(value: object) -> SchemaName | None:
    """Tell by a key at the root which document a JSON value is; None where it is none."""
    if isinstance(value, dict):
        for key, kind in _MARKS.items():
            if key in value:
                return kind
    return None


def unknown(value: object) -> Issue:
    """Say what a JSON text is that is no document of ours."""
    if isinstance(value, dict):
        keys = tuple(str(key)[:MAX_SHOWN] for key in list(value)[:_MOST_KEYS])
        return Issue("document_unknown_object", "error", params={"keys": keys})
    kinds = {list: "array", str: "string", bool: "boolean", type(None): "null"}
    given = Coded("json_types", kinds.get(type(value), "number"))
    return Issue("document_unknown", "error", params={"given": given})
