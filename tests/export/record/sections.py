"""One part of an evaluation as it goes out, through JSON text."""

import json
from typing import Any

from rfi.export.record.encoder import encode, to_json
from rfi.export.record.records import RECORDS


def section(name: str, part: object) -> Any:
    """Return a part under the name of its section."""
    return json.loads(to_json(encode(part, RECORDS, name)))
