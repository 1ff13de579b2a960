"""Who works: the account of this computer, or whom the login names."""

from rfi.app.access.login import Stranger, Visitor, visitor


def admitted() -> Visitor:
    """Return who works here.

    Raises:
        PermissionError: nobody who may; ``run_app`` looks first.
    """
    found = visitor()
    if isinstance(found, Stranger):
        message = f"nobody may work here: {found.refusal.issue.code}"
        raise PermissionError(message)
    return found


def person() -> str:
    """Return the name under which choices are kept: the account, or the address of the login."""
    return admitted().name
