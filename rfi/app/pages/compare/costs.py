from rfi.app.frame.contents import show_contents
from rfi.app.sections.intake.open_warnings import show_certainty
from rfi.app.session.current import current
from rfi.views.cost.contents import CONTENTS

here = current()
show_contents(CONTENTS, here)
show_certainty(here)
