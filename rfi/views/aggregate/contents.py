"""集計のみ: what stands on every page of the comparison, and in every file, in place of offers."""

from rfi.views.aggregate.statistics import (
    view_aggregate,
    view_aggregate_businesses,
    view_aggregate_items,
)
from rfi.views.look.contents import Content, Contents

WHOLE, PARTS = "aggregate", "aggregate_costs"
CONTENTS = Contents(
    "summary",
    (
        Content(WHOLE, view_aggregate, is_aggregate=True, level="public"),
        Content(PARTS, view_aggregate_items, is_aggregate=True, level="meeting"),
        Content(PARTS, view_aggregate_businesses, is_aggregate=True, level="meeting"),
    ),
)
