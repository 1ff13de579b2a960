"""Styles of cells: number formats, which of them show a day or a time, and struck fonts."""

import datetime as dt
import re

from rfi.document.xlsx.package import TRUE, Package
from rfi.document.xlsx.xml_walk import main_tags

_TAGS = main_tags(
    "numFmt", "fonts", "font", "strike", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf"
)
# Formats that files name by number only (ECMA-376 part 1, 18.8.30), the Japanese ones included,
# here without their kanji: what shows a day or a time is what counts.
_BUILT_IN = {
    0: "", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    27: "[$-411]ge.m.d", 28: "[$-411]ggge.m.d", 29: "[$-411]ggge.m.d", 30: "m/d/yy",
    31: "yyyy.m.d", 32: "h:mm", 33: "h:mm:ss", 34: "yyyy.m", 35: "m.d", 36: "[$-411]ge.m.d",
    50: "[$-411]ge.m.d", 51: "[$-411]ggge.m.d", 52: "yyyy.m", 53: "m.d",
    54: "[$-411]ggge.m.d", 55: "yyyy.m", 56: "m.d", 57: "[$-411]ge.m.d", 58: "[$-411]ggge.m.d",
}  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?|General|AM/PM|A/P', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[ymdg]|e(?![+-])|a{3}", re.IGNORECASE)
_TIME = re.compile(r"[hs]", re.IGNORECASE)
_DAY_ZERO_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells hold no time zone
_DAY_ZERO_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_MISSING_LEAP_DAY = 60  # 29 February 1900, which the count of days holds and no calendar does
_LAST_DAY = 2_958_465  # 31 December 9999
_SECONDS = 86_400


def shows_date(number_format: str) -> bool:
    """Tell whether a format shows a day or a time of day; elapsed hours are a number.

    >>> [shows_date(f) for f in ("yyyy/m/d", "0.00E+00", "[h]:mm", '#,##0"d"', "ggge")]
    [True, False, False, False, True]
    """
    first = number_format.split(";", 1)[0]
    if not first or _ELAPSED.search(first):
        return False
    bare = _LITERAL.sub("", first)
    # "G/" followed by a word is the general format as Japanese systems may write it.
    if re.match(r"\s*g/(?![gyemd])", bare, re.IGNORECASE):
        return False
    return bool(_DAY.search(bare) or _TIME.search(bare))


def date_text(days: float, *, uses_1904: bool) -> str:
    """Return the ISO text of a counted day; "" when the count is no day of the calendar.

    >>> date_text(46387, uses_1904=False), date_text(46387.5, uses_1904=False)
    ('2026-12-31', '2026-12-31T12:00:00')
    >>> date_text(0.25, uses_1904=False), date_text(60, uses_1904=False)
    ('06:00:00', '')
    """
    whole = int(days // 1)
    if not 0 <= days <= _LAST_DAY or (whole == _MISSING_LEAP_DAY and not uses_1904):
        return ""
    seconds = round((days - whole) * _SECONDS)
    if whole == 0 and not uses_1904:
        at = _DAY_ZERO_1900 + dt.timedelta(seconds=seconds)
        return at.time().isoformat() if 0 < seconds < _SECONDS else ""
    shift = 1 if whole < _MISSING_LEAP_DAY and not uses_1904 else 0
    zero = _DAY_ZERO_1904 if uses_1904 else _DAY_ZERO_1900
    try:
        at = zero + dt.timedelta(days=whole + shift, seconds=seconds)
    except OverflowError:
        return ""
    return at.isoformat() if at.time() != dt.time.min else at.date().isoformat()


def iso_date_text(written: str) -> str:
    """Return a day or moment written in ISO form in one spelling; "" when it is none.

    >>> iso_date_text("2027-03-25T00:00:00Z"), iso_date_text("soon")
    ('2027-03-25', '')
    """
    try:
        at = dt.datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return ""
    return at.isoformat() if at.time() != dt.time.min else at.date().isoformat()


def is_on(attributes: dict[str, str]) -> bool:
    """Tell whether an element that switches something on does so; without a value it does."""
    return attributes.get("val", "1") in TRUE


def read_styles(package: Package, part: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the number format of each style that a cell can name, and whether it is struck."""
    if not part:
        return (), ()
    own: dict[str, str] = {}
    styles: list[tuple[str, str]] = []
    struck: set[str] = set()
    fonts = -1
    block = ""
    for full_name, attributes in package.elements(part):
        tag = _TAGS.get(full_name, "")
        if tag == "numFmt" and block != "dxfs":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in {"font", "strike"}:
            fonts += tag == "font" and block == "fonts"
            if tag == "strike" and block == "fonts" and is_on(attributes):
                struck.add(str(fonts))
        elif tag == "xf":
            if block == "cellXfs":
                styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
        elif tag:
            block = tag
    built_in = {str(number): text for number, text in _BUILT_IN.items()}
    formats = (own.get(style, built_in.get(style, "")) for style, _ in styles)
    return (
        tuple("" if text.lower() == "general" else text for text in formats),
        tuple(font in struck for _, font in styles),
    )
