"""What a number format makes of a number: per cent, thousands, a unit, a currency (method §10)."""

import re
import unicodedata
from dataclasses import dataclass, field
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
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\*(?P<filler>.)|_.|\[\$(?P<sign>[^\]-]*)[^\]]*\]'
    r"|\[(?P<when>[<>=]+)(?P<limit>-?[0-9.]+)\]|\[[^\]]*\]|(?P<general>General|G/標準)"
    r"|(?P<plain>[^0#?.,%;E+\-/()\s@])|(?P<mark>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile("[0#?]")
# Commas after the last digit place: each divides by a thousand what is shown.
_SCALE = re.compile(r"[0#?](,+)(?![,0#?])")
# What stands around a number without saying anything about it.
_SILENT = re.compile(r"[\s()（）:：・,.、。△▲\-+−－*/]+")
# A minus that a format draws, and a pair of brackets that stands for one.
_MINUS = re.compile(r"[△▲\-−－–]\s*$")
_IN_BRACKETS = (re.compile(r"[(（]\s*$"), re.compile(r"^\s*[)）]"))
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees beside the digits of a number.

    Attributes:
        is_percent: A hundred times the number is shown, with %.
        divisor: By what the shown number is smaller than the stored one.
        words: Unit, currency and other words of the format, without punctuation.
        is_blank: Nothing at all is shown.
        is_minus: The format itself draws a minus, or brackets that stand for one.
        is_cut: Something stands between the digits, which makes another number of them.
        decimals: How many decimals are shown; None where that hangs on the number.
    """

    is_percent: bool = False
    divisor: int = 1
    words: str = ""
    is_blank: bool = False
    is_minus: bool = False
    is_cut: bool = False
    decimals: int | None = field(default=None, compare=False)

    def shows_nought(self, value: float) -> bool:
        """Tell whether of a number other than 0 nothing but 0 is shown."""
        if self.decimals is None or value == 0:
            return False
        times = 100 if self.is_percent else 1
        return abs(value) * times / self.divisor < _HALF * 0.1**self.decimals

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


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format, and which numbers it says itself that it is for."""

    text: str
    when: str = ""
    limit: float = 0

    def is_for(self, value: float) -> bool:
        """Tell whether its own condition holds."""
        return {
            "<": value < self.limit, "<=": value <= self.limit, ">": value > self.limit,
            ">=": value >= self.limit, "=": value == self.limit, "<>": value != self.limit,
        }.get(self.when, False)  # fmt: skip


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    found: list[_Section] = [_Section("")]
    for match in _TOKEN.finditer(number_format):
        last = found[-1]
        if match["mark"] == ";":
            found.append(_Section(""))
        elif match["when"] and match["limit"].strip("-.").replace(".", "", 1).isdigit():
            found[-1] = _Section(last.text, match["when"], float(match["limit"]))
        else:
            found[-1] = _Section(last.text + match[0], last.when, last.limit)
    return tuple(found)


def _section(number_format: str, value: float) -> str:
    """Return the section of a format for a number: by its condition, else by the sign."""
    sections = _sections(number_format)
    if any(one.when for one in sections):
        chosen = next((one for one in sections if one.is_for(value)), None)
        return (chosen or next((one for one in sections[1:] if not one.when), sections[-1])).text
    if value < 0 and len(sections) > 1:
        return sections[1].text
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third section is that of zero
        return sections[2].text
    return sections[0].text


def _literals(match: re.Match[str]) -> str:
    """Return what a token of a format shows by itself."""
    filler = match["filler"] or ""
    shown = match["quoted"] or match["escaped"] or match["sign"] or match["plain"] or ""
    return shown or (filler if filler.isalnum() else "")


def _signs(before: str, after: str) -> bool:
    """Tell whether what stands around a number makes it negative."""
    opening, closing = _IN_BRACKETS
    in_brackets = opening.search(before) is not None and closing.search(after) is not None
    return in_brackets or _MINUS.search(before) is not None or after.strip() in {"-", "−", "－"}


@cache
def _shown(section: str) -> Shown:
    words, marks, around = "", "", [""]
    for match in _TOKEN.finditer(section):
        literals = _literals(match)
        mark = "0" if match["general"] else match["mark"] or ""
        words, marks = words + literals, marks + mark
        if _PLACEHOLDER.fullmatch(mark):
            around.append("")
        else:
            around[-1] += literals or (mark if mark in "-()" else "")
    if not _PLACEHOLDER.search(marks) and "@" not in marks:
        # A section of words alone stands in place of the number.
        return Shown(words=_SILENT.sub("", words), is_blank=True)
    scales = _SCALE.findall(marks)
    digits = re.match(r"[^.]*(?:\.(?P<places>[0#?]*))?", marks)
    is_fixed = "General" not in section and not re.search("[E/@]", marks, re.IGNORECASE)
    return Shown(
        is_percent="%" in marks,
        divisor=1000 ** len(scales[-1]) if scales else 1,
        words=_SILENT.sub("", unicodedata.normalize("NFKC", words)),
        is_minus=_signs(around[0], around[-1]),
        is_cut=any(part.strip(" ,") for part in around[1:-1]),
        decimals=len(digits["places"] or "") if digits and is_fixed else None,
    )


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
    return _shown(_section(number_format, value))
