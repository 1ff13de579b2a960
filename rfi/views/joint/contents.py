"""共同利用: what its page and every file show."""

from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.views.joint.joiners import view_joiners
from rfi.views.joint.number_effect import asks_for_groups, view_number_effect
from rfi.views.joint.payments import view_paid, view_payments
from rfi.views.joint.share_bands import picture_shares
from rfi.views.joint.share_chart import figure_shares
from rfi.views.joint.shares import view_shares
from rfi.views.joint.size_curve_chart import figure_size_curves, view_crossovers
from rfi.views.look.choices import ONCE, of_offer, offer_indexes
from rfi.views.look.contents import Content, Contents, Need

# What sizes are priced is asked by the RFI: no answer brings another.
_GROUP_PRICE = Need(asks_for_groups, lambda _: "joint.no_group_price")
_NO_GROUP = Need(lambda e: e.joint_use is None)
_GROUP = Need(
    lambda e: e.joint_use is not None, lambda _: "joint.empty", "conditions", "joint.choose"
)
_SIZES = Need(lambda e: e.size_curves is not None, lambda _: "joint.no_size")


def _estimable(evaluation: Evaluation) -> Sequence[int]:
    joint = evaluation.joint_use
    return [index for index in offer_indexes(evaluation) if joint and joint.is_estimable[index]]


def _without_group(section: str) -> Content:
    """Return what a section shows while no group is chosen."""
    return Content(
        section, view_number_effect, needs=(_GROUP_PRICE, _NO_GROUP), unfiled=ONCE, level="public"
    )


CONTENTS = Contents(
    "joint",
    (
        Content("shares", picture=picture_shares, needs=(_GROUP_PRICE, _GROUP), level="public"),
        Content("shares", view_shares, needs=(_GROUP_PRICE, _GROUP), level="public"),
        _without_group("shares"),
        Content("members", figure=figure_shares, needs=(_GROUP_PRICE, _GROUP), level="public"),
        Content("effect", view_number_effect, needs=(_GROUP_PRICE,), level="public"),
        Content(
            "paid",
            view_paid,
            needs=(_GROUP_PRICE, _GROUP),
            choices=(of_offer("joint_offer", "trace.offer", _estimable),),
            level="public",
        ),
        Content("paid", view_payments, needs=(_GROUP_PRICE, _GROUP), level="public"),
        _without_group("paid"),
        Content("joiners", view_joiners, needs=(_GROUP_PRICE, _GROUP), level="public"),
        _without_group("joiners"),
        Content("size", figure=figure_size_curves, needs=(_SIZES,), level="public"),
        Content(
            "size", view_crossovers, needs=(_SIZES,), nothing="joint.no_crossing", level="public"
        ),
    ),
)
