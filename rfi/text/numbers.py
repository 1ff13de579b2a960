"""Rounding and formats of figures where they leave the program.

Inside, nothing is rounded (method §10: half-up means 0.5 away from zero).
"""

from decimal import ROUND_HALF_UP, Decimal

THOUSAND = 1000
_SURE_DIGITS = 15
_HALF = 0.5


def round_half_up(value: float, digits: int = 0) -> int | float:
    """Round ``value`` half away from zero to ``digits`` after the point; int when ``digits`` ≤ 0.

    >>> round_half_up(22.5), round_half_up(-2.5), round_half_up(1.005, 2)
    (23, -3, 1.01)
    """
    if digits == 0:
        # What stands after the point of a float is exact, so that whole figures need no decimals.
        size = abs(value)
        whole = int(size)
        whole += size - whole >= _HALF
        return -whole if value < 0 else whole
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return float(exact) if digits > 0 else int(exact)


def format_number(value: float | None, digits: int = 0) -> str:
    """Return ``value`` with separators, △ for a negative one, "－" for a missing one.

    >>> format_number(-198282529), format_number(None), format_number(3.14159, 2)
    ('△198,282,529', '－', '3.14')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is the only value unlike itself
        return "－"
    rounded = round_half_up(value, digits)
    return ("△" if rounded < 0 else "") + f"{abs(rounded):,.{digits}f}"


def all_digits(value: float) -> str:
    """Return ``value`` with the 15 digits that a float surely holds, so that it can be computed on.

    >>> all_digits(159090909.09090909), all_digits(-0.66318), all_digits(24184999.999999996)
    ('159,090,909.090909', '△0.66318', '24,185,000')
    """
    sure = Decimal(format(abs(value), f".{_SURE_DIGITS}g"))
    printed = f"{sure:,f}"
    shown = printed.rstrip("0").rstrip(".") if "." in printed else printed
    return f"△{shown}" if value < 0 else shown


def format_thousand_yen(value: float | None) -> str:
    """Return yen as 千円, rounded once.

    >>> format_thousand_yen(4588982119)
    '4,588,982'
    """
    return format_number(None if value is None else value / THOUSAND)


def trimmed(value: float, digits: int = 4) -> str:
    """Return a number without zeros after the point.

    >>> trimmed(3.50), trimmed(150.0)
    ('3.5', '150')
    """
    printed = format_number(value, digits)
    return printed.rstrip("0").rstrip(".") if "." in printed else printed
