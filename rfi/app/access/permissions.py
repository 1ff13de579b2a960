"""Which role may do what, as one table; what stands in no row is denied."""

from collections.abc import Iterable, Mapping
from typing import Literal

# 閲覧, 取込, 管理, 監査.
Role = Literal["viewer", "intake", "admin", "audit"]
Permission = Literal[
    "list",
    "open",
    "view",
    "answers",
    "queries",
    "city_files",
    "conditions",
    "minutes",
    "remarks",
    "rounds",
    "audit",
]

_ADMIN: frozenset[Role] = frozenset({"admin"})
_INTAKE: frozenset[Role] = frozenset({"intake", "admin"})
_READERS: frozenset[Role] = frozenset({"viewer", "intake", "admin"})
_EVERYONE: frozenset[Role] = frozenset({"viewer", "intake", "admin", "audit"})
_AUDIT: frozenset[Role] = frozenset({"audit"})

# Permission → the roles that have it. Whatever is done to the database names one of these.
TABLE: Mapping[Permission, frozenset[Role]] = {
    "list": _EVERYONE,  # the rounds by title
    "open": _EVERYONE,  # one round
    "view": _READERS,  # every comparison, its files, and one's own view of it kept
    "answers": _INTAKE,  # taken in, taken out, suggestions, dismissals
    "queries": _INTAKE,  # questions to vendors and their replies
    "city_files": _INTAKE,
    "conditions": _INTAKE,  # sets named in the round, for all
    "minutes": _INTAKE,  # what a meeting keeps
    "remarks": _INTAKE,  # written beside figures, for all
    "rounds": _ADMIN,  # begun, imported, named, set aside, deleted, exported
    "audit": _AUDIT,  # the entries
}

# Page → what it takes to see it; the sections of a page may take more.
PAGES: Mapping[str, Permission] = {
    "rounds": "list",
    "summary": "view",
    "questionnaire": "view",
    "conditions": "view",
    "costs": "view",
    "today": "view",
    "joint": "view",
    "benefits": "view",
    "fit": "view",
    "service": "view",
    "free": "view",
    "robust": "view",
    "choice": "view",
    "trace": "view",
    "intake": "view",
    "queries": "view",
    "meeting": "view",
    "minutes": "view",
    "export": "view",
}


def allows(roles: Iterable[Role], permission: Permission) -> bool:
    """Tell whether any of the roles has a permission."""
    return not TABLE[permission].isdisjoint(roles)
