"""Words of tables as offices keep them: totals, units above the headings, years as headings."""

import re

from rfi.document.grid.cell_text import fold
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\s:：・【】<>＜＞]")
# 会計, 統計, 設計, 家計, 生計, 時計, 推計 end alike and add up nothing.
_ENDS = re.compile(
    r"(?:総計|合計|小計|累計|中計|集計|(?<![会統設家生時推余集])計)(?:額|行|欄|金額)?|"
    r"(?:grand|sub)?-?totals?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:.*?[^0-9a-z])?" + f"(?:{_ENDS.pattern})", re.IGNORECASE)


def _bare(cell: SheetCell) -> str:
    return _BRACKETS.sub("", fold(str(cell.value)))


def is_total(cell: SheetCell) -> bool:
    """Tell whether a text says that its row or column is a total.

    >>> from rfi.document.grid.grid import SheetCell
    >>> [is_total(SheetCell(1, 1, "text", word)) for word in ("計", "運用経費 小計", "財務会計")]
    [True, True, False]
    """
    return cell.kind == "text" and _WORD.fullmatch(_bare(cell)) is not None


def is_total_alone(cell: SheetCell) -> bool:
    """Tell whether a text is nothing but the word for a total.

    >>> from rfi.document.grid.grid import SheetCell
    >>> [is_total_alone(SheetCell(1, 1, "text", word)) for word in ("合　計", "第2契約の計")]
    [True, False]
    """
    return cell.kind == "text" and _ENDS.fullmatch(_bare(cell)) is not None


_TAX = re.compile(
    r"(?:うち|内|別途)?(?:消費税|地方消費税|税額)(?:等|額|相当額|及び|地方消費税|[0-9.]+%)*"
)
# An amount with its sign or unit, whatever follows it (¥12,000,000-, 35万円/月).
_MONEY_TEXT = re.compile(
    r"[¥△▲-]?\s*[0-9][0-9,.]*\s*(?:[千万億]|百万)?円|¥\s*[0-9]|[0-9]{1,3}(?:,[0-9]{3})+"
)


def is_tax(cell: SheetCell) -> bool:
    """Tell whether a text says that its row is the consumption tax of those above it.

    >>> from rfi.document.grid.grid import SheetCell
    >>> [is_tax(SheetCell(1, 1, "text", word)) for word in ("消費税（10％）", "消費税等", "税務")]
    [True, True, False]
    """
    return cell.kind == "text" and _TAX.fullmatch(_bare(cell)) is not None


def begins_with_money(words: str) -> bool:
    """Tell whether words begin with an amount of money.

    >>> [begins_with_money(word) for word in ("¥12,000,000-", "35万円/月", "令和9年度")]
    [True, True, False]
    """
    return _MONEY_TEXT.match(fold(words)) is not None


