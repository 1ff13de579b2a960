"""Which tables go into a file, in which order: the same for every format."""

from rfi.compare.answers import AnswerSet
from rfi.compare.comparison import Comparison
from rfi.text.wording import Lang
from rfi.views.businesses import view_businesses
from rfi.views.display import STANDARD, Display
from rfi.views.fiscal_years import view_cash, view_fiscal_years
from rfi.views.issues import view_issues
from rfi.views.items import view_items
from rfi.views.summary import view_summary
from rfi.views.table import Table


def tables_of(
    answers: AnswerSet, comparison: Comparison, lang: Lang, display: Display = STANDARD
) -> tuple[Table, ...]:
    """Return the tables on screen, the issues last."""
    asked = answers.questionnaire
    return (
        view_summary(comparison, lang, display, asked),
        view_items(comparison, asked, lang, display),
        view_businesses(comparison, asked, lang, display),
        view_fiscal_years(comparison, lang, display),
        view_cash(comparison, lang, display),
        view_issues(comparison.issues, lang),
    )
