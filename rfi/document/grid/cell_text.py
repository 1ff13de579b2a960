"""What a person typed into a cell → a value, with a note wherever it was reinterpreted.

Method §10: full-width digits, separators, △/▲/− as minus in money columns only, 千円-style
suffixes. The original text stays in the note.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from rfi.document.grid.number_shown import CURRENCY_SIGNS

# Unit code of the form and yen it counts; 億 is no unit of the form and is said in millions.
_SCALES = {
    "": ("one", 1),
    "千": ("thousand", 1000),
    "万": ("ten_thousand", 10_000),
    "百万": ("million", 1_000_000),
    "億": ("million", 1_000_000),
}
_HUNDRED_MILLION = "億"
_NUMBER = re.compile(
    r"(?P<sign>[-−▲△]?)\s*(?P<before>JP¥|US\$|USD|JPY|EUR|[¥$€£])?\s*(?P<inner>-?)"
    # Separators stand where separators go, or there are none: "1,5" and "12,34,567" are no number.
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*"
    r"(?P<scale>百万|千|万|億)?(?P<behind>円|米ドル|USドル|米国ドル|ドル|USD|JPY|EUR|ユーロ|元)?"
)
# Characters that NFKC would make digits of a number which they only mark: raised and lowered ones,
# fractions, in circles, in brackets, with a stop or a comma.
_DIGIT_MARK = re.compile(
    "([\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189"
    "\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32bf\U0001f100-\U0001f10a])"
)
_RECEIPT = re.compile(
    r"(?P<gold>金)?\s*(?P<amount>¥?\s*[0-9][0-9,]*\s*(?:千円|万円|百万円|円)?)\s*(?:\.?[-ー―−]|也)"
)
_FROM = re.compile(r"(?P<number>.+?)\s*(?:から|[~〜～]|以上)")
_RANGE = re.compile(r"(?P<low>.+?)\s*[~〜～]\s*(?P<high>.+)")
# Whether thousands are set apart or a fraction begins, nobody can tell: "1.137", "12.500円".
_DOUBTFUL_POINT = re.compile(r"[-−▲△]?\s*[^0-9.,]{0,3}\s*-?[1-9][0-9]{0,2}\.[0-9]{3}\s*円?")
# A minus in columns of money alone: elsewhere these are symbols of an answer.
_MONEY_SIGNS = frozenset("−▲△")
MAX_DIGITS = 16
YES = frozenset({"はい", "有", "あり", "○", "yes", "true", "1"})
NO = frozenset({"いいえ", "無", "なし", "×", "no", "false", "0"})
# The dot between words, which also stands inside titles.
DOT = "・"
LIST_MARKS = ("+", "＋", "、", ",", "，", DOT)


def write_from(amount: float) -> str:
    """Return how "priced from" stands in a cell.

    >>> write_from(80)
    '80から'
    """
    return f"{amount}から"


def write_range(low: float, high: float) -> str:
    """Return how a price range stands in a cell."""
    return f"{low}〜{high}"


def write_boolean(*, value: bool) -> str:
    """Return how yes and no stand in a cell."""
    return "はい" if value else "いいえ"


def write_numbers(values: list[float]) -> str:
    """Return how a list of numbers stands in a cell."""
    return "、".join(str(value) for value in values)


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """A money cell as read.

    Attributes:
        low, high: The number, or the ends of a range; the same when it is one number.
        unit: Unit code that the cell itself names; "" when it names none.
        factor: Yen that one of the typed figures is worth by that name; 1 without one.
        is_from: "〜円から".
        currency: Code of the currency that the cell itself names; "" when it names none.
        is_doubtful: A point stands where a separator of thousands could.
    """

    low: float
    high: float
    unit: str = ""
    factor: int = 1
    is_from: bool = False
    currency: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with what stands around it; ``scale`` None when nothing names a unit."""

    value: Fraction
    scale: str | None
    currency: str


def fold(text: str) -> str:
    """Return text for matching: NFKC, outer blanks off, blanks inside as one.

    A circled, raised or lowered digit stays what it is: it marks a number and is none of its
    digits.

    >>> fold("１，２００ 円"), fold("1,200①"), fold("1200²")
    ('1,200 円', '1,200①', '1200²')
    """
    if _DIGIT_MARK.search(text) is None:
        return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    parts = _DIGIT_MARK.split(text)
    # Every second part is a mark.
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _plain(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)


