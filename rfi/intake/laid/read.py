"""Whatever comes in as an answer → a Document: our form, JSON, a foreign file with its layout."""

import hashlib
from dataclasses import replace

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.child.process import ReadingEndedError, shared_child
from rfi.document.read import Document, read_document, refused
from rfi.intake.laid.city import city_table
from rfi.intake.laid.heads import CityHead
from rfi.intake.laid.laid import is_laid, laid_of
from rfi.intake.layout.read import parse_grid, parse_laid
from rfi.scenario.city.files import CityFile, city_file_of, city_file_of_table, read_city_file
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName


def parse_kept(name: str, data: bytes) -> Document:
    """Read a foreign file with its layout in this process: what the reading child runs."""
    found = laid_of(data)
    if isinstance(found, Issue) or isinstance(found.head, CityHead):
        return refused(name, data, "rfi_response", "laid_file_damaged")
    document, _ = parse_laid(name, found.data, found.layout, found.head)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def parse_kept_cities(name: str, data: bytes) -> CityFile:
    """Read the costs of a city in this process: what the reading child runs."""
    found = laid_of(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if isinstance(found, Issue) or not isinstance(found.head, CityHead):
        return city_file_of(refused(name, data, None, "laid_file_damaged"))
    grid, issues = parse_grid(found.data)
    if grid is None:
        return city_file_of(refused(name, data, None, "laid_file_damaged"))
    return city_file_of_table(name, sha256, city_table(grid, found.layout, found.head), issues)


def read_cities_received(name: str, data: bytes) -> CityFile:
    """Read one file of cities of any kind, a foreign table with its layout among them.

    Args:
        name: File name, for the issues.
        data: The bytes as they came, or as they are kept.
    """
    if not is_laid(data) or len(data) > MAX_FILE_BYTES:
        return read_city_file(name, data)
    try:
        return shared_child().call(parse_kept_cities, name, data)
    except ReadingEndedError as ended:
        return city_file_of(refused(name, data, None, ended.code))


def read_received(name: str, data: bytes, kind: SchemaName | None = None) -> Document:
    """Read one document of any kind, a foreign file with its layout among them.

    Args:
        name: File name, for the issues.
        data: The bytes as they came, or as they are kept.
        kind: Which schema is expected; None takes the kind from the document itself.
    """
    if not is_laid(data) or len(data) > MAX_FILE_BYTES:
        return read_document(name, data, kind)
    try:
        return shared_child().call(parse_kept, name, data)
    except ReadingEndedError as ended:
        return refused(name, data, kind, ended.code)
