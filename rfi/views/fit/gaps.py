"""ギャップの費用: what is quoted for the gaps, where it stands, and what workarounds take."""

from collections.abc import Callable, Iterator

from rfi.compare.fit.gap_comparison import GapComparison, GapOffer
from rfi.compare.fit.gaps import GapSum
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import CUSTOMIZE, EXTERNAL, FIT_CODES, OPTION
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.fit.words import LOWER_BOUND, gap_amount, gap_sign, size_words
from rfi.views.look.offers import look_of, offer_columns
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import Kind, Level, Row, Table, TableCell
from rfi.views.look.values import assumption_value

# Kinds that a price belongs to are always shown; others only where one of them has a price.
_ALWAYS = (FIT_CODES[CUSTOMIZE], FIT_CODES[EXTERNAL], FIT_CODES[OPTION])
_DIGITS = 3


def _count_note(found: GapSum, lang: Lang) -> str:
    parts = [text("fit.gaps.priced", lang, count=found.count, priced=found.priced)]
    if found.partial:
        parts.append(text("fit.gaps.partial", lang, partial=found.partial))
    return text("fit.matrix.separator", lang).join(parts)


def _money_cell(
    found: GapSum | None, amount: float | None, lang: Lang, *, noted: bool
) -> TableCell:
    """Return an amount with its sign; words where there is no gap, or none has a price."""
    if found is None or not found.count:
        return TableCell(text=text("fit.gaps.zero", lang))
    if amount is None:
        note = text("fit.gaps.none_priced", lang, count=found.count) if noted else ""
        return TableCell(text=text("fit.gaps.unknown", lang), note=note)
    return TableCell(amount, sign=gap_sign(found), note=_count_note(found, lang) if noted else "")


def _sum_row(
    key: str,
    heading: str,
    sums: list[GapSum | None],
    reading: Reading,
    *,
    level: Level = "plain",
    note: str = "",
) -> Row:
    cells = tuple(
        _money_cell(found, gap_amount(found, reading) if found else None, reading.lang, noted=True)
        for found in sums
    )
    return Row(key, heading, cells, level=level, note=note)


def _code_rows(gaps: GapComparison, reading: Reading) -> Iterator[Row]:
    for code in FIT_CODES:
        sums = [offer.gaps.by_code.get(code) for offer in gaps.offers]
        if code in _ALWAYS or any(found is not None and found.priced for found in sums):
            yield _sum_row(
                code, load_codelist("fit_codes").title(code, reading.lang), sums, reading
            )


def _total_rows(gaps: GapComparison, reading: Reading) -> Iterator[Row]:
    lang = reading.lang
    totals = [offer.gaps.total for offer in gaps.offers]
    with_tax = reading.tax == "included"
    shown: list[GapSum | None] = list(totals)
    yield _sum_row("total", text("fit.gaps.total", lang), shown, reading, level="total")
    parts: dict[str, Callable[[GapSum], float]] = {
        "once": lambda found: found.once_incl_tax_jpy if with_tax else found.once_jpy,
        "monthly": lambda found: found.monthly_incl_tax_jpy if with_tax else found.monthly_jpy,
    }
    for name, part in parts.items():
        cells = tuple(
            _money_cell(found, part(found) if found.priced else None, lang, noted=False)
            for found in totals
        )
        yield Row(name, text(f"fit.gaps.{name}", lang), cells)
    present = tuple(
        _money_cell(found, found.present_value_jpy(with_tax=with_tax), lang, noted=False)
        for found in totals
    )
    yield Row("present", text("fit.gaps.present", lang), present, note=_present_note(gaps, lang))


def _present_note(gaps: GapComparison, lang: Lang) -> str:
    rate = assumption_value(gaps.conditions.assumptions.values["discount_rate"], lang)
    years = {trimmed(offer.gaps.total.annuity_years, _DIGITS) for offer in gaps.offers}
    separator = text("view.list_separator", lang)
    return text("fit.gaps.present.note", lang, rate=rate, annuity=separator.join(sorted(years)))


def _home_rows(
    gaps: GapComparison, questionnaire: Questionnaire, reading: Reading
) -> Iterator[Row]:
    lang = reading.lang
    for item in (*questionnaire.items, ""):
        sums = [offer.gaps.by_item.get(item) for offer in gaps.offers]
        if not any(sums):
            continue
        heading = (
            f"{item} {questionnaire.items[item]}" if item else text("fit.gaps.home_none", lang)
        )
        note = text("fit.gaps.home.note" if item else "fit.gaps.home_none.note", lang)
        yield _sum_row(item or "none", heading, sums, reading, note=note)
    unbacked: list[GapSum | None] = [offer.gaps.unbacked for offer in gaps.offers]
    if any(found is not None and found.count for found in unbacked):
        heading, note = text("fit.gaps.unbacked", lang), text("fit.gaps.unbacked.note", lang)
        yield _sum_row("unbacked", heading, unbacked, reading, note=note)


