"""頑健性: what its page and every file show."""

from rfi.views.look.choices import pair_of
from rfi.views.look.contents import Content, Contents, Need
from rfi.views.robust.pair import exact_offers
from rfi.views.robust.tables import view_price_spread, view_swings
from rfi.views.robust.tornado import picture_tornado

_PAIR = Need(lambda e: len(exact_offers(e)) > 1, lambda _: "robust.no_pair", "intake", "empty.link")


_CHOICES = pair_of(
    ("robust_first", "robust_second"), ("robust.first", "robust.second"), exact_offers
)

CONTENTS = Contents(
    "robust",
    (
        Content(
            "robust",
            picture=picture_tornado,
            needs=(_PAIR,),
            choices=_CHOICES,
            level="meeting",
        ),
        Content(
            "robust",
            view_swings,
            needs=(_PAIR,),
            choices=_CHOICES,
            nothing="robust.same",
            level="meeting",
        ),
        Content("robust", view_price_spread, needs=(_PAIR,)),
    ),
)
