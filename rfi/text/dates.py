"""Fiscal years and months as people in a city hall write them (domain §13)."""

from datetime import datetime, timedelta, timezone

from rfi.text.wording import Lang

REIWA_OFFSET = 2018
HEISEI_OFFSET = 1988
FIRST_REIWA_FISCAL_YEAR = 2019
# Japan has one time zone and no summer time.
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
