"""The end of the open round's audit in words, as exports print it (docs/trust.md G9)."""

from rfi.app.session.database import store
from rfi.app.session.session import stored
from rfi.store.audit.chain import entries_of
from rfi.store.audit.verify import chain_faults
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text


def audit_line(lang: Lang) -> str:
    """Walk the audit of the open round; return its end, or what is wrong with it."""
    round_id = stored().round_id
    entries = store().read(lambda connection: entries_of(connection, round_id))
    if isinstance(entries, Refused):
        return entries.issue.message(lang)
    faults = chain_faults(round_id, entries)
    if faults:
        return text("app.audit.line.broken", lang, fault=faults[0].issue.message(lang))
    end = entries[-1]
    return text("app.audit.line", lang, number=end.number, digest=end.digest)
