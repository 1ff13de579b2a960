"""What a person types for an assumption → its value, still to be checked."""

import unicodedata

from rfi.scenario.assumptions import NUMERIC_KINDS, AssumptionValue
from rfi.schema.codelists import load_codelist

_PERCENT_SIGN = "%"
_PERCENT = 100
_RATIOS = ("rate", "share")


def kind_of_assumption(key: str) -> str:
    """Return the kind of an assumption: a kind of number, or the code list it is chosen from."""
    return load_codelist("assumption_keys").rows[key]["kind"]


def is_typed_in(key: str) -> bool:
    """Tell whether an assumption is a number, not a choice."""
    return kind_of_assumption(key) in {*NUMERIC_KINDS, "fiscal_year"}


def read_assumption(key: str, written: str) -> AssumptionValue:
    """Return the value typed: a number, nothing for an empty text, else the text itself.

    Full-width digits and separators are read; a ratio may be written in per cent.

    >>> read_assumption("discount_rate", "４％"), read_assumption("resident_hour_jpy", "2,543")
    (0.04, 2543)
    """
    plain = unicodedata.normalize("NFKC", written).strip().replace(",", "")
    if not plain:
        return None
    is_percent = plain.endswith(_PERCENT_SIGN) and kind_of_assumption(key) in _RATIOS
    try:
        number = float(plain.removesuffix(_PERCENT_SIGN) if is_percent else plain)
    except ValueError:
        return written.strip()
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN
        return written.strip()
    if is_percent:
        number /= _PERCENT
    return int(number) if number.is_integer() else number


def written_assumption(value: AssumptionValue) -> str:
    """Return a value as ``read_assumption`` reads it back."""
    return "" if value is None else str(value)
