"""The section 採点, off by default."""

from rfi.views.choice.scoring.tables import view_formula_audit, view_scores, view_weights
from rfi.views.choice.scoring.triangle import figure_weights
from rfi.views.look.contents import Content, Need

_OFFERS = Need(lambda e: bool(e.costs.offers), lambda _: "empty", "intake", "empty.link")
_ON = Need(lambda e: e.choices.scoring is not None, lambda _: "choice.scoring.off")
_NEEDS = (_OFFERS, _ON)

SCORING = (
    Content("scoring", figure=figure_weights, needs=_NEEDS),
    Content("scoring", view_scores, needs=_NEEDS),
    Content("scoring", view_weights, needs=_NEEDS),
    Content("scoring", view_formula_audit, needs=_NEEDS, nothing="choice.scoring.no_audit"),
)
