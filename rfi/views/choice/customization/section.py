"""The section カスタマイズの損益."""

from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.views.choice.customization.businesses import view_standardization
from rfi.views.choice.customization.cities import view_way_cities
from rfi.views.choice.customization.gaps import picture_turns, view_gap_ways
from rfi.views.choice.customization.totals import view_gap_ledger, view_way_totals
from rfi.views.look.choices import of_offer
from rfi.views.look.contents import Content, Need
from rfi.views.look.needed import answers_needed, missing_fit


def _with_gaps(evaluation: Evaluation) -> Sequence[int]:
    offers = evaluation.choices.customizing.offers
    return [index for index, one in enumerate(offers) if len(one.requirements)]


_GAPS = (
    *answers_needed(lambda e: missing_fit(e.fit, e.questionnaire), "fit"),
    Need(lambda e: bool(_with_gaps(e)), lambda _: "choice.customization.none"),
)
_OFFER = of_offer("choice_gaps_offer", "trace.offer", _with_gaps)

CUSTOMIZATION = (
    Content("customization", picture=picture_turns, needs=_GAPS, choices=(_OFFER,)),
    Content("customization", view_way_totals, needs=_GAPS, choices=(_OFFER,)),
    Content("customization", view_gap_ways, needs=_GAPS, choices=(_OFFER,)),
    Content("customization", view_gap_ledger, needs=_GAPS, choices=(_OFFER,)),
    Content("customization", view_way_cities, needs=_GAPS, choices=(_OFFER,)),
    Content("customization", view_standardization, needs=_GAPS),
)
