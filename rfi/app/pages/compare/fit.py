from rfi.app.frame.contents import show_contents
from rfi.app.sections.fit.filters import choose_requirements
from rfi.app.session.current import current
from rfi.views.fit.contents import CONTENTS, SHOWN

show_contents(CONTENTS, current(), {SHOWN.key: choose_requirements})
