"""The section 次に聞くこと."""

from rfi.views.choice.asking.cells import view_asking, view_open_cells
from rfi.views.choice.asking.reach import picture_asking
from rfi.views.look.contents import Content, Need

_OFFERS = Need(lambda e: bool(e.costs.offers), lambda _: "empty", "intake", "empty.link")
_OPEN = Need(lambda e: bool(e.choices.asking.cells))

ASKING = (
    Content("ask", picture=picture_asking, needs=(_OFFERS,)),
    Content("ask", view_asking, needs=(_OFFERS, _OPEN)),
    Content("ask", view_open_cells, needs=(_OFFERS, _OPEN), fold="choice.ask.others"),
)
