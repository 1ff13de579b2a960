"""The section 共同利用の成立条件."""

from collections.abc import Sequence

from rfi.analysis.choice.neighbours import BEARERS
from rfi.evaluation.evaluation import Evaluation
from rfi.views.choice.joining.alpha import picture_joining
from rfi.views.choice.joining.leavers import view_leavers
from rfi.views.choice.joining.neighbours import view_neighbours
from rfi.views.choice.joining.rules import view_sharing_rules
from rfi.views.look.choices import INTERACTIVE, of_offer, worded
from rfi.views.look.contents import Choice, Content, Need

_GROUP = Need(
    lambda e: e.choices.joining is not None, lambda _: "joint.empty", "conditions", "joint.choose"
)


def _estimable(evaluation: Evaluation) -> Sequence[int]:
    joining = evaluation.choices.joining
    offers = joining.offers if joining else ()
    return [index for index, one in enumerate(offers) if one.state != "not_estimable"]


_OFFER = of_offer("choice_offer", "trace.offer", _estimable)
_BEARER = Choice(
    "bearer",
    "choice_bearer",
    "choice.bearer",
    lambda _: BEARERS,
    worded("choice.bearer"),
    filed=lambda _: BEARERS[:1],
    reason=INTERACTIVE,
)

JOINING = (
    Content("joining", picture=picture_joining, needs=(_GROUP,)),
    Content("joining", view_sharing_rules, needs=(_GROUP,), choices=(_OFFER,)),
    Content("joining", view_leavers, needs=(_GROUP,), choices=(_OFFER,), nothing="choice.nobody"),
    Content("joining", view_neighbours, needs=(_GROUP,), choices=(_OFFER, _BEARER)),
)
