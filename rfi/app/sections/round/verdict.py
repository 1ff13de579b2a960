"""What the audit was like when the database was opened."""

from rfi.app.frame.notices import tell
from rfi.app.session.database import Database, database
from rfi.app.session.session import language
from rfi.text.wording import text


def show_verdict() -> None:
    """Say what was wrong with the audit when the database was opened."""
    found, lang = database(), language()
    if isinstance(found, Database):
        faults = (fault.issue for fault in found.verdict.faults)
        tell(faults, lang, text("app.audit.broken", lang))