def _number(text: str) -> _Figure | None:
    match = _NUMBER.fullmatch(text)
    if not match or sum(char.isdigit() for char in match["digits"]) > MAX_DIGITS:
        return None
    if match["sign"] and match["inner"]:
        return None
    names = {CURRENCY_SIGNS[name] for name in (match["before"], match["behind"]) if name}
    if len(names) > 1:
        return None
    value = Fraction(match["digits"].replace(",", ""))
    value = -value if match["sign"] or match["inner"] else value
    scale = match["scale"] or ("" if match["behind"] else None)
    return _Figure(value, scale, next(iter(names), ""))


def read_number(text: str, *, is_money: bool = False) -> float | None:
    """Return the number in a text, None when there is none; △, ▲ and − are minus in money only.

    >>> read_number("１，２００"), read_number("12.5"), read_number("一式")
    (1200, 12.5, None)
    >>> read_number("△5"), read_number("△5", is_money=True)
    (None, -5)
    """
    folded = fold(text)
    found = _number(folded)
    if found is None or found.scale is not None or found.currency:
        return None
    if folded[0] in _MONEY_SIGNS and not is_money:
        return None
    return _plain(found.value)


def _bare_of_receipt(folded: str) -> str:
    """Return an amount without what receipts put around it so that nothing is written on."""
    match = _RECEIPT.fullmatch(folded)
    return match["amount"] if match and (match["gold"] or {*match["amount"]} & {*"¥円"}) else folded


def _ends(folded: str) -> tuple[_Figure, _Figure, bool] | None:
    single = _number(folded)
    if single:
        return single, single, False
    if match := _FROM.fullmatch(folded):
        start = _number(match["number"])
        return (start, start, True) if start else None
    if match := _RANGE.fullmatch(folded):
        low, high = _number(match["low"]), _number(match["high"])
        if low and high:
            # "100〜140千円": the unit at the end stands for both.
            scale = high.scale if low.scale is None else low.scale
            return _Figure(low.value, scale, low.currency or high.currency), high, False
    return None


def read_amount(text: str) -> TypedAmount | None:
    """Return the amount in a money cell, None when it is no amount.

    △ and ▲ are minus here, and only here: elsewhere they are answer symbols.

    >>> read_amount("１，２００千円").low, read_amount("１，２００千円").unit
    (1200, 'thousand')
    >>> read_amount("△500").low, read_amount("100〜140").high, read_amount("80から").is_from
    (-500, 140, True)
    >>> read_amount("￥12,000,000－").low, read_amount("金5,000円也").low, read_amount("5000-")
    (12000000, 5000, None)
    >>> read_amount("$2,000").currency, read_amount("12,34,567"), read_amount("1,5")
    ('USD', None, None)
    >>> read_amount("1.137").is_doubtful, read_amount("1.137億").is_doubtful
    (True, False)
    """
    bare = _bare_of_receipt(fold(text))
    ends, is_doubtful = _ends(bare), _DOUBTFUL_POINT.fullmatch(bare) is not None
    if ends is None:
        return None
    low, high, is_from = ends
    if low.scale != high.scale or (low.currency != high.currency and high.currency):
        return None
    if high.scale is None:
        said = (_plain(low.value), _plain(high.value))
        return TypedAmount(*said, "", 1, is_from, low.currency, is_doubtful)
    unit, factor = _SCALES[high.scale]
    times = 100 if high.scale == _HUNDRED_MILLION else 1
    said = (_plain(low.value * times), _plain(high.value * times))
    return TypedAmount(*said, unit, factor, is_from, low.currency, is_doubtful)


def is_dash(text: str) -> bool:
    """Tell whether a cell holds a dash alone, which says neither 0 nor anything else.

    >>> is_dash("－"), is_dash("-5")
    (True, False)
    """
    return fold(text) in {"-", "ー", "―", "—", "‐", "–", "−"}


def read_share(text: str) -> float | None:
    """Return a share written as a number or in per cent, None when it is neither.

    >>> read_share("12.5%"), read_share("0.125"), read_share("一割")
    (0.125, 0.125, None)
    """
    folded = fold(text)
    number = read_number(folded.removesuffix("%"))
    if number is None:
        return None
    return float(Fraction(str(number)) / 100) if folded.endswith("%") else number
