"""What a person typed as a day or a year → a value; eras of Japan included (method §10)."""

import re
from calendar import monthrange
from datetime import date

from rfi.document.grid.cell_text import fold

_ERAS = {"令和": 2018, "平成": 1988, "R": 2018, "H": 1988}
# The last year of an era that is read. Contracts signed before the change of era in 2019 count on
# in 平成 for the years they run; a later year is a slip of the pen.
_LAST_YEARS = {2018: 50, 1988: 39}
_ERA_DATE = re.compile(
    r"(?P<era>令和|平成|[RH])\.?\s*(?P<year>[0-9]{1,2}|元)\s*[年./-]\s*(?P<month>[0-9]{1,2})"
    r"\s*[月./-]\s*(?P<day>[0-9]{1,2})\s*日?"
)
_COMMON_DATE = re.compile(
    r"(?P<year>[0-9]{4})\s*[年./-]\s*(?P<month>[0-9]{1,2})\s*[月./-]\s*(?P<day>[0-9]{1,2})\s*日?"
)
_MONTH = re.compile(
    r"(?P<month>(?:(?:令和|平成|[RH])\.?\s*(?:[0-9]{1,2}|元)|[0-9]{4})\s*[年./-]\s*[0-9]{1,2})\s*月?"
)
# The last day of a month, or of a fiscal year: 2028年3月末, R10.3末日, 令和9年度末.
_END = re.compile(r"(?P<when>.+?)\s*の?末日?")
_FISCAL_YEAR = re.compile(r"(?P<year>.+?)年度")
_ERA_YEAR = re.compile(
    r"(?P<era>令和|平成|[RH])\.?\s*(?P<year>[0-9]{1,2}|元)\s*(?:年度|年)?", re.IGNORECASE
)
_COMMON_YEAR = re.compile(r"(?:FY\s*)?(?P<year>[0-9]{4})\s*(?:年度|年)?", re.IGNORECASE)


def _era_year(era: str, year: str) -> int | None:
    """Return the common year of an era's year, None for a year that the era does not have."""
    before_first = _ERAS[era.upper()]
    count = 1 if year == "元" else int(year)
    return before_first + count if 1 <= count <= _LAST_YEARS[before_first] else None


def names_no_year(text: str) -> bool:
    """Tell whether a text is a date or a year of an era which does not have that year.

    >>> names_no_year("平成40年4月1日"), names_no_year("令和0年"), names_no_year("令和9年4月1日")
    (True, True, False)
    """
    folded = fold(text)
    match = _ERA_DATE.fullmatch(folded) or _ERA_YEAR.fullmatch(folded)
    return match is not None and _era_year(match["era"], match["year"]) is None


def read_date(text: str) -> str | None:
    """Return the ISO date in a text, None when there is none; old contracts say 平成32年.

    >>> read_date("令和9年3月25日"), read_date("平成32年4月1日"), read_date("2027/3/25")
    ('2027-03-25', '2020-04-01', '2027-03-25')
    """
    folded = fold(text)
    if match := _ERA_DATE.fullmatch(folded):
        era_year = _era_year(match["era"], match["year"])
        if era_year is None:
            return None
        year = era_year
    elif match := _COMMON_DATE.fullmatch(folded):
        year = int(match["year"])
    else:
        return None
    try:
        return date(year, int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def read_month(text: str) -> str | None:
    """Return the first day of the month that a text names, None when it names none.

    >>> read_month("令和10年4月"), read_month("2028/4"), read_month("2028年4月1日")
    ('2028-04-01', '2028-04-01', None)
    """
    folded = fold(text)
    months = _MONTH.fullmatch(folded)
    return read_date(f"{months['month']}.1") if months else None


def read_month_end(text: str) -> str | None:
    """Return the last day of the month or the fiscal year that a text names, None for none.

    >>> read_month_end("2028年3月末"), read_month_end("R10.2末日"), read_month_end("令和9年度末")
    ('2028-03-31', '2028-02-29', '2028-03-31')
    >>> read_month_end("2028年3月"), read_month_end("9年度末")
    (None, None)
    """
    match = _END.fullmatch(fold(text))
    if match is None:
        return None
    when = match["when"]
    if _FISCAL_YEAR.fullmatch(when):
        fiscal = read_fiscal_year(when)
        return None if fiscal is None else f"{fiscal + 1}-03-31"
    first = read_month(when)
    if first is None:
        return None
    year, month = int(first[:4]), int(first[5:7])
    return date(year, month, monthrange(year, month)[1]).isoformat()


def read_fiscal_year(text: str) -> int | None:
    """Return the fiscal year in a text, named by the year it starts in; None when there is none.

    >>> read_fiscal_year("令和7年度"), read_fiscal_year("平成32年度"), read_fiscal_year("R6")
    (2025, 2020, 2024)
    >>> read_fiscal_year("２０２５"), read_fiscal_year("7"), read_fiscal_year("令和元年度")
    (2025, None, 2019)
    """
    folded = fold(text)
    if match := _ERA_YEAR.fullmatch(folded):
        return _era_year(match["era"], match["year"])
    match = _COMMON_YEAR.fullmatch(folded)
    return int(match["year"]) if match else None
