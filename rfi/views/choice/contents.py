"""分析: what its page, every file and the command line show, section by section."""

from dataclasses import replace

from rfi.views.choice.asking.section import ASKING
from rfi.views.choice.change.section import CHANGE
from rfi.views.choice.customization.section import CUSTOMIZATION
from rfi.views.choice.joining.section import JOINING
from rfi.views.choice.scoring.section import SCORING
from rfi.views.choice.staging.section import STAGING
from rfi.views.choice.vendors.section import VENDORS
from rfi.views.look.contents import Content, Contents

_SECTIONS = (*CUSTOMIZATION, *JOINING, *VENDORS, *ASKING, *SCORING, *STAGING, *CHANGE)


def _at_meeting(part: Content) -> Content:
    """Return a content that the public does not see: it tells prices of single items."""
    of = replace(part.of, level="meeting") if part.of else None
    return replace(part, level="meeting", of=of)


CONTENTS = Contents("choice", tuple(map(_at_meeting, _SECTIONS)))
