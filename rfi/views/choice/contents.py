"""分析: what its page, every file and the command line show, section by section."""

from rfi.views.choice.asking.section import ASKING
from rfi.views.choice.change.section import CHANGE
from rfi.views.choice.customization.section import CUSTOMIZATION
from rfi.views.choice.joining.section import JOINING
from rfi.views.choice.scoring.section import SCORING
from rfi.views.choice.staging.section import STAGING
from rfi.views.choice.vendors.section import VENDORS
from rfi.views.look.contents import Contents

CONTENTS = Contents(
    "choice",
    (*CUSTOMIZATION, *JOINING, *VENDORS, *ASKING, *SCORING, *STAGING, *CHANGE),
)
