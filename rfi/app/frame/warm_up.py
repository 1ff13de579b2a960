"""What compares is brought in, and the sample read, while somebody looks at the first page."""

from threading import Thread

from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from rfi.app.runs.collector import collect_and_freeze
from rfi.app.runs.once import once
from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Workspace
from rfi.text.wording import LANGS


def _warm_up() -> None:
    """Import what pages of a round need and read the sample, out of the collector's walk."""
    from rfi.app.frame.round_frame import show_round_page  # noqa: F401 - it brings in the rest
    from rfi.app.session.cache import evaluation_of

    _ = evaluation_of(Workspace(sample_round()), LANGS[0]).costs
    collect_and_freeze()


@once
def warm_up_behind() -> Thread:
    """Begin to make ready while somebody looks at the first page of this process.

    Whoever opens a round meanwhile waits for no more than what they need themselves.
    """
    thread = Thread(target=_warm_up, name="warm-up", daemon=True)
    # The library asks each thread that uses its caches for the run it belongs to.
    add_script_run_ctx(thread, get_script_run_ctx())
    thread.start()
    return thread
