"""Municipality codes: five digits and a check digit (domain §8), as text with leading zeros."""

_WEIGHTS = (6, 5, 4, 3, 2)
_BARE, _FULL = 5, 6
# The first digit after the prefecture: 1 and 2 for wards and cities, 3 and above for the others.
_MUNICIPAL = "1234567"


def check_digit(five: str) -> str:
    """Return the check digit of the first five digits.

    >>> check_digit("37201"), check_digit("01202")
    ('3', '5')
    """
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, five, strict=True))
    return str((11 - weighed % 11) % 10)


def is_municipality_code(text: str) -> bool:
    """Tell whether a text is a code with its right check digit."""
    plain = len(text) == _FULL and text.isascii() and text.isdigit()
    return plain and check_digit(text[:_BARE]) == text[-1]


def _is_of_a_municipality(code: str) -> bool:
    """Tell whether the digits after the prefecture are those of a city, ward, town or village."""
    return code[len("37")] in _MUNICIPAL


def completed_code(text: str) -> str | None:
    """Return the code that a text stands for, None when it stands for none.

    A leading zero that a spreadsheet took away, and a check digit that was never written, are
    put back; where five digits may be either, they are none.

    >>> completed_code("372013"), completed_code("12025"), completed_code("37201")
    ('372013', '012025', '372013')
    >>> completed_code("372014") is None
    True
    """
    if not (text.isascii() and text.isdigit()):
        return None
    if is_municipality_code(text):
        return text
    if len(text) != _BARE:
        return None
    padded, longer = f"0{text}", text + check_digit(text)
    found = [
        code
        for code in (padded, longer)
        if is_municipality_code(code) and _is_of_a_municipality(code)
    ]
    return found[0] if len(found) == 1 else None
