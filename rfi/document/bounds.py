"""Bounds of what is read (trust G3)."""

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_DRAFT_BYTES = 4 * 1024 * 1024  # of a held file, for suggestions how to mend it
MAX_JSON_DEPTH = 32
# A double has 15 to 17 significant digits: what lies between is rounded to 15 and told.
MAX_NUMBER_DIGITS = 17
EXACT_NUMBER_DIGITS = 15
MAX_EXPONENT_DIGITS = 3
MAX_FAULTS = 200
