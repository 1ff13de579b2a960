from rfi.app.frame.contents import show_contents
from rfi.app.frame.current import current
from rfi.app.sections.benefit.gaps import show_gaps
from rfi.views.benefit.contents import CONTENTS

here = current()
show_gaps(here)
show_contents(CONTENTS, here)
