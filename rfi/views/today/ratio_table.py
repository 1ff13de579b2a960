"""倍率調査 in words and tables: the headline, the figures behind it, every city."""

from collections.abc import Sequence

from rfi.compare.today.ratio_survey import PUBLISHED, RatioSurvey
from rfi.text.numbers import format_number, round_half_up
from rfi.text.wording import Lang, text
from rfi.views.look.offers import PlacedOffer, look_of
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import Column, Kind, Row, Table, TableCell

_TENTHS = 10
_NAMES_SHOWN = 3
_ROWS = ("answered", "mean", "sums", "median", "doubled", "maximum", "falling", "open")


def times(value: float | None, digits: int = 1) -> str:
    """Return a ratio as printed in a sentence."""
    return format_number(value, digits)


def _names(survey: RatioSurvey, indexes: tuple[int, ...], lang: Lang) -> str:
    names = [survey.names[index] for index in indexes[:_NAMES_SHOWN]]
    words = text("list.separator", lang).join(names)
    more = len(indexes) - len(names)
    return text("view.ratio.and_more", lang, names=words, count=more) if more else words


def headline(survey: RatioSurvey, lang: Lang) -> str:
    """Return the survey in one sentence; it says how many answered."""
    if not survey.answered:
        return text("view.ratio.headline.none", lang, asked=survey.asked)
    share = survey.doubled / survey.answered * _TENTHS
    whole = round_half_up(share)
    return text(
        "view.ratio.headline",
        lang,
        mean=times(survey.mean),
        # 「○割」 is said only where it is exact to the tenth; otherwise about.
        about="" if abs(share - whole) < 1 / (2 * _TENTHS) else text("view.ratio.about", lang),
        tenths=whole,
        doubled=survey.doubled,
        answered=survey.answered,
        maximum=times(float(survey.known[-1])),
        falling=len(survey.falling),
    )


def published_sentence(lang: Lang) -> str:
    """Return what was published of the survey of January 2025, with its source."""
    return text(
        "view.ratio.published",
        lang,
        answered=PUBLISHED.answered,
        asked=PUBLISHED.asked,
        mean=times(PUBLISHED.mean),
        maximum=times(PUBLISHED.maximum),
        lower=PUBLISHED.lower,
    )


def answered_words(survey: RatioSurvey, lang: Lang) -> str:
    """Return "n of N answered"."""
    return text("view.ratio.answered", lang, answered=survey.answered, asked=survey.asked)


def _own_cells(survey: RatioSurvey, lang: Lang) -> dict[str, TableCell]:
    """Return row → figure of one survey."""
    none = TableCell(text=text("view.none", lang))
    own: dict[str, TableCell] = {
        "answered": TableCell(text=answered_words(survey, lang)),
        "mean": TableCell(survey.mean),
        "sums": TableCell(survey.ratio_of_sums),
        "median": TableCell(survey.median),
        "doubled": TableCell(
            survey.doubled_share, note=text("view.ratio.cities", lang, count=survey.doubled)
        ),
        "maximum": TableCell(
            float(survey.known[-1]) if survey.answered else None,
            note=_names(survey, survey.largest, lang),
        ),
        "falling": TableCell(len(survey.falling), note=_names(survey, survey.falling, lang)),
        "open": TableCell(
            survey.asked - survey.answered, note=_names(survey, survey.open_indexes, lang)
        ),
    }
    if survey.answered:
        return own
    return {key: cell if key in {"answered", "open"} else none for key, cell in own.items()}


def _published_cells(lang: Lang) -> dict[str, TableCell]:
    """Return row → what was published of the survey of January 2025."""
    half = format_number(PUBLISHED.doubled_above * 100, 0)
    answered = text("view.ratio.answered", lang, answered=PUBLISHED.answered, asked=PUBLISHED.asked)
    return {
        "answered": TableCell(text=answered),
        "mean": TableCell(text=times(PUBLISHED.mean)),
        "doubled": TableCell(text=text("view.ratio.more_than", lang, percent=half)),
        "maximum": TableCell(text=times(PUBLISHED.maximum)),
        "falling": TableCell(PUBLISHED.lower),
        "open": TableCell(PUBLISHED.asked - PUBLISHED.answered),
    }


