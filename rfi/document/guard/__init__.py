"""Whether a file may be parsed at all."""
