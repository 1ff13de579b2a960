"""受付: the tables of the intake page that are of an evaluation."""

from rfi.evaluation.evaluation import Evaluation
from rfi.views.intake.issues import view_issues
from rfi.views.look.contents import Content, Contents
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table


def view_all_issues(evaluation: Evaluation, reading: Reading) -> Table:
    """Return everything found in any file; the page shows them by file and severity."""
    return view_issues(evaluation.costs.issues, reading)


CONTENTS = Contents("intake", (Content("issues", view_all_issues, level="meeting"),))
