"""総括: what its page and every file show, and the published figures that stand last in a file."""

from collections.abc import Mapping
from functools import partial

from rfi.views.look.contents import Choice, Content, Contents
from rfi.views.summary.bands import base_code, base_title, bases, picture_bands
from rfi.views.summary.effects import view_whole_summary
from rfi.views.summary.phases import figure_phases
from rfi.views.summary.reference_figures import TOPICS, view_reference_figures

_IN_PARTS = "a file holds the published figures as one table"
OPEN_QUESTIONS: Choice[Mapping[str, int] | None] = Choice(
    "open_questions", "open_questions", "summary", lambda _: (None,), lambda _, __, ___: ""
)
_BASE = Choice("base", "summary_base", "summary.base", bases, base_title, "list", code=base_code)
_SUMMARY = Content("summary", view_whole_summary, choices=(OPEN_QUESTIONS,), level="public")

CONTENTS = Contents(
    "summary",
    (
        Content("summary", picture=picture_bands, of=_SUMMARY, choices=(_BASE,), level="public"),
        _SUMMARY,
        # The same amounts as the bands above, for who reads a chart: files hold it open.
        Content("summary", figure=figure_phases, fold="summary.chart", level="public"),
        Content(
            "summary",
            partial(view_reference_figures, topics=TOPICS[:1]),
            unfiled=_IN_PARTS,
            level="public",
        ),
        Content(
            "summary",
            partial(view_reference_figures, topics=TOPICS[1:]),
            fold="reference.more",
            unfiled=_IN_PARTS,
            level="public",
        ),
    ),
)
REFERENCES = Contents("summary", (Content("summary", view_reference_figures, level="public"),))
