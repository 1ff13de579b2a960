"""The section 着手の計画."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.staging.bars import figure_plans
from rfi.views.choice.staging.plans import NO_PLANS, Plans, estimable_offers
from rfi.views.choice.staging.tables import view_plan_cities, view_plan_joins, view_plan_years
from rfi.views.look.choices import of_offer
from rfi.views.look.contents import Choice, Content, Need
from rfi.views.look.reading import Reading

_OFFERS = Need(lambda e: bool(e.costs.offers), lambda _: "empty", "intake", "empty.link")
_PLACE = Need(
    lambda e: e.choices.staging is not None,
    lambda _: "choice.plan.no_city",
    "conditions",
    "joint.choose",
)
_ANY = Need(lambda e: bool(estimable_offers(e)), lambda _: "choice.plan.no_offer")
_NEEDS = (_OFFERS, _PLACE, _ANY)


def _title(_: Plans, __: Evaluation, reading: Reading) -> str:
    return text("app.choice.plan.own", reading.lang)


_OFFER = of_offer("plan_offer", "trace.offer", estimable_offers)
# The page brings plans of its reader; files hold those to begin with.
PLANS: Choice[Plans] = Choice(
    "plans",
    "start_plans",
    "choice.plan.own",
    lambda _: (NO_PLANS,),
    _title,
    "list",
)
_CHOICES = (_OFFER, PLANS)

STAGING = (
    Content("plan", figure=figure_plans, needs=_NEEDS, choices=_CHOICES),
    Content("plan", view_plan_years, needs=_NEEDS, choices=_CHOICES),
    Content("plan", view_plan_cities, needs=_NEEDS, choices=_CHOICES),
    Content("plan", view_plan_joins, needs=_NEEDS, choices=_CHOICES),
)
