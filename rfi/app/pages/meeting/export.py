from rfi.app.sections.export.cities import show_cities
from rfi.app.sections.export.hidden import show_hidden
from rfi.app.sections.export.rows import given_now, show_data, show_outputs, show_preview
from rfi.app.session.current import current

here = current()
given = given_now(here)
show_outputs(given, here)
show_cities(here, given.imprint)
show_data(given, here)
show_hidden(here)
show_preview(given, here)
