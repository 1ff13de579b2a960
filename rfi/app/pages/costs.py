from rfi.app.frame.contents import show_contents
from rfi.app.frame.current import current
from rfi.views.cost.contents import CONTENTS

show_contents(CONTENTS, current())
