"""Which tables go into a file, in which order: the same for every format.

A further table needs one line in ``SECTIONS`` and, in the catalogue, ``export.sheet.<key>``, the
short name of its sheet. ``export.title.<key>`` may give it another title than on screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rfi.compare.evaluation import Evaluation
from rfi.text.wording import Lang
from rfi.views.businesses import view_businesses
from rfi.views.display import STANDARD, Display
from rfi.views.fiscal_years import view_cash, view_fiscal_years
from rfi.views.issues import view_issues
from rfi.views.items import view_items
from rfi.views.reference_figures import view_reference_figures
from rfi.views.statistics import view_statistics
from rfi.views.summary import view_summary
from rfi.views.table import Table

MakeTable = Callable[[Evaluation, Lang, Display], Table]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a file: its key, and how it is made from an evaluation."""

    key: str
    make: MakeTable


SECTIONS: tuple[Section, ...] = (
    Section("summary", lambda e, lang, show: view_summary(e.costs, lang, show, e.questionnaire)),
    Section("items", lambda e, lang, show: view_items(e.costs, e.questionnaire, lang, show)),
    Section(
        "businesses", lambda e, lang, show: view_businesses(e.costs, e.questionnaire, lang, show)
    ),
    Section(
        "statistics_items",
        lambda e, lang, show: view_statistics(e.costs, e.basis, lang, show, "items"),
    ),
    Section(
        "statistics_businesses",
        lambda e, lang, show: view_statistics(e.costs, e.basis, lang, show, "businesses"),
    ),
    Section("fiscal_years", lambda e, lang, show: view_fiscal_years(e.costs, lang, show)),
    Section("cash", lambda e, lang, show: view_cash(e.costs, lang, show)),
    Section("reference_figures", lambda _, lang, __: view_reference_figures(lang)),
    Section("issues", lambda e, lang, _: view_issues(e.costs.issues, lang)),
)


def tables_of(evaluation: Evaluation, lang: Lang, display: Display = STANDARD) -> tuple[Table, ...]:
    """Return the tables of a file that have any row, in the order of ``SECTIONS``; issues last.

    The list of issues stays in even when it is empty: that nothing was found is a finding.
    """
    made = (section.make(evaluation, lang, display) for section in SECTIONS)
    return tuple(table for table in made if table.rows or table.key == SECTIONS[-1].key)
