"""現行費用との比較: what its page and every file show."""

from dataclasses import replace

from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.choices import ONCE, of_offer, switch
from rfi.views.look.contents import Choice, Content, Contents, Need
from rfi.views.today.before_after import view_before_after
from rfi.views.today.bridge import figure_today_bridge, view_today_bridge
from rfi.views.today.net_effect_chart import figure_cumulative
from rfi.views.today.net_effect_table import view_net_cash, view_net_effect
from rfi.views.today.offer_ratios import (
    figure_offer_ratios,
    view_offer_cities,
    view_offer_ratio_cities,
    view_offer_ratios,
)
from rfi.views.today.offers_alone import view_offers_alone


def _why(evaluation: Evaluation) -> str:
    return "today.no_city" if evaluation.conditions.city is None else "today.no_costs"


_TODAY = Need(lambda e: e.today is not None, _why, "conditions", "today.link")
_NO_TODAY = Need(lambda e: e.today is None)
_CITIES = Need(
    lambda e: any(city.current_costs for city in e.cities), lambda _: "today.no_city_costs"
)
_BRIDGE_OFFER = of_offer("today_bridge_offer", "today.to")
_SURVEY_OFFER = of_offer("survey_offer", "today.to")
_BENEFITS: Choice[bool] = replace(
    switch("with_benefits", "net_with_benefits", "today.with_benefits"),
    filed=None,
    reason="",
    suffix=lambda is_on: "_with_benefits" if is_on else "",
)

CONTENTS = Contents(
    "today",
    (
        Content("before_after", view_before_after, needs=(_TODAY,), level="public"),
        Content("before_after", view_offers_alone, needs=(_NO_TODAY,), level="public"),
        Content(
            "bridge",
            figure=figure_today_bridge,
            needs=(_TODAY,),
            choices=(_BRIDGE_OFFER,),
            nothing="today.no_bridge",
            level="public",
        ),
        Content(
            "bridge",
            view_today_bridge,
            needs=(_TODAY,),
            choices=(_BRIDGE_OFFER,),
            nothing="today.no_bridge",
            level="public",
        ),
        Content("bridge", view_offers_alone, needs=(_NO_TODAY,), unfiled=ONCE, level="public"),
        Content(
            "net", figure=figure_cumulative, needs=(_TODAY,), choices=(_BENEFITS,), level="public"
        ),
        Content("net", view_net_effect, needs=(_TODAY,), choices=(_BENEFITS,), level="public"),
        Content(
            "net",
            view_net_cash,
            needs=(_TODAY,),
            choices=(_BENEFITS, of_offer("net_cash_offer", "today.to")),
            nothing="today.no_bridge",
            level="public",
        ),
        Content("net", view_offers_alone, needs=(_NO_TODAY,), unfiled=ONCE, level="public"),
        Content(
            "survey",
            figure=figure_offer_ratios,
            needs=(_CITIES,),
            choices=(_SURVEY_OFFER,),
            level="public",
        ),
        Content("survey", view_offer_ratios, needs=(_CITIES,), level="public"),
        Content(
            "survey",
            view_offer_ratio_cities,
            needs=(_CITIES,),
            fold="today.cities.offers",
            level="public",
        ),
        Content(
            "survey",
            view_offer_cities,
            needs=(_CITIES,),
            choices=(_SURVEY_OFFER,),
            fold="today.cities",
            level="public",
        ),
    ),
)