def view_ratios(
    surveys: Sequence[RatioSurvey], columns: Sequence[Column], basis: str, reading: Reading
) -> Table:
    """Return the figures behind the headline, the published survey in the last column.

    Args:
        surveys: What is shown.
        columns: Their headings.
        basis: Whose figures they are, and on what basis.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    own = [_own_cells(survey, lang) for survey in surveys]
    published = _published_cells(lang)
    silent = TableCell(text=text("view.ratio.not_published", lang))
    kinds: dict[str, Kind] = {"doubled": "percent", "falling": "count", "open": "count"}
    rows = tuple(
        Row(
            key,
            text(f"view.ratio.row.{key}", lang),
            (*(cells[key] for cells in own), published.get(key, silent)),
            kind=kinds.get(key, "ratio"),
            note=text(f"view.ratio.row.{key}.note", lang),
        )
        for key in _ROWS
    )
    return Table(
        key="ratios",
        title=text("view.ratio.title", lang),
        caption=basis,
        corner=text("view.summary.corner", lang),
        columns=(*columns, Column("published", text("view.ratio.column.published", lang))),
        rows=rows,
        notes=(
            published_sentence(lang),
            text("view.ratio.note.both", lang),
            text("view.ratio.note.open", lang),
        ),
    )


def own_column(lang: Lang) -> Column:
    """Return the heading of a survey that stands alone."""
    return Column("survey", text("view.ratio.column.own", lang))


def view_ratio_cities(survey: RatioSurvey, basis: str, reading: Reading) -> Table:
    """Return every city with before, after, difference and ratio, by ratio downwards."""
    lang = reading.lang
    ratios = survey.ratios
    indexes = sorted(
        range(len(survey.codes)),
        key=lambda index: (
            not survey.is_answered[index],
            -ratios[index] if survey.is_answered[index] else 0.0,
            survey.codes[index],
        ),
    )
    unknown = TableCell(text=text("view.unknown", lang))

    def money(amount: float, *, is_exact: bool) -> TableCell:
        return unknown if amount != amount else TableCell(amount, sign="" if is_exact else "≧")  # noqa: PLR0124 - NaN

    rows = []
    for index in indexes:
        before, after = float(survey.before[index]), float(survey.after[index])
        is_known = bool(survey.is_answered[index])
        ratio = (
            TableCell(text=f"{format_number(float(ratios[index]), 2)}")
            if is_known
            else TableCell(text=text("view.none", lang))
        )
        rows.append(
            Row(
                survey.codes[index],
                survey.names[index],
                (
                    money(before, is_exact=bool(survey.is_before_exact[index])),
                    money(after, is_exact=bool(survey.is_after_exact[index])),
                    TableCell(after - before, is_difference=True) if is_known else unknown,
                    ratio,
                ),
                note=survey.codes[index],
            )
        )
    return Table(
        key="ratio_cities",
        title=text("view.ratio.cities.title", lang),
        caption=text("view.ratio.cities.caption", lang, unit=unit_title(reading), basis=basis),
        corner=text("view.ratio.city", lang),
        columns=tuple(
            Column(key, text(f"view.ratio.column.{key}", lang))
            for key in ("before", "after", "difference", "ratio")
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.ratio.note.open", lang),),
    )


def reported_basis(reading: Reading) -> str:
    """Return the basis of a survey that cities reported."""
    return text("view.ratio.basis.reported", reading.lang, tax=tax_title(reading.tax, reading.lang))


def offer_basis(offer: PlacedOffer, reading: Reading) -> str:
    """Return the basis of a survey of cities against an offer, at their own sizes."""
    letter = look_of(offer).letter
    return text(
        "view.ratio.basis.offer",
        reading.lang,
        letter=letter,
        tax=tax_title(reading.tax, reading.lang),
    )
