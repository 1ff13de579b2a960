"""Screens with a login: the settings of a server, a file of roles, and who the provider says."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.app.screens import new_screen

ASK = "情報政策課（内線1234）"
AUTH = {
    "redirect_uri": "https://rfi.example.jp/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "rfi",
    "client_secret": "not-a-secret",
    "server_metadata_url": "https://login.example.jp/.well-known/openid-configuration",
}
ROLES = ("viewer", "intake", "admin", "audit")


def write_roles(path: Path, **people: str) -> Path:
    """Write a file of roles: account at city.example.jp → roles, with commas."""
    lines = [f'ask = "{ASK}"', "[people]"]
    for name, roles in people.items():
        listed = ", ".join(f'"{role}"' for role in roles.split(","))
        lines.append(f'"{name}@city.example.jp" = [{listed}]')
    path.write_text("\n".join(lines), "utf-8")
    return path


def said(account: str, /, **more: object) -> dict[str, Any]:
    """Return what the provider says of a person whose address it has verified."""
    address = f"{account}@city.example.jp"
    return {"is_logged_in": True, "email": address, "email_verified": True, **more}


def visit(user: dict[str, Any], round_id: str = "", auth: dict[str, Any] | None = None) -> AppTest:
    """Return a session of somebody, at the address of a round."""
    screen = new_screen(round_id)
    screen.secrets["auth"] = AUTH if auth is None else auth
    screen.user = user
    return screen


def told(screen: AppTest) -> str:
    """Return every sentence that a page says."""
    assert not screen.exception
    places = (screen.error, screen.info, screen.text, screen.caption)
    return " ".join(str(found.value) for place in places for found in place)
