"""適合: what its page and every file show."""

from rfi.schema.codelists import load_codelist
from rfi.views.fit.bars import figure_fit_codes
from rfi.views.fit.causes import figure_fit_causes, view_fit_causes
from rfi.views.fit.failures import view_fit_failures
from rfi.views.fit.filter import every_requirement
from rfi.views.fit.gaps import view_fit_gaps
from rfi.views.fit.matrix import view_fit_matrix
from rfi.views.fit.rates import view_fit_businesses, view_fit_rates
from rfi.views.fit.words import class_title
from rfi.views.look.choices import INTERACTIVE
from rfi.views.look.contents import Choice, Content, Contents
from rfi.views.look.needed import answers_needed, missing_fit

_NEEDS = answers_needed(lambda e: missing_fit(e.fit, e.questionnaire), "fit")
_CLASS = Choice(
    "requirement_class",
    "fit_rate_class",
    "fit.class",
    lambda _: ("", *load_codelist("requirement_classes").codes),
    lambda code, _, reading: class_title(code or None, reading.lang),
    "list",
    suffix=lambda code: f"_{code}" if code else "",
)
SHOWN = Choice(
    "shown",
    "fit_shown",
    "fit.matrix",
    lambda e: (every_requirement(e.fit),),
    lambda _, __, ___: "",
    reason=INTERACTIVE,
)

CONTENTS = Contents(
    "fit",
    (
        Content("rates", figure=figure_fit_codes, needs=_NEEDS, choices=(_CLASS,), level="public"),
        Content("rates", view_fit_rates, needs=_NEEDS, level="public"),
        Content("rates", view_fit_businesses, needs=_NEEDS, choices=(_CLASS,), level="public"),
        Content("matrix", view_fit_matrix, needs=_NEEDS, choices=(SHOWN,), level="public"),
        Content("causes", figure=figure_fit_causes, needs=_NEEDS, level="public"),
        Content("causes", view_fit_causes, needs=_NEEDS, level="public"),
        Content("gaps", view_fit_gaps, needs=_NEEDS, level="meeting"),
        Content("failures", view_fit_failures, needs=_NEEDS, level="public"),
    ),
)
