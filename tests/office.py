"""LibreOffice for the tests: workbooks opened, worked out again and saved, many in one go.

To start takes it longer than to work out a form: what a module has saved is given to it at once.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

# LibreOffice recalculates files of other programs only when told to.
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def saved_by_office(
    soffice: str, books: Mapping[str, bytes], folder: Path, kind: str = "xlsx"
) -> dict[str, bytes]:
    """Return workbooks by name as LibreOffice saves them.

    Args:
        soffice: Path of LibreOffice.
        books: Name of a file without its ending → workbook.
        folder: An empty folder for files and settings.
        kind: What they are saved as: ``xlsx`` or ``pdf``.
    """
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    paths = [folder / f"{name}.xlsx" for name in books]
    for path, data in zip(paths, books.values(), strict=True):
        path.write_bytes(data)
    command = [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)
    return {name: (out / f"{name}.{kind}").read_bytes() for name in books}
