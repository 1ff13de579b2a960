from rfi.app.frame.contents import show_contents
from rfi.app.sections.choice.asking import show_asking_controls
from rfi.app.sections.choice.joining import show_joining_controls
from rfi.app.session.current import current
from rfi.views.choice.contents import CONTENTS

show_contents(
    CONTENTS, current(), own={"joining": show_joining_controls, "ask": show_asking_controls}
)
