"""Which slides there are, in which order: as the meeting goes, or in a standard order."""

from collections.abc import Callable, Mapping

from rfi.export.given import Given
from rfi.export.slides.choice import MAKERS
from rfi.export.slides.closing import conditions_slide, holes_slide, robust_slide
from rfi.export.slides.costs import items_slide, moved_slide, totals_slide, years_slide
from rfi.export.slides.effects import effects_slide, fit_slide, joint_slide
from rfi.export.slides.part import Part, parts_of
from rfi.export.slides.points import points_slide
from rfi.export.slides.slide import Slide

_MAKERS: Mapping[str, Callable[[Part], Slide | None]] = {
    "moved": moved_slide,
    "totals": totals_slide,
    "items": items_slide,
    "years": years_slide,
    "joint": joint_slide,
    "effects": effects_slide,
    "fit": fit_slide,
    "robust": robust_slide,
    "holes": holes_slide,
    **MAKERS,
}
# Drawn over all offers at once.
_ONCE = frozenset(("robust", *MAKERS))
STANDARD = ("totals", "items", "years", "joint", "effects", "fit", "robust", "holes")
# View of the meeting → its slide; whatever a meeting shows, these close it.
_OF_VIEW = {
    "totals": "moved",
    "bands": "totals",
    "shares": "joint",
    "differences": "items",
    "slider": "robust",
    "tornado": "robust",
    **{section: section for section in MAKERS},
}
_CLOSING = ("effects", "fit", "holes")


def order_of(given: Given) -> tuple[str, ...]:
    """Return the names of the slides between the first and the last."""
    if not given.views:
        moved = ("moved",) if given.base is not None and given.base.changed else ()
        return (*moved, *STANDARD)
    names = [_OF_VIEW[view] for view in given.views if view in _OF_VIEW]
    if given.base is None or not given.base.changed:
        # Beside an equal baseline the totals are those of their own slide.
        names = ["totals" if name == "moved" else name for name in names]
    return tuple(dict.fromkeys((*names, *_CLOSING)))


def slides_of(given: Given) -> tuple[Slide, ...]:
    """Return the slides that hold something: six points, the order, the conditions."""
    parts = tuple(parts_of(given))
    whole = Part(given, tuple(range(len(given.evaluation.costs.offers))))
    made = [points_slide(whole)]
    for name in order_of(given):
        shown = (whole,) if name in _ONCE and parts else parts
        found = (_MAKERS[name](part) for part in shown)
        made += [slide for slide in found if slide is not None]
    return (*made, conditions_slide(whole))