def _work_cell(
    gaps: GapComparison, offer: GapOffer, value: float | None, lang: Lang, *, note: str = ""
) -> TableCell:
    work = offer.gaps.workaround
    if not work.count:
        return TableCell(text=text("fit.gaps.zero", lang))
    if value is None:
        return TableCell(text=text("fit.gaps.unknown", lang))
    parts = [text("fit.gaps.estimated", lang)] if gaps.basis.is_estimated else []
    parts += [note] if note else []
    sign = LOWER_BOUND if work.unknown else ""
    return TableCell(value, sign=sign, note=text("fit.matrix.separator", lang).join(parts))


def _work_rows(gaps: GapComparison, lang: Lang) -> Iterator[Row]:
    yield Row(
        "work.count",
        text("fit.gaps.work.count", lang),
        tuple(
            TableCell(
                float(offer.gaps.workaround.count),
                note=text("fit.gaps.work.unknown", lang, count=offer.gaps.workaround.unknown)
                if offer.gaps.workaround.unknown
                else "",
            )
            for offer in gaps.offers
        ),
        "count",
    )
    own = "own" if gaps.basis.is_own_staff_hour else "assumed"
    rate = text(f"fit.gaps.work.rate.{own}", lang, rate=format_number(gaps.basis.staff_hour_jpy))
    hours = text("fit.gaps.hours", lang)
    works = [offer.gaps.workaround for offer in gaps.offers]
    rows: tuple[tuple[str, list[float | None], Kind, str], ...] = (
        ("hours_year", [w.hours_per_year if w.is_known else None for w in works], "count", hours),
        ("hours", [w.window_hours for w in works], "count", hours),
        ("money", [w.window_jpy for w in works], "money", rate),
        ("present", [w.present_value_jpy for w in works], "money", ""),
    )
    for name, values, kind, note in rows:
        cells = tuple(
            _work_cell(gaps, offer, value, lang)
            for offer, value in zip(gaps.offers, values, strict=True)
        )
        yield Row(f"work.{name}", text(f"fit.gaps.work.{name}", lang), cells, kind, note=note)


def _notes(gaps: GapComparison, questionnaire: Questionnaire, lang: Lang) -> Iterator[str]:
    if any(
        offer.gaps.total.is_lower_bound or offer.gaps.workaround.unknown for offer in gaps.offers
    ):
        yield text("fit.gaps.note.bound", lang)
    yield text("fit.gaps.note.breakdown", lang)
    scenario = questionnaire.scenarios[questionnaire.default_scenario_id].title
    yield text("fit.gaps.note.size", lang, scenario=scenario)
    if gaps.basis.is_estimated:
        yield text("fit.gaps.note.scaled", lang, factor=trimmed(gaps.basis.size_factor, _DIGITS))
    beyond = [look_of(offer).letter for offer in gaps.offers if offer.is_beyond_term]
    if beyond:
        separator = text("view.list_separator", lang)
        yield text("fit.gaps.note.term", lang, offers=separator.join(beyond))
    yield text("view.rounding", lang)


def view_fit_gaps(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the cost of the gaps by kind and by cost item, and the workarounds apart."""
    gaps, questionnaire, lang = evaluation.gaps, evaluation.questionnaire, reading.lang
    months = int(gaps.conditions.assumptions.number("horizon_months"))
    homes = list(_home_rows(gaps, questionnaire, reading))
    return Table(
        key="fit_gaps",
        title=text("fit.gaps.title", lang, months=months),
        caption=text(
            "fit.gaps.caption",
            lang,
            unit=unit_title(reading),
            tax=tax_title(reading.tax, lang),
            months=months,
            size=size_words(questionnaire, lang),
        ),
        corner=text("fit.gaps.corner", lang),
        columns=offer_columns(gaps),
        rows=(
            Row("quoted", text("fit.gaps.quoted", lang), level="section"),
            *_code_rows(gaps, reading),
            *_total_rows(gaps, reading),
            *((Row("homes", text("fit.gaps.homes", lang), level="section"),) if homes else ()),
            *homes,
            Row("work", text("fit.gaps.work", lang), level="section"),
            *_work_rows(gaps, lang),
        ),
        unit=reading.unit,
        notes=tuple(_notes(gaps, questionnaire, lang)),
    )
