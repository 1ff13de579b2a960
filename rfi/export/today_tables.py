"""The tables of today against the offers for a file, in their order; none without today's cost."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang
from rfi.views.look.display import STANDARD, Display
from rfi.views.look.table import Table
from rfi.views.today.before_after import view_before_after
from rfi.views.today.net_effect_table import view_net_cash, view_net_effect


def today_tables_of(
    evaluation: Evaluation, lang: Lang, display: Display = STANDARD
) -> tuple[Table, ...]:
    """Return before and after, net effect, and the cash table of every offer with prices."""
    found, comparison = evaluation.today, evaluation.costs
    if found is None:
        return ()
    effects = evaluation.net_effect
    cash = (
        view_net_cash(comparison, found, effects, place, lang, display)
        for place in range(len(effects))
    )
    return (
        view_before_after(comparison, found, lang, display),
        view_net_effect(comparison, found, effects, lang, display),
        *(table for table in cash if table is not None),
    )
