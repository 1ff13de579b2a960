"""The one way to the database: whatever is read from it or done to it names its permission."""

from collections.abc import Callable
from typing import TypeVar

from rfi.app.access.login import Stranger, visitor
from rfi.app.access.permissions import Permission, allows
from rfi.app.session.database import store
from rfi.app.session.session import signed
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused, refused
from rfi.store.round.act import Signed

T = TypeVar("T")


def barred(permission: Permission) -> Refused | None:
    """Return why the person at the screen may not do something; None when they may."""
    found = visitor()
    if isinstance(found, Stranger):
        return found.refusal
    return None if allows(found.roles, permission) else refused("access_role")


def may(permission: Permission) -> bool:
    """Tell whether the person at the screen may do something."""
    return barred(permission) is None


def through(permission: Permission, work: Callable[[Store, Signed], T]) -> T | Refused:
    """Do something to the database, or read from it, if the person at the screen may."""
    return barred(permission) or work(store(), signed())
