"""Exact rounding, as vendors round their prices."""

from fractions import Fraction


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """Return ``value`` rounded half-up to a multiple of ``step``, at least one step.

    >>> rounded(Fraction(1249), Fraction(100)), rounded(Fraction(1, 3), Fraction(1))
    (Fraction(1200, 1), Fraction(1, 1))
    """
    return max((value / step + Fraction(1, 2)).__floor__(), 1) * step


def plain(value: Fraction) -> int | float:
    """Return a number for JSON: whole when it is whole, else its decimals.

    >>> plain(Fraction(12)), plain(Fraction(127, 100))
    (12, 1.27)
    """
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def two_digits(value: Fraction) -> int:
    """Return a whole number with two leading digits kept, as an estimate is written.

    >>> two_digits(Fraction(48312)), two_digits(Fraction(57))
    (48000, 57)
    """
    whole = (value + Fraction(1, 2)).__floor__()
    scale: int = 10 ** max(len(str(whole)) - 2, 0)
    return int((Fraction(whole, scale) + Fraction(1, 2)).__floor__()) * scale
