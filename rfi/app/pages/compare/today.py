from rfi.app.frame.contents import show_contents
from rfi.app.sections.today.reported import show_reported
from rfi.app.sections.today.typed import typed_sections
from rfi.app.session.current import current
from rfi.views.today.contents import CONTENTS

here = current()
show_contents(CONTENTS, here, own={"survey": show_reported, **typed_sections(here)})
