"""The section 前回との差."""

from rfi.evaluation.change import RoundChange
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.change.bands import picture_round_change
from rfi.views.choice.change.parts import view_round_change
from rfi.views.look.contents import Choice, Content, Need
from rfi.views.look.reading import Reading

_OFFERS = Need(lambda e: bool(e.costs.offers), lambda _: "empty", "intake", "empty.link")


def _title(_: RoundChange | None, __: Evaluation, reading: Reading) -> str:
    return text("app.choice.change.none", reading.lang)


# The page and the command line bring the last round; an evaluation knows of none.
SINCE: Choice[RoundChange | None] = Choice(
    "change",
    "change_since",
    "choice.change.since",
    lambda _: (None,),
    _title,
    "list",
    filed=lambda _: (),
    reason="a file knows of one round; the command line takes two",
)

CHANGE = (
    Content(
        "change",
        picture=picture_round_change,
        needs=(_OFFERS,),
        choices=(SINCE,),
        nothing="choice.change.choose",
    ),
    Content("change", view_round_change, needs=(_OFFERS,), choices=(SINCE,)),
)
