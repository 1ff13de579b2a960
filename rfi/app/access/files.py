"""Files on their way: none is given to or taken from anyone who may not see the comparison.

The library answers the address of a finished file to whoever knows it, and takes a file for a
session from whoever knows its number. Here the signed cookie of the login is asked first.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from rfi.app.access.login import Stranger, as_said, visitor
from rfi.app.access.permissions import allows

_PLACES = ("/media", "/_stcore/upload_file")
_FORBIDDEN = 403


def _claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the login said, from its cookie; nothing where it is missing or forged."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        if value is None:
            return None
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    value = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        found = json.loads(value) if value else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class FilesForVisitors:
    """A layer of the server: asks at the places of files who is there, elsewhere nothing."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request on, or answer that it may not."""
        if scope["type"] == "http" and scope["path"].startswith(_PLACES):
            with as_said(_claims(HTTPConnection(scope).cookies)):
                found = visitor()
            if isinstance(found, Stranger) or not allows(found.roles, "view"):
                await PlainTextResponse("", _FORBIDDEN)(scope, receive, send)
                return
        await self._app(scope, receive, send)
