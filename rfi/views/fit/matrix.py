"""要件一覧: requirement × offer, answered in symbol and words, with cause and cost below."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.compare.fit.gaps import PRICED_CODES
from rfi.compare.fit.requirements import Requirement
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import (
    COMPLETE,
    FIT_CODES,
    GAP_CAUSES,
    GAPS,
    NO_TAX,
    NONE,
    NOT_POSSIBLE,
    OPTION,
    PARTIAL,
    ROADMAP,
    UNANSWERED,
    WORKAROUND,
    ZERO,
)
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.fit.filter import ShownRequirements
from rfi.views.fit.words import (
    business_title,
    cause_title,
    class_title,
    code_title,
    code_words,
    money_words,
    symbols_of,
)
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import Row, Table, TableCell


def _cost_parts(
    gaps: GapComparison, where: tuple[int, int], reading: Reading, items: Mapping[str, str]
) -> Iterator[str]:
    lang, fit = reading.lang, gaps.fit
    levels, costs = fit.levels, gaps.costs
    state, home = levels.money_state[where], levels.cost_item[where]
    with_tax = reading.tax == "included"
    if state in {COMPLETE, PARTIAL}:
        once = (costs.once_incl_tax_jpy if with_tax else costs.once_jpy)[where]
        monthly = (costs.monthly_incl_tax_jpy if with_tax else costs.monthly_jpy)[where]
        for key, yen in (("once", once), ("monthly", monthly)):
            if not np.isnan(yen):
                amount = money_words(float(yen), reading)
                yield text(f"fit.matrix.{key}", lang, amount=amount)
        if home != NONE:
            yield text("fit.matrix.item", lang, item=items.get(fit.items[home], fit.items[home]))
            if not gaps.homes[where]:
                yield text("fit.matrix.unbacked", lang)
    elif state in {NO_TAX, ZERO}:
        yield text("fit.matrix.no_tax" if state == NO_TAX else "fit.matrix.zero", lang)
    elif levels.code[where] in PRICED_CODES and home != NONE:
        yield text(
            "fit.matrix.no_cost_item", lang, item=items.get(fit.items[home], fit.items[home])
        )
    elif levels.code[where] in PRICED_CODES:
        yield text("fit.matrix.no_cost", lang)


def _note_parts(
    gaps: GapComparison, where: tuple[int, int], reading: Reading, items: Mapping[str, str]
) -> Iterator[str]:
    """Yield what must be said beside an answer: verdict, cause, cost, effort, day."""
    lang, fit = reading.lang, gaps.fit
    offer, index = where
    levels, code = fit.levels, int(fit.levels.code[where])
    is_required = fit.requirements[index].requirement_class == "required"
    if code == NOT_POSSIBLE and is_required:
        yield text("fit.matrix.failed", lang)
    cause = int(levels.cause[where])
    if cause != NONE:
        yield cause_title(GAP_CAUSES[cause], lang)
    elif code in GAPS and code != OPTION:
        yield text("fit.matrix.cause_missing", lang)
    yield from _cost_parts(gaps, where, reading, items)
    hours = gaps.hours_per_year[where]
    if not np.isnan(hours):
        yield text("fit.matrix.hours", lang, hours=format_number(float(hours), 0))
    elif code == WORKAROUND:
        yield text("fit.matrix.hours_unknown", lang)
    available = levels.available_on[where]
    if not np.isnat(available):
        yield text("fit.matrix.available", lang, date=str(available))
        if code == ROADMAP and str(available) > fit.offers[offer].go_live_on:
            yield text("fit.matrix.late", lang)
    elif code == ROADMAP:
        yield text("fit.matrix.undated", lang)


def answer_cell(
    gaps: GapComparison,
    questionnaire: Questionnaire,
    where: tuple[int, int],
    reading: Reading,
    *,
    with_remark: bool = False,
) -> TableCell:
    """Return one answer in symbol and words.

    Args:
        gaps: The offers.
        questionnaire: Symbols.
        where: Indexes of offer and requirement.
        reading: Language, unit and tax basis.
        with_remark: Whether the vendor's own remark follows.
    """
    fit = gaps.fit
    code = int(fit.levels.code[where])
    parts = list(_note_parts(gaps, where, reading, questionnaire.items))
    remark = fit.note(*where) if with_remark else ""
    if remark:
        parts.append(remark)
    is_failed = code == NOT_POSSIBLE and fit.requirements[where[1]].requirement_class == "required"
    return TableCell(
        text=code_words(code, symbols_of(questionnaire), reading.lang),
        note=text("fit.matrix.separator", reading.lang).join(parts),
        is_marked=is_failed or code == UNANSWERED,
    )


def requirement_row(found: Requirement, cells: tuple[TableCell, ...], lang: Lang) -> Row:
    """Return the row of one requirement: its text, then id, class and category."""
    note = text(
        "fit.matrix.requirement",
        lang,
        id=found.requirement_id,
        group=class_title(found.requirement_class, lang),
        category=found.category,
    )
    return Row(found.requirement_id, found.text, cells, "text", note=note.strip())


def symbols_note(questionnaire: Questionnaire, lang: Lang) -> tuple[str, ...]:
    """Return what this questionnaire's symbols mean; nothing where it has none."""
    symbols: Mapping[str, str] = symbols_of(questionnaire)
    words = [
        text("fit.matrix.legend", lang, symbol=symbols[name], code=code_title(code, lang))
        for code, name in enumerate(FIT_CODES)
        if name in symbols
    ]
    separator = text("list.separator", lang)
    return (text("fit.matrix.legend.note", lang, symbols=separator.join(words)),) if words else ()


