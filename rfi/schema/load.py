"""The published schema files."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

SchemaName = Literal[
    "rfi_response",
    "questionnaire",
    "assumption_set",
    "city_profile",
    "scope",
    "conditions",
    "layout",
]
# What goes out of the program: written by it and read by others.
OutputName = Literal["evaluation", "check", "trace", "analysis"]
SCHEMA_NAMES: tuple[SchemaName, ...] = get_args(SchemaName)
OUTPUT_NAMES: tuple[OutputName, ...] = get_args(OutputName)
SCHEMAS_DIR = Path(__file__).resolve().parents[2] / "schemas"


@cache
def load_schema(name: SchemaName | OutputName) -> Mapping[str, Any]:
    """Return the published schema ``name``, as parsed."""
    path = SCHEMAS_DIR / f"{name}.schema.json"
    schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
