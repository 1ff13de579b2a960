"""What of the conditions differs by offer: go-live, period, base year, and what is missing."""

from rfi.compare.round.coverage import HOLES
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.look.offers import offer_columns
from rfi.views.look.priced_cells import hole_cell, state_title
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.values import format_month


def view_windows(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the window of each offer."""
    comparison, lang = evaluation.costs, reading.lang
    windows = [offer.window for offer in comparison.offers]
    rows = {
        "go_live": [format_month(window.first_month) for window in windows],
        "months": [
            text("view.conditions.months", lang, months=window.months) for window in windows
        ],
        "base_year": [
            text("view.windows.year", lang, year=window.base_fiscal_year) for window in windows
        ],
    }
    return Table(
        key="windows",
        title=text("view.windows", lang),
        caption=text("view.windows.caption", lang),
        corner=text("view.windows.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(
            Row(
                key,
                text(f"view.windows.{key}", lang),
                tuple(TableCell(text=word) for word in words),
                "text",
            )
            for key, words in rows.items()
        ),
    )


def view_hole_counts(evaluation: Evaluation, reading: Reading) -> Table:
    """Return how many asked cells of each offer have no exact price, by what stands there."""
    comparison, lang = evaluation.costs, reading.lang
    found = {kind for offer in comparison.offers for kind in offer.coverage.holes}
    kinds = [kind for kind in HOLES if kind in found]
    rows = [
        Row(
            kind,
            state_title(kind, lang),
            tuple(hole_cell(offer.coverage, kind, lang) for offer in comparison.offers),
            "count",
        )
        for kind in kinds
    ]
    totals = [
        float(sum(len(cells) for cells in offer.coverage.holes.values()))
        for offer in comparison.offers
    ]
    total = Row(
        "total",
        text("view.holes.total", lang),
        tuple(map(TableCell, totals)),
        "count",
        "total",
    )
    return Table(
        key="holes",
        title=text("view.holes", lang),
        caption=text("view.holes.caption", lang),
        corner=text("view.holes.corner", lang),
        columns=offer_columns(comparison),
        rows=(*rows, total),
    )
