"""頑健性: what its page and every file show."""

from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.choices import index_title
from rfi.views.look.contents import Choice, Content, Contents, Need
from rfi.views.robust.pair import exact_offers
from rfi.views.robust.tables import view_price_spread, view_swings
from rfi.views.robust.tornado import picture_tornado

_PAIR = Need(lambda e: len(exact_offers(e)) > 1, lambda _: "robust.no_pair", "intake", "empty.link")


def _second(evaluation: Evaluation) -> Sequence[int]:
    return exact_offers(evaluation)[1:]


_CHOICES = (
    Choice(
        "first",
        "robust_first",
        "robust.first",
        exact_offers,
        index_title,
        "list",
        filed=lambda e: exact_offers(e)[:1],
        reason="the difference of two offers is that of their differences from the first",
    ),
    Choice(
        "second", "robust_second", "robust.second", exact_offers, index_title, "list", 1, _second
    ),
)

CONTENTS = Contents(
    "robust",
    (
        Content("robust", picture=picture_tornado, needs=(_PAIR,), choices=_CHOICES),
        Content("robust", view_swings, needs=(_PAIR,), choices=_CHOICES, nothing="robust.same"),
        Content("robust", view_price_spread, needs=(_PAIR,)),
    ),
)
