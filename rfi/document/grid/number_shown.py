"""What a number format makes of a number: per cent, thousands, a unit, a currency (method §10)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Signs and codes of currencies as they stand in formats and cells; "" is one we do not count in.
CURRENCY_SIGNS = {
    "円": "JPY", "¥": "JPY", "JPY": "JPY", "JP¥": "JPY", "日本円": "JPY",
    "$": "USD", "US$": "USD", "USD": "USD",
    "ドル": "USD", "米ドル": "USD", "USドル": "USD", "米国ドル": "USD",
    "€": "EUR", "EUR": "EUR", "ユーロ": "EUR", "£": "GBP", "GBP": "GBP", "ポンド": "GBP",
    "元": "CNY", "CNY": "CNY", "人民元": "CNY", "₩": "KRW", "KRW": "KRW", "ウォン": "KRW",
}  # fmt: skip
# Words for powers of ten in front of a currency, or alone.
SCALE_WORDS = {
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "億": 100_000_000,
    "K": 1000,
    "M": 10**6,
}
_CURRENCY = "|".join(sorted(map(re.escape, CURRENCY_SIGNS), key=len, reverse=True))
_UNIT = re.compile(rf"(?P<scale>百万|千|万|億|K)?(?P<currency>{_CURRENCY})?", re.IGNORECASE)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<sign>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|General|(?P<plain>[^0#?.,%;E+\-/()\s@])|(?P<mark>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile("[0#?]")
# Commas after the last digit place: each divides by a thousand what is shown.
_SCALE = re.compile(r"[0#?](,+)(?![,0#?])")
# What stands around a number without saying anything about it.
_SILENT = re.compile(r"[\s()（）:：・,.、。△▲\-+−－*/～〜~]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees beside the digits of a number.

    Attributes:
        is_percent: A hundred times the number is shown, with %.
        divisor: By what the shown number is smaller than the stored one.
        words: Unit, currency and other words of the format, without punctuation.
        is_blank: Nothing at all is shown.
    """

    is_percent: bool = False
    divisor: int = 1
    words: str = ""
    is_blank: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the format shows the number as it is stored."""
        return self == _PLAIN


_PLAIN = Shown()


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit as words say it: its factor (None when they name none) and its currency ("" none)."""

    factor: int | None
    currency: str


def unit_word(words: str) -> UnitWord | None:
    """Return the unit that words stand for, None when they say something else.

    >>> unit_word("千円"), unit_word("$"), unit_word("円"), unit_word("税込")
    (UnitWord(factor=1000, currency='JPY'), UnitWord(factor=None, currency='USD'), \
UnitWord(factor=1, currency='JPY'), None)
    """
    folded = _SILENT.sub("", unicodedata.normalize("NFKC", words))
    match = _UNIT.fullmatch(folded)
    if not match or not folded:
        return None
    currency = CURRENCY_SIGNS[match["currency"].upper()] if match["currency"] else ""
    if match["scale"]:
        return UnitWord(SCALE_WORDS[match["scale"].upper()], currency)
    # "円" behind a number counts in yen; "¥" before it names the currency alone.
    return UnitWord(1 if match["currency"] in {"円", "ドル", "米ドル"} else None, currency)


def _section(number_format: str, sign: int) -> str:
    """Return the section of a format for numbers of a sign: positive; negative; zero."""
    sections: list[str] = [""]
    for match in _TOKEN.finditer(number_format):
        if match["mark"] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    if sign < 0 and len(sections) > 1:
        return sections[1]
    if sign == 0 and len(sections) > 2:  # noqa: PLR2004 - the third section is that of zero
        return sections[2]
    return sections[0]


@cache
def _shown(number_format: str, sign: int) -> Shown:
    section = _section(number_format, sign)
    words, marks = "", ""
    for match in _TOKEN.finditer(section):
        words += match["quoted"] or match["escaped"] or match["sign"] or match["plain"] or ""
        marks += match["mark"] or ("0" if match[0].lower() == "general" else "")
    if not _PLACEHOLDER.search(marks) and "@" not in marks:
        # A section of words alone stands in place of the number.
        return Shown(words=_SILENT.sub("", words), is_blank=True)
    scales = _SCALE.findall(marks)
    divisor = 1000 ** len(scales[-1]) if scales else 1
    return Shown("%" in marks, divisor, _SILENT.sub("", unicodedata.normalize("NFKC", words)))


def shown_as(number_format: str, value: float) -> Shown:
    """Return what a format shows beside the digits of ``value``.

    >>> shown_as("0.0%", 0.1).is_percent, shown_as("#,##0,", 12).divisor
    (True, 1000)
    >>> shown_as('#,##0"円"', 5).words, shown_as("[$$-409]#,##0", 5).words
    ('円', '$')
    >>> shown_as("#,##0.00", 5).is_plain, shown_as(";;;", 5).is_blank
    (True, True)
    """
    if not number_format or number_format == "@":
        return _PLAIN
    return _shown(number_format, (value > 0) - (value < 0))
