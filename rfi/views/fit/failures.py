"""必須に対応不可: what fails a required function, and what is not yet settled at go-live."""

from collections.abc import Callable, Mapping

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.failures import Failures
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.fit.matrix import answer_cell, requirement_row, symbols_note
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell

_KINDS: Mapping[str, Callable[[Failures], tuple[str, ...]]] = {
    "failed": lambda found: found.failed,
    "late": lambda found: found.late,
    "undated": lambda found: found.undated,
    "unanswered": lambda found: found.unanswered,
    "not_kept": lambda found: found.not_kept,
    "not_kept_unanswered": lambda found: found.not_kept_unanswered,
}


def _verdict(found: Failures, lang: Lang) -> TableCell:
    kind = "failed" if found.is_failed else "open" if found.unanswered else "passed"
    return TableCell(text=text(f"fit.failures.verdict.{kind}", lang), is_marked=found.is_failed)


def _count_rows(fit: FitComparison, lang: Lang) -> list[Row]:
    rows = [
        Row(
            "verdict",
            text("fit.failures.verdict", lang),
            tuple(_verdict(offer.failures, lang) for offer in fit.offers),
            "text",
            "total",
        )
    ]
    for kind, ids in _KINDS.items():
        counts = [len(ids(offer.failures)) for offer in fit.offers]
        if kind in {"failed", "late", "unanswered"} or any(counts):
            cells = tuple(TableCell(float(count), is_marked=count > 0) for count in counts)
            rows.append(Row(f"count.{kind}", text(f"fit.failures.{kind}", lang), cells, "count"))
    days = tuple(TableCell(text=offer.go_live_on) for offer in fit.offers)
    rows.append(Row("go_live", text("view.summary.go_live", lang), days, "text"))
    return rows


def _listed_rows(
    gaps: GapComparison, questionnaire: Questionnaire, kind: str, reading: Reading
) -> list[Row]:
    """Return every requirement that is of one kind in any offer, with all its answers."""
    lang, fit = reading.lang, gaps.fit
    chosen = [set(_KINDS[kind](offer.failures)) for offer in fit.offers]
    meant = set().union(*chosen)
    rows = []
    for index, found in enumerate(fit.requirements):
        if found.requirement_id not in meant:
            continue
        cells = []
        for offer in range(len(fit.offers)):
            cell = answer_cell(gaps, questionnaire, (offer, index), reading, with_remark=True)
            is_meant = found.requirement_id in chosen[offer]
            cells.append(
                TableCell(
                    text=cell.text,
                    note=cell.note if is_meant else "",
                    is_marked=is_meant,
                )
            )
        rows.append(requirement_row(found, tuple(cells), lang))
    if not rows:
        return []
    title = text(f"fit.failures.{kind}", lang)
    heading = text("fit.failures.section", lang, title=title, count=len(rows))
    return [Row(f"section.{kind}", heading, level="section"), *rows]


def view_fit_failures(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the verdicts and counts, then every requirement meant; nothing is left out."""
    gaps, questionnaire, lang = evaluation.gaps, evaluation.questionnaire, reading.lang
    fit = gaps.fit
    asked = max((offer.failures.asked for offer in fit.offers), default=0)
    listed = [row for kind in _KINDS for row in _listed_rows(gaps, questionnaire, kind, reading)]
    return Table(
        key="fit_failures",
        title=text("fit.failures.title", lang),
        caption=text("fit.failures.caption", lang, asked=asked),
        corner=text("fit.failures.corner", lang),
        columns=offer_columns(fit),
        rows=(*_count_rows(fit, lang), *listed),
        unit=reading.unit,
        notes=(text("fit.failures.note", lang), *symbols_note(questionnaire, lang)),
    )
