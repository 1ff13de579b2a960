"""Who works: the account of this computer."""

import getpass


def person() -> str:
    """Return the name under which the account's choices are kept.

    The account is the boundary: whoever can reach the program works under it.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # An account without a name, as in a container.
        return "local"
