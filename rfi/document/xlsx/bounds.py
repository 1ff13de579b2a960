"""Bounds of what is read from a workbook (trust G3); the bound on the file is in ``constants``."""

MAX_UNPACKED_BYTES = 96 * 1024 * 1024
MAX_PARTS = 500
MAX_DIRECTORY_BYTES = MAX_PARTS * 512
MAX_RATIO = 200  # of a part; a sheet of empty formatted cells reaches some 40
MIN_BYTES_FOR_RATIO = 4 * 1024 * 1024  # below, a part is harmless whatever its ratio
MAX_TAGS = 6_000_000
MAX_XML_DEPTH = 64
CHUNK_BYTES = 256 * 1024

MAX_ROWS = 5000
MAX_COLUMNS = 200
MAX_SHEETS = 200
MAX_CELLS = 500_000  # with content, in all sheets together
MAX_MERGED_AREA = 500_000  # cells inside the bounds, of all merged ranges of a sheet
MAX_FORMULA_CHARACTERS = 10_000_000  # of all formulas, shared ones written out
MAX_SHARED_TEXTS = 1_000_000
MAX_REMARKS = 500  # comments and text boxes of a part
MAX_REMARK_CHARACTERS = 400
MAX_NOTES = 20  # of one kind
