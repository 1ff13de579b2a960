"""Words of fit answers: symbols as the questionnaire defines them, titles, counts and notes."""

from collections.abc import Mapping

from rfi.compare.fit.gaps import GapSum
from rfi.compare.fit.rates import FitRate
from rfi.normalize.fit.levels import FIT_CODES
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading, money_digits, money_factor, unit_title
from rfi.views.look.table import TableCell

LOWER_BOUND = "≧"


def code_title(code: int, lang: Lang) -> str:
    """Return the name of a fit code."""
    return load_codelist("fit_codes").title(FIT_CODES[code], lang)


def class_title(requirement_class: str | None, lang: Lang) -> str:
    """Return the name of a class; None is 実装必須 and 標準オプション together."""
    if requirement_class is None:
        return text("fit.class.all", lang)
    return load_codelist("requirement_classes").title(requirement_class, lang)


def cause_title(cause: str, lang: Lang) -> str:
    """Return the name of a cause, "" being none stated."""
    return (
        load_codelist("gap_causes").title(cause, lang) if cause else text("fit.causes.none", lang)
    )


def business_title(questionnaire: Questionnaire, business: str) -> str:
    """Return the name of a business; its code where the questionnaire has no name for it."""
    return questionnaire.businesses.get(business, business)


def symbols_of(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return fit code → the questionnaire's own symbol; codes without one are left out."""
    symbols: dict[str, str] = {}
    for symbol, fit in questionnaire.fit_of_symbol.items():
        symbols.setdefault(fit, symbol)
    return symbols


def code_words(code: int, symbols: Mapping[str, str], lang: Lang) -> str:
    """Return symbol and name of a fit code."""
    title, symbol = code_title(code, lang), symbols.get(FIT_CODES[code])
    return text("fit.matrix.cell", lang, symbol=symbol, code=title) if symbol else title


def rate_cell(rate: FitRate, lang: Lang) -> TableCell:
    """Return a rate with its counts beside it; words where there is no rate to tell."""
    if not rate.asked:
        return TableCell(text=text("fit.rates.nothing_asked", lang))
    if rate.rate is None:
        note = text("fit.rates.none.note", lang, asked=rate.asked)
        return TableCell(text=text("fit.rates.none", lang), note=note, is_marked=True)
    facts = {"met": rate.met, "asked": rate.asked, "unanswered": rate.unanswered}
    key = "fit.rates.cell.unanswered" if rate.unanswered else "fit.rates.cell"
    return TableCell(rate.rate, note=text(key, lang, **facts))


def unanswered_cell(rate: FitRate, lang: Lang) -> TableCell:
    """Return the unanswered share, with its count."""
    share = rate.unanswered_share
    if share is None:
        return TableCell(text=text("fit.rates.nothing_asked", lang))
    count = text("fit.gaps.count", lang, count=rate.unanswered)
    return TableCell(share, note=count if rate.unanswered else "", is_marked=bool(rate.unanswered))


def money_words(yen: float, reading: Reading) -> str:
    """Return an amount with its unit."""
    digits = money_digits(reading.unit)
    amount = format_number(yen / money_factor(reading.unit), digits)
    return text("fit.causes.cost", reading.lang, amount=amount, unit=unit_title(reading))


def gap_amount(found: GapSum, reading: Reading) -> float | None:
    """Return the nominal amount over the window on the chosen tax basis."""
    return found.window_jpy(with_tax=reading.tax == "included")


def gap_sign(found: GapSum) -> str:
    """Return ≧ where more may be hidden."""
    return LOWER_BOUND if found.is_lower_bound else ""


def size_words(asked: Questionnaire, lang: Lang) -> str:
    """Return for which size requirements were answered, in the words of the costs."""
    title = asked.scenarios[asked.default_scenario_id].title
    return text("view.whose.quoted_scenario", lang, scenario=title)
