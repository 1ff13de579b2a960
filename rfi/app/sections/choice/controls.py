"""What every section of 分析 has for controls of its own, on its page and in a meeting."""

from rfi.app.frame.contents import Own, Pickers, show_parts
from rfi.app.sections.choice.asking import show_asking_controls
from rfi.app.sections.choice.change import pick_last
from rfi.app.sections.choice.joining import show_joining_controls
from rfi.app.sections.choice.scoring import show_scoring_controls
from rfi.app.sections.choice.staging import pick_plans
from rfi.app.sections.choice.vendors import pick_limits
from rfi.app.session.current import Current
from rfi.views.choice.contents import CONTENTS

OWN: Own = {
    "joining": show_joining_controls,
    "ask": show_asking_controls,
    "scoring": show_scoring_controls,
}
PICKERS: Pickers = {
    "change_since": pick_last,
    "start_plans": pick_plans,
    "vendor_limits": pick_limits,
}


def show_analysis(section: str, here: Current) -> None:
    """Show one section with its controls, as the item of a running order."""
    if section in OWN and OWN[section](here):
        return
    show_parts(CONTENTS, section, here, PICKERS)
