"""The check digit of a corporate number (法人番号, domain §8)."""

_LENGTH = 13
_MODULUS = 9


def has_valid_check_digit(number: str) -> bool:
    """Tell whether the first of 13 digits fits the other twelve.

    First digit = 9 − (Σ Pₙ·Qₙ mod 9), Pₙ the n-th digit from the right, Qₙ 1 for odd n and 2 for
    even n. A slip between 0 and 9 passes, so the name is compared too.

    >>> has_valid_check_digit("1020001071491"), has_valid_check_digit("8700110005902")
    (True, False)
    """
    if len(number) != _LENGTH or not (number.isascii() and number.isdigit()):
        return False
    total = sum(
        int(digit) * (1 if index % 2 else 2)
        for index, digit in enumerate(reversed(number[1:]), start=1)
    )
    return int(number[0]) == _MODULUS - total % _MODULUS
