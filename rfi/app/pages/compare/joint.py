from rfi.app.frame.contents import show_contents
from rfi.app.sections.conditions.group import show_partners
from rfi.app.session.current import current
from rfi.views.joint.contents import CONTENTS
from rfi.views.joint.number_effect import asks_for_groups

here = current()
if asks_for_groups(here.evaluation) or here.evaluation.conditions.group:
    show_partners(here)
# A control may have changed what is shown.
show_contents(CONTENTS, current())
