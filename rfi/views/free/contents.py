"""自由設問: what its page and every file show."""

from rfi.views.free.matrix import missing_free, view_free_answers
from rfi.views.free.schedule import view_schedule
from rfi.views.look.choices import switch
from rfi.views.look.contents import Content, Contents
from rfi.views.look.needed import answers_needed

_ANSWERED = answers_needed(lambda e: missing_free(e.free_answers), "free")

CONTENTS = Contents(
    "free",
    (
        Content(
            "matrix",
            view_free_answers,
            needs=_ANSWERED,
            choices=(switch("differences_only", "free_differences", "service.differences"),),
            level="public",
        ),
        Content("schedule", view_schedule, level="public"),
    ),
)
