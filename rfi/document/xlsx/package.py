"""The frame of a workbook: which sheets it has, where they lie, and where days are counted from."""

import posixpath
from dataclasses import dataclass
from xml.parsers import expat

from rfi.document.guard.zip_parts import read_directory, unpack_part
from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import MAX_SHEETS
from rfi.document.xlsx.xml_walk import elements_of, main_tags

_TAGS = main_tags("workbookPr", "sheet", "calcPr")
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_HIDDEN = frozenset({"hidden", "veryHidden"})
TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Name of a sheet, name of its part, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The frame of one workbook.

    Attributes:
        part: Its own part.
        sheets: In the order of their tabs.
        styles: Part of the styles; "" when there is none.
        texts: Part of the shared texts; "" when there is none.
        uses_1904: Whether days are counted from 1904.
        is_uncalculated: Whether the file asks to be calculated when opened: its stored values
            come from the program that wrote it, not from a calculation.
        is_manual: Whether it is calculated on request only.
    """

    part: str
    sheets: tuple[SheetPart, ...]
    styles: str
    texts: str
    uses_1904: bool
    is_uncalculated: bool
    is_manual: bool


class Package:
    """The parts of one file, unpacked on request."""

    def __init__(self, data: bytes) -> None:
        """Read the directory."""
        self._data = data
        self._parts = read_directory(data)

    def read(self, name: str) -> bytes:
        """Return the unpacked bytes of a part."""
        part = self._parts.get(name.lower())
        if part is None or not name.lower().endswith((".xml", ".rels")):
            refuse("workbook_broken_part", name[:80])
        return b"".join(unpack_part(self._data, part))

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self._parts

    def elements(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """Return the elements of a small part."""
        try:
            return elements_of(self.read(name))
        except expat.ExpatError:
            refuse("workbook_broken_part", name[:80])

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return id → (kind, part) of what a part refers to inside the file."""
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if place.lower() not in self._parts:
            return {}
        found = {}
        for tag, attributes in self.elements(place):
            if tag == _RELATION and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, joined)
        return found


def _id_of(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(" id")), "")


def _only(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((part for found, part in relations.values() if found == kind), "")


def read_workbook(package: Package) -> Workbook:
    """Return the frame.

    Raises:
        RefusalError: it is broken, or has no worksheet.
    """
    main = _only(package.relations(""), "officeDocument")
    if not main:
        refuse("workbook_broken_part", "_rels/.rels")
    relations = package.relations(main)
    sheets: list[SheetPart] = []
    names: set[str] = set()
    uses_1904 = is_uncalculated = is_manual = False
    for full_name, attributes in package.elements(main):
        tag = _TAGS.get(full_name)
        if tag == "workbookPr":
            uses_1904 = attributes.get("date1904", "") in TRUE
        elif tag == "calcPr":
            is_uncalculated = attributes.get("fullCalcOnLoad", "") in TRUE
            is_manual = attributes.get("calcMode", "") == "manual"
        elif tag == "sheet":
            kind, part = relations.get(_id_of(attributes), ("", ""))
            name = attributes.get("name", "")
            if not part or name.lower() in names or len(names) == MAX_SHEETS:
                refuse("workbook_broken_part", main[:80])
            names.add(name.lower())
            if kind == "worksheet":
                sheets.append(SheetPart(name, part, attributes.get("state") in _HIDDEN))
    if not sheets:
        refuse("workbook_without_sheets")
    return Workbook(
        main,
        tuple(sheets),
        _only(relations, "styles"),
        _only(relations, "sharedStrings"),
        uses_1904,
        is_uncalculated,
        is_manual,
    )
