"""The section 事業者の組合せ."""

from collections.abc import Sequence

from rfi.analysis.choice.vendors.plans import EXCHANGES
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.vendors.limits import view_plan_limits
from rfi.views.choice.vendors.plans import picture_plans, view_plan_sizes, view_plans
from rfi.views.choice.vendors.words import Limits, exchange_words
from rfi.views.look.choices import INTERACTIVE
from rfi.views.look.contents import Choice, Content, Need
from rfi.views.look.reading import Reading

_PLAN = Need(lambda e: bool(e.choices.combining.plans("hub")), lambda _: "choice.vendors.none")


def _businesses(evaluation: Evaluation) -> Sequence[int]:
    return range(len(evaluation.choices.combining.businesses))


def _business_title(index: int, evaluation: Evaluation, _: Reading) -> str:
    code = evaluation.choices.combining.businesses[index]
    return evaluation.questionnaire.businesses.get(code, code)


_EXCHANGE = Choice(
    "exchange",
    "choice_exchange",
    "choice.exchange",
    lambda _: EXCHANGES,
    lambda code, e, reading: exchange_words(e, code, reading.lang),
    filed=lambda _: EXCHANGES[:1],
    reason=INTERACTIVE,
)
_BUSINESS = Choice(
    "business",
    "choice_business",
    "choice.business",
    _businesses,
    _business_title,
    "list",
    filed=lambda e: _businesses(e)[:1],
    reason=INTERACTIVE,
)


def _limits_title(_: Limits, __: Evaluation, reading: Reading) -> str:
    return text("app.choice.vendors.hold", reading.lang)


# The page and the command line bring limits of their reader; files hold plans without any.
LIMITS: Choice[Limits] = Choice(
    "limits",
    "vendor_limits",
    "choice.vendors.hold",
    lambda _: ((),),
    _limits_title,
    "list",
)

VENDORS = (
    Content("vendors", picture=picture_plans, needs=(_PLAN,), choices=(_EXCHANGE, LIMITS)),
    Content("vendors", view_plans, needs=(_PLAN,), choices=(_EXCHANGE, LIMITS)),
    Content("vendors", view_plan_limits, needs=(_PLAN,), choices=(_EXCHANGE, _BUSINESS, LIMITS)),
    Content("vendors", view_plan_sizes, needs=(_PLAN,), choices=(_EXCHANGE,)),
)
