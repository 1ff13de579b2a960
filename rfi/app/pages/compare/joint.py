from rfi.app.frame.contents import show_contents
from rfi.app.sections.conditions.group import show_partners
from rfi.app.session.current import current
from rfi.views.joint.contents import CONTENTS

show_partners(current())
show_contents(CONTENTS, current())
