"""What a page sends for one move, kept for the floor page, which sends as much of the same."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SENT = ("delta", "navigation")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One message; ``varies`` when it is another one after each move."""

    message: ForwardMsg
    varies: bool


def _content(message: ForwardMsg) -> bytes:
    return bytes(message.delta.SerializeToString(deterministic=True))


def record(before: Iterable[ForwardMsg], after: Iterable[ForwardMsg]) -> tuple[Recorded, ...]:
    """Return the messages of a run, held against those of the run a move before."""
    earlier = {tuple(message.metadata.delta_path): _content(message) for message in before}
    return tuple(
        Recorded(message, earlier.get(tuple(message.metadata.delta_path)) != _content(message))
        for message in after
        if message.WhichOneof("type") in SENT
    )


def write_recording(path: Path, recorded: Iterable[Recorded]) -> None:
    """Write a recording for the floor page."""
    lines = [
        {
            "message": base64.b64encode(each.message.SerializeToString()).decode("ascii"),
            "varies": each.varies,
        }
        for each in recorded
    ]
    path.write_text(json.dumps(lines), "ascii")


def read_recording(path: Path) -> tuple[Recorded, ...]:
    """Read a recording."""
    return tuple(
        Recorded(ForwardMsg.FromString(base64.b64decode(line["message"])), line["varies"])
        for line in json.loads(path.read_text("ascii"))
    )
