"""適合率: by class of requirement and by business, with what is unanswered beside each rate."""

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.rates import CLASSES, COUNTED_CLASSES, NOT_TO_IMPLEMENT
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import FIT_CODES, UNANSWERED
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.fit.words import (
    business_title,
    class_title,
    code_words,
    rate_cell,
    symbols_of,
    unanswered_cell,
)
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Level, Row, Table, TableCell


def _class_rows(fit: FitComparison, lang: Lang) -> list[Row]:
    indexes = range(len(fit.offers))
    kinds: list[tuple[str | None, Level]] = [(CLASSES[index], "plain") for index in COUNTED_CLASSES]
    kinds.append((None, "total"))
    rows = [
        Row(
            kind or "counted",
            text("fit.rates.all", lang) if kind is None else class_title(kind, lang),
            tuple(rate_cell(fit.rate(index, None, kind), lang) for index in indexes),
            "percent",
            level,
        )
        for kind, level in kinds
    ]
    unanswered = tuple(unanswered_cell(fit.rate(index), lang) for index in indexes)
    rows.append(Row("unanswered_share", text("fit.rates.unanswered", lang), unanswered, "percent"))
    return rows


def _barred_rows(fit: FitComparison, lang: Lang) -> list[Row]:
    indexes = range(len(fit.offers))
    rates = [fit.rate(index, None, CLASSES[NOT_TO_IMPLEMENT]) for index in indexes]
    if not any(rate.asked for rate in rates):
        return []
    return [
        Row("apart", text("fit.rates.apart", lang), level="section"),
        Row(
            "not_to_implement",
            text("fit.rates.barred", lang),
            tuple(rate_cell(rate, lang) for rate in rates),
            "percent",
            note=text("fit.rates.barred.note", lang),
        ),
    ]


def _count_rows(fit: FitComparison, questionnaire: Questionnaire, lang: Lang) -> list[Row]:
    symbols = symbols_of(questionnaire)
    rates = [fit.rate(index) for index in range(len(fit.offers))]
    rows = [Row("counts", text("fit.rates.counts", lang), level="section")]
    for code, name in enumerate(FIT_CODES):
        cells = tuple(
            TableCell(
                float(rate.counts[code]), is_marked=code == UNANSWERED and rate.counts[code] > 0
            )
            for rate in rates
        )
        rows.append(Row(name, code_words(code, symbols, lang), cells, "count"))
    return rows


def view_fit_rates(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the rates by class, 実装不可 apart, and the number of answers by kind."""
    fit, questionnaire, lang = evaluation.fit, evaluation.questionnaire, reading.lang
    barred = _barred_rows(fit, lang)
    notes = [text("fit.rates.note.met", lang)]
    if barred:
        notes.append(text("fit.rates.note.barred", lang))
    return Table(
        key="fit_rates",
        title=text("fit.rates.title", lang),
        caption=text("fit.caption.rate", lang),
        corner=text("fit.rates.corner", lang),
        columns=offer_columns(fit),
        rows=(*_class_rows(fit, lang), *barred, *_count_rows(fit, questionnaire, lang)),
        notes=tuple(notes),
    )


def view_fit_businesses(
    evaluation: Evaluation, reading: Reading, requirement_class: str = ""
) -> Table:
    """Return the rates by business.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        requirement_class: One class; "" is 実装必須 and 標準オプション together.
    """
    fit, questionnaire, lang = evaluation.fit, evaluation.questionnaire, reading.lang
    indexes = range(len(fit.offers))
    rows = [
        Row(
            business,
            business_title(questionnaire, business),
            tuple(
                rate_cell(fit.rate(index, business, requirement_class or None), lang)
                for index in indexes
            ),
            "percent",
            note=business,
        )
        for business in fit.businesses
        if any(fit.rate(index, business, requirement_class or None).asked for index in indexes)
    ]
    whole = tuple(
        rate_cell(fit.rate(index, None, requirement_class or None), lang) for index in indexes
    )
    group = class_title(requirement_class or None, lang)
    return Table(
        key="fit_businesses",
        title=text("fit.businesses.title", lang),
        caption=text(
            "fit.businesses.caption", lang, caption=text("fit.caption.rate", lang), group=group
        ),
        corner=text("fit.businesses.corner", lang),
        columns=offer_columns(fit),
        rows=(*rows, Row("total", group, whole, "percent", "total")),
        notes=(text("fit.rates.note.met", lang),),
    )
