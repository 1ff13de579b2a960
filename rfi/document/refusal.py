"""Why a file is not read, carried up from inside a stream.

A vendor's mistake is an Issue, not an exception; this one only unwinds from the callbacks of an
XML parser and never leaves ``read_grid``.
"""

from typing import NoReturn


class RefusalError(Exception):
    """A file that is not read further.

    Attributes:
        code: Of the issue.
        origin: Part or cell; "" is the whole file.
        params: Facts for the wording.
    """

    def __init__(self, code: str, origin: str = "", **params: object) -> None:
        """Keep the facts."""
        super().__init__(code)
        self.code, self.origin, self.params = code, origin, params


def refuse(code: str, origin: str = "", **params: object) -> NoReturn:
    """Stop reading.

    Raises:
        RefusalError: always.
    """
    raise RefusalError(code, origin, **params)
