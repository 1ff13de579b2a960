"""The schema of the database, version by version; the newest is that of ``tables``."""
