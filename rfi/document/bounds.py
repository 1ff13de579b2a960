"""Bounds of what is read (trust G3)."""

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_DRAFT_BYTES = 4 * 1024 * 1024  # of a held file, for suggestions how to mend it
MAX_JSON_DEPTH = 32
MAX_NUMBER_DIGITS = 16
MAX_EXPONENT_DIGITS = 3
MAX_FAULTS = 200
