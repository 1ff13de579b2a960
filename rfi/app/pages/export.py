from rfi.app.sections.export.rows import given_now, show_outputs, show_preview
from rfi.app.session.current import current

here = current()
given = given_now(here)
show_outputs(given, here)
show_preview(given, here)
