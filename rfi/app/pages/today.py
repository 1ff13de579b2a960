from rfi.app.frame.contents import show_contents
from rfi.app.sections.today.reported import show_reported
from rfi.app.sections.today.typed import show_typed_costs
from rfi.app.session.current import current
from rfi.views.today.contents import CONTENTS

show_typed_costs(current())
show_contents(CONTENTS, current(), own={"survey": show_reported})
