from rfi.app.frame.contents import show_contents
from rfi.app.frame.received import open_questions_of
from rfi.app.sections.intake.open_warnings import show_certainty
from rfi.app.session.current import current
from rfi.views.summary.contents import CONTENTS, OPEN_QUESTIONS

here = current()
show_contents(CONTENTS, here, {OPEN_QUESTIONS.key: open_questions_of})
show_certainty(here)
