from rfi.app.frame.contents import show_contents
from rfi.app.sections.choice.controls import OWN, PICKERS
from rfi.app.session.current import current
from rfi.views.choice.contents import CONTENTS

show_contents(CONTENTS, current(), pickers=PICKERS, own=OWN)