# Headings of columns that number the rows.
_NUMBERING = frozenset({"no", "no.", "#", "番号", "連番", "項番", "通番", "通し番号", "行番号"})
# Words beside a year that leave its column an amount of that year.
AMOUNT_WORDS = frozenset(
    {"決算", "決算見込", "決算見込額", "実績", "実績額", "予算", "予算額", "当初予算", "当初予算額"}
)
# The unit that yearly cases are counted in.
CASES = "件"
_YEAR = re.compile(
    r"(?P<year>(?:令和|平成|[RH]\.?)\s*(?:[0-9]{1,2}|元)\s*(?:年度|年)?"
    r"|(?:FY\s*)?[0-9]{4}\s*(?:年度|年)?)\s*の?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_YEARS = range(1989, 2101)
_UNIT = re.compile(r"(?:単位|unit)\s*[:は]?\s*(?P<unit>[^\s,、・()\[\]／/;]+)", re.IGNORECASE)


def is_numbering(heading: str) -> bool:
    """Tell whether a column numbers the rows."""
    return fold(heading).lower() in _NUMBERING


def units_said(words: str) -> tuple[str, ...]:
    """Return the units that a line names.

    >>> units_said("（単位：千円、税込）")
    ('千円',)
    """
    return tuple(match["unit"] for match in _UNIT.finditer(fold(words)))


def year_and_rest(heading: str) -> tuple[int, str] | None:
    """Return the fiscal year that a heading begins with, and the words behind it.

    >>> year_and_rest("令和6年度決算額"), year_and_rest("2024"), year_and_rest("備考")
    ((2024, '決算額'), (2024, ''), None)
    """
    match = _YEAR.fullmatch(fold(heading))
    year = read_fiscal_year(match["year"]) if match else None
    return (year, match["rest"]) if match and year in _YEARS and year is not None else None


# 円 alone, or behind 千, 万, 百万: never inside another word (円滑, 楕円).
_MONEY = re.compile(r"(?:百万|千|万)円|(?<![一-龠])円(?![一-龠])")
_PARTS = re.compile(r"[・、,/\s()]+")
_TITLE_PARTS = re.compile(r"[・（(／/]")
_MEANS = ("平均", "average", "mean")
_DISCOUNTS = ("値引", "割引", "discount")


def money_word_in(words: str) -> str:
    """Return the unit of money that a line names anywhere in it; "" for none.

    >>> money_word_in("（金額は千円、消費税抜き）"), money_word_in("円滑な移行")
    ('千円', '')
    """
    found = _MONEY.search(fold(words))
    return found[0] if found else ""


def first_part(title: str) -> str:
    """Return a title up to its first dot, slash or bracket, as tables shorten it.

    >>> first_part("文書管理・電子決裁")
    '文書管理'
    """
    return _TITLE_PARTS.split(fold(title))[0].strip()


def parts_of(title: str) -> frozenset[str]:
    """Return the parts of a title, as headings name one of them.

    >>> sorted(parts_of("人口35万人・3市共同"))
    ['3市共同', '人口35万人']
    """
    return frozenset(_PARTS.split(fold(title))) - {""}


def says_mean(words: str) -> bool:
    """Tell whether words speak of a mean."""
    return any(word in fold(words).lower() for word in _MEANS)


def says_discount(words: str) -> bool:
    """Tell whether words speak of a discount."""
    return any(word in fold(words).lower() for word in _DISCOUNTS)


# Words that a company has in its name by law, and what follows the name of whom it writes to.
_COMPANY = ("株式会社", "有限会社", "合同会社", "(株)", "(有)")
_ADDRESSED = "御中"
_MONTHS = re.compile(r"(?P<count>[0-9]{1,3})\s*(?:[かヶカケ箇個]?月)?(?:間|分)?")


def company_in(words: str) -> str:
    """Return the name of a company that words are; "" of other words, and of whom they address.

    >>> company_in("架空株式会社"), company_in("架空株式会社御中"), company_in("見積書")
    ('架空株式会社', '', '')
    """
    folded = fold(words).strip()
    is_name = any(word in folded for word in _COMPANY) and not folded.endswith(_ADDRESSED)
    return folded if is_name else ""


def months_in(words: str) -> int | None:
    """Return how many months words say.

    >>> months_in("36か月"), months_in("60"), months_in("3年")
    (36, 60, None)
    """
    found = _MONTHS.fullmatch(fold(words).strip())
    return int(found["count"]) or None if found else None


# A term, not a date: 令和7年, 2027年3月 and 第3年 are none.
_TERM = re.compile(
    r"(?<![0-9年和成第.])(?:(?P<months>[0-9]{1,3})\s*(?:か|ヶ|カ|ケ|ヵ|箇|個)月"
    r"|(?P<years>[0-9]{1,2})\s*(?:(?:か|ヶ|カ|ケ|ヵ|箇)年|年(?=間|分|総額|契約|計|合計|リース)))"
)


def months_said(words: str) -> int | None:
    """Return how many months a term in words is; None where they name none, or several.

    >>> months_said("5年間総額"), months_said("第1ロット 36か月契約"), months_said("令和9年度")
    (60, 36, None)
    """
    found = {
        int(match["months"]) if match["months"] else int(match["years"]) * 12
        for match in _TERM.finditer(fold(words))
    }
    return found.pop() or None if len(found) == 1 else None
