"""A workbook with other assumptions, worked out again by LibreOffice."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.office import saved_by_office


def places_of(data: bytes) -> dict[str, str]:
    """Return defined name → cell of the sheet of assumptions."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
    found = re.findall(r'<definedName name="([^"]+)">[^<]*!\$([A-Z])\$(\d+)</definedName>', book)
    return {name: column + line for name, column, line in found}


def rewritten(data: bytes, assumptions: Mapping[str, float], result: str | None = None) -> bytes:
    """Return a workbook with other assumptions, and with no result, or ``result``, everywhere.

    Args:
        data: The workbook.
        assumptions: Defined name → value.
        result: What every formula is said to come to; None leaves it out.
    """
    places, out = places_of(data), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        sheet = sheet_of(old, "前提条件")
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                words = part.decode()
                cached = "" if result is None else f"<v>{result}</v>"
                words = re.sub(r"</f><v>[^<]*</v>", f"</f>{cached}", words)
                for key, value in assumptions.items() if name == sheet else ():
                    cell = rf'(<c r="{places[key]}" s="\d+")><v>[^<]*</v>'
                    words, count = re.subn(cell, rf"\g<1>><v>{value}</v>", words)
                    assert count == 1, key
                part = words.encode()
            # Packed as loosely as it goes: it is opened once.
            new.writestr(name, part, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


def sheet_of(archive: zipfile.ZipFile, title: str) -> str:
    """Return the part of a sheet."""
    book = archive.read("xl/workbook.xml").decode()
    (number,) = re.findall(rf'<sheet name="{title}" sheetId="(\d+)"', book)
    return f"xl/worksheets/sheet{number}.xml"


def recalculated(
    soffice: str, books: Mapping[str, bytes], folder: Path
) -> dict[str, CalamineWorkbook]:
    """Return workbooks opened, worked out again and saved by LibreOffice, all in one go."""
    saved = saved_by_office(soffice, books, folder)
    return {name: CalamineWorkbook.from_filelike(io.BytesIO(data)) for name, data in saved.items()}
