from rfi.app.frame.contents import show_contents
from rfi.app.sections.today.reported import show_reported
from rfi.app.session.current import current
from rfi.views.today.contents import CONTENTS

show_contents(CONTENTS, current(), own={"survey": show_reported})
