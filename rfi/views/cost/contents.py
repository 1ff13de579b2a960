"""費用: what its page and every file show."""

from collections.abc import Sequence

from rfi.compare.cost.rows.statistics import RANKINGS
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.options import options_of
from rfi.views.cost.bridge import figure_bridge, view_bridge
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.cell_states import view_cell_states
from rfi.views.cost.differences import picture_differences
from rfi.views.cost.fiscal_years import view_cash, view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.cost.levelling import view_levelled_cells, view_levelling
from rfi.views.cost.options import view_option_prices
from rfi.views.cost.spread_bars import figure_spread
from rfi.views.cost.statistics import STATISTICS_ROWS, view_statistics
from rfi.views.cost.thresholds import threshold_words, thresholds
from rfi.views.cost.year_bars import figure_cash, figure_fiscal_years
from rfi.views.look.choices import of_offer, pair_of, switch, worded
from rfi.views.look.contents import Choice, Content, Contents, Need

_DIFFERENCES = switch("differences_only", "differences", "costs.differences")
_ROWS = Choice(
    "rows",
    "statistics_rows",
    "costs.statistics.rows",
    lambda _: STATISTICS_ROWS,
    worded("costs.statistics"),
)
_RANKING = Choice(
    "by",
    "statistics_ranking",
    "costs.statistics.ranking",
    lambda _: RANKINGS,
    worded("costs.statistics"),
)


_PAIR = pair_of(("bridge_from", "bridge_to"), ("costs.from", "costs.to"))


def _is_levelled(evaluation: Evaluation) -> bool:
    conditions = evaluation.conditions
    return conditions.assumptions.choice("levelling") != "off" or bool(conditions.expected)


def _holed(evaluation: Evaluation) -> Sequence[int]:
    """Return the indexes of the offers with a hole that levelling looks at."""
    offers = enumerate(evaluation.costs.offers)
    return [index for index, offer in offers if offer.levelling and offer.levelling.cells]


_LEVELLED = Need(
    _is_levelled, lambda _: "costs.levelling.off", "conditions", "costs.levelling.link"
)
_HOLED = Need(lambda e: bool(_holed(e)), lambda _: "costs.levelling.none")
_OPTIONS = Need(lambda e: bool(options_of(e.questionnaire)), lambda _: "options.not_asked")

_LEAST = Choice(
    "least",
    "differences_least",
    "costs.least",
    thresholds,
    threshold_words,
    "list",
    2,
)

_SEVERAL = Need(lambda e: len(e.costs.offers) > 1, lambda _: "costs.one_offer")

CONTENTS = Contents(
    "costs",
    (
        Content(
            "by_difference",
            picture=picture_differences,
            needs=(_SEVERAL,),
            choices=(_LEAST,),
            level="meeting",
        ),
        Content("items", view_items, choices=(_DIFFERENCES,), level="meeting"),
        Content("businesses", view_businesses, choices=(_DIFFERENCES,), level="meeting"),
        Content(
            "statistics",
            figure=figure_spread,
            choices=(_ROWS, _RANKING),
            nothing="costs.statistics.nothing",
            level="meeting",
        ),
        Content("statistics", view_statistics, choices=(_ROWS,), level="meeting"),
        Content("years", view_fiscal_years, level="public"),
        Content("years", figure=figure_fiscal_years, level="public"),
        Content("years", view_cash, level="public"),
        Content("years", figure=figure_cash, level="public"),
        Content(
            "bridge",
            figure=figure_bridge,
            choices=_PAIR,
            nothing="costs.no_bridge",
            level="meeting",
        ),
        Content("bridge", view_bridge, choices=_PAIR, nothing="costs.no_bridge", level="meeting"),
        Content("levelling", view_levelling, needs=(_LEVELLED,), level="meeting"),
        Content(
            "levelling",
            view_levelled_cells,
            needs=(_LEVELLED, _HOLED),
            choices=(of_offer("levelling_offer", "trace.offer", _holed),),
            level="meeting",
        ),
        Content("states", view_cell_states, level="public"),
        Content("options", view_option_prices, needs=(_OPTIONS,), level="meeting"),
    ),
)
