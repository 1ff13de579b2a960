"""条件: the tables of the conditions page that are of an evaluation."""

from rfi.views.conditions.by_offer import view_hole_counts, view_windows
from rfi.views.conditions.scope_counts import view_scope
from rfi.views.look.contents import Content, Contents

_HEADS_FILES = "the conditions that head every file say it"

CONTENTS = Contents(
    "conditions",
    (
        Content("windows", view_windows, unfiled=_HEADS_FILES, level="public"),
        Content("levelling", view_hole_counts, level="public"),
        Content("scope", view_scope, unfiled=_HEADS_FILES, level="public"),
    ),
)
