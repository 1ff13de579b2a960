from rfi.app.frame.contents import show_contents
from rfi.app.session.current import current
from rfi.views.free.contents import CONTENTS

show_contents(CONTENTS, current())
