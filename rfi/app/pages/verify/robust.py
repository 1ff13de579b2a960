from rfi.app.frame.contents import show_contents
from rfi.app.sections.robust.along import choose_moved
from rfi.app.session.current import current
from rfi.views.robust.contents import ALONG, CONTENTS

show_contents(CONTENTS, current(), {ALONG.key: choose_moved})
