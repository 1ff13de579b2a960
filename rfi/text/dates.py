"""Fiscal years and months as people in a city hall write them (domain §13)."""

from datetime import date, datetime, timedelta, timezone

from rfi.text.wording import Lang

REIWA_OFFSET = 2018
HEISEI_OFFSET = 1988
FIRST_REIWA_FISCAL_YEAR = 2019
# Japan has one time zone and no summer time.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_JAPAN = timezone(timedelta(hours=9))


def format_fiscal_year(year: int, lang: Lang) -> str:
    """Return the name of the fiscal year that starts in April of ``year``.

    >>> format_fiscal_year(2025, "ja"), format_fiscal_year(2019, "ja")
    ('令和7年度', '令和元年度')
    >>> format_fiscal_year(2025, "en")
    'FY2025'
    """
    if lang == "en":
        return f"FY{year}"
    era, offset = (
        ("令和", REIWA_OFFSET) if year >= FIRST_REIWA_FISCAL_YEAR else ("平成", HEISEI_OFFSET)
    )
    count = year - offset
    return f"{era}{'元' if count == 1 else count}年度"


def format_day(day: str, lang: Lang) -> str:
    """Return an ISO date with its weekday; as it stands when it is no date.

    >>> format_day("2026-10-30", "ja"), format_day("2026-10-30", "en"), format_day("", "ja")
    ('2026年10月30日（金）', 'Friday 30 October 2026', '')
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    if lang == "en":
        return f"{_DAYS[found.weekday()]} {found.day} {_MONTHS[found.month - 1]} {found.year}"
    return f"{found.year}年{found.month}月{found.day}日（{'月火水木金土日'[found.weekday()]}）"


def shown_moment(at: str) -> str:
    """Return a recorded time in Japan's time to the minute; as it stands when it is no time.

    >>> shown_moment("2026-03-31T15:30:00+00:00"), shown_moment("")
    ('2026-04-01 00:30', '')
    """
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    if moment.tzinfo is None:
        return at
    return moment.astimezone(_JAPAN).strftime("%Y-%m-%d %H:%M")
