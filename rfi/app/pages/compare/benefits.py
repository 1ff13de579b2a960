from rfi.app.frame.contents import show_contents
from rfi.app.sections.benefit.gaps import show_gaps
from rfi.app.session.current import current
from rfi.views.benefit.contents import CONTENTS

here = current()
show_gaps(here)
show_contents(CONTENTS, here)
