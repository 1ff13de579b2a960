"""Who shares, and the share divided equally, above what they decide."""

from rfi.app.sections.conditions.group import show_partners
from rfi.app.session.current import Current


def show_joining_controls(here: Current) -> bool:
    """Show members and key in one row.

    Returns:
        That this is not all: the contents of the section follow.
    """
    show_partners(here)
    return False