def _caption(fit: FitComparison, found: Sequence[int], page: range, reading: Reading) -> str:
    lang = reading.lang
    asked = len(fit.requirements)
    if not found:
        return text("fit.matrix.caption.none", lang, asked=asked)
    return text(
        "fit.matrix.caption",
        lang,
        found=len(found),
        first=page.start + 1,
        last=page.stop,
        asked=asked,
        unit=unit_title(reading),
        tax=tax_title(reading.tax, lang),
    )


def view_fit_matrix(evaluation: Evaluation, reading: Reading, shown: ShownRequirements) -> Table:
    """Return some requirements, grouped by business; the caption says of how many."""
    gaps, questionnaire, lang = evaluation.gaps, evaluation.questionnaire, reading.lang
    fit, found = gaps.fit, shown.found
    page = range(len(found)) if shown.page is None else shown.page
    business_of = [fit.requirements[index].business for index in found]
    of_business, on_page = Counter(business_of), Counter(business_of[at] for at in page)
    rows: list[Row] = []
    for at in page:
        requirement = fit.requirements[found[at]]
        business = requirement.business
        if not rows or business_of[at - 1] != business:
            is_whole = of_business[business] == on_page[business]
            heading = text(
                "fit.matrix.business" if is_whole else "fit.matrix.continued",
                lang,
                business=business_title(questionnaire, business),
                count=of_business[business],
                shown=on_page[business],
            )
            rows.append(Row(business, heading, level="section"))
        cells = tuple(
            answer_cell(
                gaps, questionnaire, (offer, found[at]), reading, with_remark=shown.with_remarks
            )
            for offer in range(len(fit.offers))
        )
        rows.append(requirement_row(requirement, cells, lang))
    notes = symbols_note(questionnaire, lang)
    if gaps.basis.is_estimated:
        notes = (*notes, text("fit.matrix.estimated", lang))
    return Table(
        key="fit_matrix",
        title=text("fit.matrix.title", lang),
        caption=_caption(fit, found, page, reading),
        corner=text("fit.matrix.corner", lang),
        columns=offer_columns(fit),
        rows=tuple(rows),
        unit=reading.unit,
        notes=notes,
    )
