"""Which tables go into a file, in which order: the same for every format.

Nothing is listed here: a file holds what the contents of the subjects hold. A table's sheet is
named by ``export.sheet.<key>`` in the catalogue; ``export.title.<key>`` may give it another title
than on screen.
"""

from rfi.evaluation.evaluation import Evaluation
from rfi.views.aggregate.contents import CONTENTS as AGGREGATE
from rfi.views.benefit.contents import CONTENTS as BENEFITS
from rfi.views.choice.contents import CONTENTS as CHOICE
from rfi.views.conditions.contents import CONTENTS as CONDITIONS
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.fit.contents import CONTENTS as FIT
from rfi.views.free.contents import CONTENTS as FREE
from rfi.views.intake.contents import CONTENTS as ISSUES
from rfi.views.joint.contents import CONTENTS as JOINT
from rfi.views.look.contents import Contents
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.robust.contents import CONTENTS as ROBUST
from rfi.views.service.contents import CONTENTS as SERVICE
from rfi.views.summary.contents import CONTENTS as SUMMARY
from rfi.views.summary.contents import REFERENCES
from rfi.views.today.contents import CONTENTS as TODAY
from rfi.views.trace.contents import CONTENTS as TRACE

SUBJECTS: tuple[Contents, ...] = (
    AGGREGATE,
    SUMMARY,
    COSTS,
    JOINT,
    TODAY,
    BENEFITS,
    FIT,
    SERVICE,
    FREE,
    ROBUST,
    CHOICE,
    CONDITIONS,
    REFERENCES,
    TRACE,
    ISSUES,
)


def tables_of(evaluation: Evaluation, reading: Reading) -> tuple[Table, ...]:
    """Return the tables of a file that have any row, in the order of ``SUBJECTS``.

    The list of issues stays in even when it is empty: that nothing was found is a finding.
    """
    made = ((of, table) for of in SUBJECTS for table in of.filed(evaluation, reading))
    return tuple(table for of, table in made if table.rows or of is ISSUES)
