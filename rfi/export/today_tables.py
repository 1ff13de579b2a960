"""The tables of today against the offers for a file, in their order; none without today's cost."""

from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from rfi.views.today.before_after import view_before_after
from rfi.views.today.net_effect_table import view_net_cash, view_net_effect


def today_tables_of(evaluation: Evaluation, reading: Reading) -> tuple[Table, ...]:
    """Return before and after, net effect, and the cash table of every offer with prices."""
    found = evaluation.today
    if found is None:
        return ()
    effects = evaluation.net_effect
    cash = (view_net_cash(evaluation, reading, effects, place) for place in range(len(effects)))
    return (
        view_before_after(evaluation, reading),
        view_net_effect(evaluation, reading, effects),
        *(table for table in cash if table is not None),
    )
