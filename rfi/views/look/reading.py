"""How a reader reads what was found: language, unit of money, tax basis."""

from dataclasses import dataclass
from typing import Literal, get_args

from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

MoneyUnit = Literal["one", "thousand", "million"]
TaxBasis = Literal["excluded", "included"]
MONEY_UNITS: tuple[MoneyUnit, ...] = get_args(MoneyUnit)
TAX_BASES: tuple[TaxBasis, ...] = get_args(TaxBasis)

_DIGITS: dict[MoneyUnit, int] = {"one": 0, "thousand": 0, "million": 1}
# Tax basis → measure of the flows that holds nominal yen.
NOMINAL: dict[TaxBasis, str] = {"excluded": "nominal_jpy", "included": "nominal_incl_tax_jpy"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reader reads: language, unit of money and tax basis.

    What an evaluation found does not hang on it; every view and figure takes both.
    """

    lang: Lang
    unit: MoneyUnit = "thousand"
    tax: TaxBasis = "excluded"

    @property
    def measure(self) -> str:
        """Measure of the flows that is shown."""
        return NOMINAL[self.tax]


def money_factor(unit: MoneyUnit) -> float:
    """Return how many yen one unit is.

    >>> money_factor("million")
    1000000.0
    """
    return float(load_codelist("money_units").rows[unit]["factor"])


def money_digits(unit: MoneyUnit) -> int:
    """Return how many digits are printed after the point."""
    return _DIGITS[unit]


def unit_title(reading: Reading) -> str:
    """Return the name of a unit."""
    return text(f"view.unit.{reading.unit}", reading.lang)


def tax_title(tax: TaxBasis, lang: Lang) -> str:
    """Return the name of a tax basis."""
    return load_codelist("tax_kinds").title(tax, lang)
