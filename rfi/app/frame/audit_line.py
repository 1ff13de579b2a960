"""The end of a round's audit in words, as exports print it (docs/trust.md G9)."""

from rfi.app.session.database import store
from rfi.store.audit.chain import entries_of
from rfi.store.audit.verify import chain_faults
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text


def audit_line(round_id: str, lang: Lang) -> str:
    """Walk the audit of a round; return its end, or what is wrong with it.

    Files are written outside of the run of a page, where no round is open.
    """
    entries = store().read(lambda connection: entries_of(connection, round_id))
    if isinstance(entries, Refused):
        return entries.issue.message(lang)
    faults = chain_faults(round_id, entries)
    if faults:
        return text("app.audit.line.broken", lang, fault=faults[0].issue.message(lang))
    end = entries[-1]
    return text("app.audit.line", lang, number=end.number, digest=end.digest)
