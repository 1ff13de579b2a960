"""非機能: what its page and every file show."""

from rfi.text.wording import text
from rfi.views.look.choices import INTERACTIVE, switch
from rfi.views.look.contents import Choice, Content, Contents, Need
from rfi.views.look.needed import answers_needed
from rfi.views.service.availability import figure_availability, view_availability
from rfi.views.service.cells import missing_service
from rfi.views.service.ismap import view_ismap
from rfi.views.service.matrix import group_title, groups_of, view_service_matrix

_ANSWERED = answers_needed(lambda e: missing_service(e.service_levels), "service")
_AVAILABILITY = Need(
    lambda e: e.service_levels.standard("availability") is not None,
    lambda _: "service.no_availability",
)
_ISMAP = Need(lambda e: e.service_levels.offers[0].ismap is not None, lambda _: "service.no_ismap")
_ANY = ""
_GROUP = Choice(
    "group",
    "service_group",
    "service.group",
    lambda e: (_ANY, *groups_of(e.service_levels)),
    lambda code, _, reading: (
        group_title(code, reading.lang) if code else text("app.service.any", reading.lang)
    ),
    "list",
    filed=lambda _: (_ANY,),
    reason=INTERACTIVE,
)
_CHOICES = (
    _GROUP,
    switch("differences_only", "service_differences", "service.differences"),
    switch("with_remarks", "service_remarks", "service.remarks", filed=True, is_on=True),
)

CONTENTS = Contents(
    "service",
    (
        Content("matrix", view_service_matrix, needs=_ANSWERED, choices=_CHOICES, level="public"),
        Content(
            "availability",
            figure=figure_availability,
            needs=(*_ANSWERED, _AVAILABILITY),
            level="public",
        ),
        Content(
            "availability", view_availability, needs=(*_ANSWERED, _AVAILABILITY), level="public"
        ),
        Content("ismap", view_ismap, needs=(*_ANSWERED, _ISMAP), level="public"),
    ),
)
