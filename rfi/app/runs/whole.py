"""What a press calls is done to its end, however soon the next act comes.

Whatever reads the state of a session, or draws, ends a run as soon as another one is asked for. So
does a callback of the library, since it stands within its run: it would stop halfway, and what was
pressed would be lost. Here runs are asked to end from the body of a page on; together with the
setting ``runner.fastReruns`` off (the next run then waits for the one before, which has heard its
press, instead of beginning beside it) every act counts, and each in its order.
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

from rfi.app.runs.once import once

if TYPE_CHECKING:
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner


def _whole(hear: Callable[..., None]) -> Callable[..., None]:
    """Return what hears the widgets of a run and calls their callbacks, every one to its end."""

    @functools.wraps(hear)
    def call(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        runner: ScriptRunner = state._yield_callback.__self__  # type: ignore[attr-defined]  # noqa: SLF001
        # The library looks for what ends a run only while this says that a page is being made.
        runner._execing = False  # noqa: SLF001
        try:
            hear(state, *args, **kwargs)
        finally:
            runner._execing = True  # noqa: SLF001

    return call


@once
def hear_whole() -> None:
    """Let what a press calls be done to its end, in every session of this process."""
    SafeSessionState.on_script_will_rerun = _whole(  # type: ignore[method-assign]
        SafeSessionState.on_script_will_rerun
    )
