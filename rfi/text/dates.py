"""Fiscal years and months as people in a city hall write them (domain §13)."""

from rfi.text.wording import Lang

REIWA_OFFSET = 2018
HEISEI_OFFSET = 1988
FIRST_REIWA_FISCAL_YEAR = 2019


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
