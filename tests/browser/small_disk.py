"""``python -m tests.browser.small_disk streamlit run …``: a database that may not grow further.

A file, read before every act, holds how many pages the database may have; SQLite then fails as it
does on a full disk. Without the file there is room.
"""

import os
import runpy
import sys
from pathlib import Path

from sqlalchemy import Connection, Engine, event

VARIABLE = "RFI_SMALL_DISK"
_ROOM = 1 << 30


def _bound(connection: Connection) -> None:
    limit = Path(os.environ[VARIABLE])
    pages = int(limit.read_text("ascii")) if limit.exists() else _ROOM
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


if __name__ == "__main__":
    event.listen(Engine, "begin", _bound)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
