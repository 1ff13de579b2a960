from rfi.app.frame.contents import show_contents
from rfi.app.frame.current import current
from rfi.app.frame.received import open_questions_of
from rfi.views.summary.contents import CONTENTS, OPEN_QUESTIONS

show_contents(CONTENTS, current(), {OPEN_QUESTIONS.key: open_questions_of})
