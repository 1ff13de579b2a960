"""The screen under test, and how tests read it."""

import json
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from benchmarks.sessions.widgets import Slider, sliders_of
from rfi.app.frame.navigation import path_of
from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.database import store
from rfi.app.session.sample_round import sample_round
from rfi.app.session.session import now
from rfi.app.session.workspace import Workspace
from rfi.intake.round.round import Round
from rfi.store.outcome import Done
from rfi.store.round.act import Signed
from rfi.store.round.rounds import create_round

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "samples" / "responses"


def begun(current: Round | None = None, title: str = "試験の回") -> str:
    """Put a round into the database, the sample where none is given; return its id."""
    made = current or sample_round()
    signed = Signed("佐藤", now())
    done = create_round(store(), title, made, signed, claims_of(made))
    assert isinstance(done, Done), done
    return done.about.removeprefix("round/")


def new_screen(round_id: str = "") -> AppTest:
    """Return a session of its own, at the address of a round."""
    screen = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    if round_id:
        screen.query_params["round"] = round_id
    return with_controls(screen)


def with_controls(screen: AppTest) -> AppTest:
    """Open what stands behind the button that changes the conditions, in the next run."""
    screen.session_state["controls_open"] = True
    return screen


def sample_screen(page: str, current: Round | None = None, *, lang: str = "") -> AppTest:
    """Return a page of a round of its own, that of the sample where none is given."""
    screen = new_screen(begun(current))
    if lang:
        screen.query_params["lang"] = lang
    return on_page(screen, page)


def on_page(screen: AppTest, name: str) -> AppTest:
    """Return a page of a session; a session that begins opens its address first."""
    if "workspace" not in screen.session_state:
        screen.run()
    return with_controls(screen.switch_page(path_of(name))).run()


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


def slider(screen: AppTest, key: str) -> Slider:
    """Return a slider as the page shows it."""
    return sliders_of(found.proto for found in screen.get("bidi_component"))[key]


def move(screen: AppTest, key: str, value: float) -> AppTest:
    """Let a slider go at a value."""
    return tell(screen, key, {"name": 1, "value": value})


def tell(screen: AppTest, key: str, moved: object) -> AppTest:
    """Run with what a browser says of a slider; the tests of the library know none of our own."""
    states = screen._tree.get_widget_states()
    states.widgets.append(slider(screen, key).told(moved))
    return screen._run(states)


def workspace_of(screen: AppTest) -> Workspace:
    found = screen.session_state["workspace"]
    assert isinstance(found, Workspace)
    return found
