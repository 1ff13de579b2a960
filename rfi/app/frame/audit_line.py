"""The end of a round's audit in words, as exports print it (docs/trust.md G9)."""

from rfi.app.session.door import through
from rfi.store.audit.verify import verified_end
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text


def audit_line(round_id: str, lang: Lang) -> str:
    """Walk the audit of a round; return its end, or what is wrong with it.

    Files are written outside of the run of a page, where no round is open.
    """
    end = through("view", lambda store, _: verified_end(store, round_id))
    if isinstance(end, Refused):
        return text("app.audit.line.broken", lang, fault=end.issue.message(lang))
    return text("app.audit.line", lang, number=end.number, digest=end.digest)
