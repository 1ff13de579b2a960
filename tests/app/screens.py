"""The screen under test, and how tests read it."""

import json
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from rfi.app.session.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "samples" / "responses"


def on_page(screen: AppTest, name: str) -> AppTest:
    screen.run()
    return screen.switch_page(f"rfi/app/pages/{name}.py").run()


def words(screen: AppTest) -> str:
    return unescape(" ".join(str(found.proto.body) for found in screen.get("html")))


def value_of(name: str = "vendor_a") -> dict[str, Any]:
    value = json.loads((RESPONSES / f"{name}.json").read_text("utf-8"))
    assert isinstance(value, dict)
    return value


def upload(screen: AppTest, name: str, value: object) -> AppTest:
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    screen.file_uploader[0].upload(name, data).run()
    assert not screen.exception
    return screen


def section(screen: AppTest, key: str, name: str) -> AppTest:
    screen.button_group(key=key).set_value(name).run()
    assert not screen.exception
    return screen


def workspace_of(screen: AppTest) -> Workspace:
    found = screen.session_state["workspace"]
    assert isinstance(found, Workspace)
    return found
