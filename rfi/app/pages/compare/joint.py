from rfi.app.frame.contents import show_contents
from rfi.app.sections.conditions.group import show_partners
from rfi.app.session.current import current
from rfi.compare.joint.number_effect import has_number_effect
from rfi.views.joint.contents import CONTENTS

here = current()
if has_number_effect(here.evaluation.basis) or here.evaluation.conditions.group:
    show_partners(here)
# A control may have changed what is shown.
show_contents(CONTENTS, current())
