"""What stands in a file that went out, down to the packages within it."""

import io
import zipfile
from collections.abc import Iterator


def parts_in(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every part of a file, of zips in zips too; the file itself first."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                yield from parts_in(package.read(entry), f"{name}/{entry.filename}")
