"""The codes that a schema lists, from their code lists: in the CSV they are told, here repeated."""

import json
from collections.abc import Mapping
from typing import Any

from rfi.schema.codelists import load_codelist
from rfi.schema.load import OUTPUT_NAMES, SCHEMA_NAMES, SCHEMAS_DIR

_CODELIST, _ENUM, _KEYS = "x-codelist", "enum", "patternProperties"


def with_codes(node: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a schema in which every closed code list has the codes of its CSV.

    That is the ``enum`` of a leaf (a null in it stays), and the pattern of the keys of a mapping.

    >>> with_codes({"enum": ["stale", None], "x-codelist": "switches"})["enum"]
    ['off', 'on', None]
    """
    if isinstance(node, list):
        return [with_codes(part) for part in node]
    if not isinstance(node, Mapping):
        return node
    made = {key: with_codes(part) for key, part in node.items()}
    if isinstance(node.get(_CODELIST), str):
        codes = load_codelist(node[_CODELIST]).codes
        if _ENUM in made:
            made[_ENUM] = [*codes, *([None] if None in made[_ENUM] else [])]
        if _KEYS in made:
            (values,) = made[_KEYS].values()
            made[_KEYS] = {f"^({'|'.join(codes)})$": values}
    return made


def write_codes() -> None:
    """Write the codes into the published schemas."""
    for name in (*SCHEMA_NAMES, *OUTPUT_NAMES):
        path = SCHEMAS_DIR / f"{name}.schema.json"
        made = with_codes(json.loads(path.read_text("utf-8")))
        rendered = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        path.write_text(rendered, encoding="utf-8", newline="\n")
