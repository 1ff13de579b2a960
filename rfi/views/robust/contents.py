"""頑健性: what its page and every file show."""

from rfi.schema.codelists import load_codelist
from rfi.views.look.choices import pair_of
from rfi.views.look.contents import Choice, Content, Contents, Need
from rfi.views.robust.along import moved_keys, view_along
from rfi.views.robust.pair import exact_offers
from rfi.views.robust.tables import view_price_spread, view_swings
from rfi.views.robust.tornado import picture_tornado

_PAIR = Need(
    lambda e: len(exact_offers(e)) > 1, lambda _: "robust.no_pair", "summary", "robust.no_pair.link"
)


_OFFERS = Need(lambda e: bool(moved_keys(e)), lambda _: "robust.nothing", "intake", "empty.link")
_RECALCULATED = "each step is a comparison of its own; the workbook recalculates under any value"

_CHOICES = pair_of(
    ("robust_first", "robust_second"), ("robust.first", "robust.second"), exact_offers
)

ALONG = Choice(
    "key",
    "robust_along",
    "robust.along.which",
    moved_keys,
    lambda key, _, reading: load_codelist("assumption_keys").title(key, reading.lang),
    "list",
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
        Content("robust", view_price_spread, needs=(_PAIR,), level="public"),
        Content(
            "along",
            view_along,
            needs=(_OFFERS,),
            choices=(ALONG,),
            fold="robust.along.table",
            unfiled=_RECALCULATED,
            level="public",
        ),
    ),
)
