"""Workbooks made by hand, sound and dangerous."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

TRANSITIONAL = {
    "main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "relation": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
STRICT = {
    "main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "relation": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m/d"/>'
    "</numFmts>"
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="57"/>'
    '<xf numFmtId="46"/><xf numFmtId="3"/></cellXfs>'
)


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def parts_of(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    after: str = "",
    texts: str | None = None,
    workbook: str = "",
    spaces: Mapping[str, str] = TRANSITIONAL,
    state: str = "",
) -> dict[str, bytes | str]:
    """Return the parts of a workbook of one sheet."""
    main, relation = spaces["main"], spaces["relation"]
    made: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}">{workbook}'
        f'<sheets><sheet name="費用" sheetId="1" {state} r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relation}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{relation}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts or ""}</sst>',
        SHEET: f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    return made


def workbook_of(rows: str, **facts: str) -> bytes:
    """Return a workbook of one sheet with these rows."""
    return zipped(parts_of(rows, **facts))  # type: ignore[arg-type]


def with_part(name: str, content: bytes | str) -> bytes:
    """Return a sound workbook with one part replaced or added."""
    return zipped({**parts_of(), name: content})


def with_twin_parts() -> bytes:
    """Return a workbook that holds its sheet twice."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as file:
        warnings.simplefilter("ignore")
        for name, content in [*parts_of().items(), (SHEET, "<other/>")]:
            file.writestr(name, content)
    return buffer.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """Return a zip whose first entry of the directory bears a flag."""
    at = data.find(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", flag) + data[at + 2 :]


def with_stated_size(data: bytes, size: int) -> bytes:
    """Return a zip whose directory states another size for the sheet."""
    made = bytearray(data)
    struct.pack_into("<L", made, made.rfind(SHEET.encode()) - 46 + 24, size)
    return bytes(made)


def with_overlap(copies: int, size: int) -> bytes:
    """Return a zip in which many entries share the same packed bytes."""
    content = b" " * size
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    sound = parts_of()
    base = zipped(sound)
    end = base.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<L", base, end + 16)[0]
    directory, body = base[start:end], base[:start]
    facts = (20, 0, 8, 0, 0, zlib.crc32(content), len(packed), size)
    name = b"xl/a.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts, len(name), 0) + name + packed
    for number in range(copies):
        twin = f"xl/{chr(97 + number)}.xml".encode()
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, *facts, len(twin), 0, 0, 0, 0, 0, start
        )
        directory += twin
    body += local
    count = len(sound) + copies
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + tail


def ole_of(*streams: str) -> bytes:
    """Return the start of an OLE file whose directory names these streams."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<L", header, 48, 0)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    )
    return bytes(header) + entries.ljust(1024, b"\0")


def written_by_xlsxwriter(sheets: int = 3, rows: int = 30) -> bytes:
    """Return a workbook as our own template writer makes it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy/m/d"})
    money = book.add_format({"num_format": "#,##0"})
    for number in range(sheets):
        sheet = book.add_worksheet(f"費用{number}")
        for row in range(rows):
            sheet.write(row, 0, f"項目{row % 7}の説明")
            for column in range(1, 8):
                sheet.write_number(row, column, row * column * 1000, money)
            sheet.write_number(row, 8, 46_000 + row, day)
            sheet.write_formula(row, 9, f"=SUM(B{row + 1}:H{row + 1})", money, row * 28_000)
        sheet.merge_range(rows + 1, 0, rows + 2, 3, "合計")
    book.close()
    return buffer.getvalue()


def written_by_openpyxl(*, uses_1904: bool = False) -> openpyxl.Workbook:
    """Return an openpyxl workbook to be filled."""
    book = openpyxl.Workbook()
    if uses_1904:
        book.epoch = CALENDAR_MAC_1904
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
