"""A package of an office program with nothing of the clock, the machine or the person in it."""

import io
import re
import zipfile

# A fixed date instead of the clock's: the same answers give the same bytes.
_DATE = (2000, 1, 1, 0, 0, 0)
_STAMP = b"2000-01-01T00:00:00Z"
_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_PACKAGES = (".xlsx", ".docx", ".pptx")


def _settled_part(name: str, data: bytes) -> bytes:
    if name.endswith(_PACKAGES):
        return settled(data)
    if name == _CORE:
        return _DATES.sub(rb"\g<1>" + _STAMP + rb"\g<3>", data)
    return data


def settled(data: bytes) -> bytes:
    """Return a package with every date in it fixed, those of packages within it too.

    Args:
        data: A zip as python-pptx, python-docx or xlsxwriter write it.
    """
    handle = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in given.infolist():
            info = zipfile.ZipInfo(entry.filename, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            # Which system wrote it would differ from machine to machine.
            info.create_system = 0
            made.writestr(info, _settled_part(entry.filename, given.read(entry)))
    return handle.getvalue()
