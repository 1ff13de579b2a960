from rfi.app.frame.contents import show_contents
from rfi.app.sections.choice.asking import show_asking_controls
from rfi.app.sections.choice.change import pick_last
from rfi.app.sections.choice.joining import show_joining_controls
from rfi.app.sections.choice.scoring import show_scoring_controls
from rfi.app.sections.choice.staging import pick_plans
from rfi.app.session.current import current
from rfi.views.choice.contents import CONTENTS

OWN = {
    "joining": show_joining_controls,
    "ask": show_asking_controls,
    "scoring": show_scoring_controls,
}
PICKERS = {"change_since": pick_last, "start_plans": pick_plans}
show_contents(CONTENTS, current(), pickers=PICKERS, own=OWN)
