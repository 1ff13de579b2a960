"""Amounts of money inside of a sentence: what a text says that is in no cell for amounts.

What is looked for is an amount that could change a total. Dates, versions, numbers of people,
months and telephone numbers are none, nor is a rate of exchange or a nought.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.grid.cell_text import fold

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SCALE = r"(?:百万|千万|十億|[十百千万億])"
_SIGN = r"(?:JP¥|US\$|USD|JPY|EUR|[¥$€£])"
_NAME = r"(?:円|米ドル|USドル|米国ドル|ドル|USD|JPY|EUR|ユーロ)"
_KANJI = r"[一二三四五六七八九][〇一二三四五六七八九十百千万億]*"
# Behind a figure without a currency stands the end of what is said, and nothing that is counted.
_END = r"(?=$|[\s、。,.)」】/~〜]|です|程度|以上|以下|以内|ほど|弱|強|の?(?:値引|割引|追加|増|減))"
_AMOUNT = re.compile(
    rf"{_SIGN}\s*{_DIGITS}\s*{_SCALE}?"
    rf"|{_DIGITS}\s*{_SCALE}*\s*{_NAME}(?!単位)"
    rf"|{_KANJI}{_NAME}(?!単位)"
    rf"|{_DIGITS}\s*(?:百万|千万|十億|[万億]){_END}"
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}})+{_END}"
)
# 1 USD = 150 JPY: no amount that anybody pays.
_RATE = re.compile(
    rf"1\s*(?:米ドル|ドル|USD|ユーロ|EUR)\s*(?:あたり|当たり|[=はを])?\s*{_DIGITS}\s*円"
    rf"|{_DIGITS}\s*円\s*/\s*1?\s*(?:米ドル|ドル|USD|\$|ユーロ|EUR)"
)
_NOT_NOUGHT = re.compile("[1-9一二三四五六七八九]")
# How a price was worked out, and no further one.
_DERIVED = re.compile("(?:から|より)(?:求め|算出|計算|換算)|の額から|で換算")
# Most texts hold none of these and need no closer look.
_TAX, _YEN = "税", "円"
_MAY_COUNT = re.compile(r"[\d一二三四五六七八九]")
# Every amount has one of these: a sign, the first letter of a currency, 円, a scale or a comma.
_MAY_PAY = re.compile("[¥$€£UJE円ドユ万億,]")
_MAY_SHARE = re.compile("[%％﹪㌫割パ]")
# Code of a tax basis → its words; code of a unit of yen by its word.
_TAXES = {"included": re.compile("税込|内税"), "excluded": re.compile("税抜|税別|外税")}
_UNIT = re.compile(
    "(?P<unit>百万|千|万)?円(?:単位|表示)|単位 ?[:は]? ?(?P<named>百万|千|万)?円"
    r"|[(\[]\s*(?P<inside>百万|千|万)?円\s*[)\]]|^(?P<alone>百万|千|万)?円$"
)
_UNITS = {"": "one", "千": "thousand", "万": "ten_thousand", "百万": "million"}
# A price that changes by a share: 年3%の値上げ, 10%値引, 値引率5%, 2割引.
_SHARE = rf"{_DIGITS}\s*(?:%|パーセント|割)"
_CHANGE = r"(?:値上げ?|値下げ?|値引き?|割引|逓増|増額|減額|上昇|引き上げ|引上げ|引き?(?!渡))"
_RATE_OF_CHANGE = re.compile(
    rf"{_SHARE}\s*(?:程度|ずつ)?\s*[のをに]?\s*{_CHANGE}"
    rf"|{_CHANGE}[^。、,0-9]{{0,6}}{_SHARE}"
)
# Code of a frequency by the words that a heading has for it.
_FREQUENCIES = {"monthly": re.compile("月額|円/月"), "yearly": re.compile("年額|円/年")}
# A form has its unit in one place, and who fills it in leaves it out beside the price as well: a
# bare number is an amount where words of money stand before it, or words that set it apart behind.
_NUMBER = r"(?<![0-9A-Za-z.,#/~〜-])[0-9]{2,}(?:\.[0-9]+)?"
_LONG = r"(?<![0-9A-Za-z.,#/:~〜-])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,}(?:\.[0-9]+)?"
# No digit, no date, no share and nothing that is counted follows.
_ALONE = (
    r"(?![0-9A-Za-z%‰/.:-]|,[0-9])(?!\s*(?:か|カ|ヵ|ヶ|ケ|箇|個|年|月|日|時|分|秒|週|人|名|件|台|社|"
    r"本|回|行|種|式|版|枚|通|部|世帯|市|町|団体|拠点|端末|帳票|画面|項|割|倍|号|番|章|条|頁|級|"
    r"ページ|ユーザ|ライセンス|サーバ|アカウント|クライアント|パーセント|ポート|営業))"
)
_BETWEEN = r"[\s:、,(「=]*(?:[はがをにで]|として|約|およそ)?[\s:、(「約]*"
_EVERY = r"(?:毎?[月年]|月額|年額)?\s*"
# What money is called, and what sets it apart from the price beside which it stands.
_MONEY = (
    r"(?:(?<!消)費用?|(?<![資無材原])料金?|代金|[総差金月年残]額|額面|価格|単価|[見定]積額?|"
    r"別途|別に|別で|追加|加算|上乗せ|値引き?[前後]?|割引[前後]?|ほかに|他に|プラス|\+)"
)
_YEAR = r"(?:初年度|[0-9]{1,2}年目(?:以降|から)?|次年度(?:以降|から)?|翌年度?(?:以降|から)?)"
_BEHIND = r"\s*[はがをの]?\s*(?:含まな|含まず|含めな|別途|を?追加|加算|上乗せ|を?値引|割引|必要)"
_LAST = r"(?=[\s、。,;)」]|$)"
_BARE = re.compile(
    rf"(?:{_MONEY}|{_YEAR}){_BETWEEN}{_EVERY}(?P<priced>{_NUMBER}){_ALONE}"
    # 別途、移行500
    rf"|(?:別途|別に|追加|ほかに|他に)[^0-9。]{{1,12}}(?<![料紙号表図型項])(?<![料紙号表図型項] )"
    rf"(?P<besides>{_NUMBER}){_ALONE}{_LAST}"
    rf"|(?P<apart>{_NUMBER}){_ALONE}(?={_BEHIND})"
    rf"|(?P<changed>{_NUMBER})\s*(?:→|⇒|->|=>)\s*[0-9]{{2,}}"
    # データ移行 3000: a thing and a figure, which is no number of the thing.
    rf"|(?<![数量口番号型項率件目値第話])(?<!ドル)(?<=[ぁ-んァ-ヶー一-龠)])\s(?P<listed>{_LONG}){_ALONE}{_LAST}"
)
_MAY_BE = re.compile(r"[0-9]{2}")
# Characters of a text that are quoted, and how many of them stand before the amount.
_QUOTED, _BEFORE = 80, 40


def _bare_amounts(folded: str) -> Iterator[re.Match[str]]:
    """Yield the amounts that a folded text names bare.

    >>> [found[0] for found in _bare_amounts("データ移行は別途500、60か月、ライセンス 200本")]
    ['別途500']
    """
    if _MAY_BE.search(folded):
        yield from _BARE.finditer(folded)


def _amounts(folded: str) -> Iterator[re.Match[str]]:
    found = [*_AMOUNT.finditer(folded)] if _MAY_PAY.search(folded) else []
    found = [match for match in found if _NOT_NOUGHT.search(match[0])] or [*_bare_amounts(folded)]
    # Where nothing looks like an amount there is no rate to tell it from.
    rates = [match.span() for match in _RATE.finditer(folded)] if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in rates):
            yield match


def amounts_in(text: str) -> tuple[str, ...]:
    """Return the amounts of money that a sentence names, folded.

    >>> amounts_in("別途 追加費用 ９，８００，０００円"), amounts_in("値引は980万です")
    (('9,800,000円',), ('980万',))
    >>> amounts_in("2027年度から60か月、3社、03-1234-5678、150,000人"), amounts_in("10千円単位")
    ((), ())
    >>> amounts_in("データ移行は別途500"), amounts_in("別途 資料12")
    (('別途500',), ())
    """
    if not _MAY_COUNT.search(text):
        return ()
    return tuple(match[0].strip() for match in _amounts(fold(text)))


def quoted(text: str) -> str:
    """Return a text as it is quoted in a message: in one line, and of a long one the beginning."""
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"


def quoted_amount(text: str) -> str:
    """Return a text as it is quoted for the amount in it: of a long one what stands around that.

    >>> quoted_amount("あ" * 90 + "追加は980万円です")[-10:]
    '追加は980万円です'
    """
    words = " ".join(text.split())
    folded = fold(text)
    found = next(_amounts(folded), None)
    if len(words) <= _QUOTED or found is None:
        return quoted(text)
    start = max(0, min(found.start() - _BEFORE, len(folded) - _QUOTED))
    end = start + _QUOTED
    return "…" * (start > 0) + folded[start:end] + "…" * (end < len(folded))


def says_how_derived(text: str) -> bool:
    """Tell whether a sentence with an amount says how a price was worked out."""
    return _DERIVED.search(fold(text)) is not None


def tax_named(text: str) -> str:
    """Return the tax basis that a sentence names; "" for none, and where it names both.

    >>> tax_named("税込"), tax_named("税込と税抜")
    ('included', '')
    """
    if _TAX not in text:
        return ""
    folded = fold(text)
    named = [tax for tax, words in _TAXES.items() if words.search(folded)]
    return named[0] if len(named) == 1 else ""


def unit_named(text: str) -> str:
    """Return the code of the unit of yen in which a sentence says that amounts are; "" for none.

    >>> unit_named("千円単位"), unit_named("単位：円"), unit_named("単価は月額")
    ('thousand', 'one', '')
    >>> unit_named("35万人・単独（円）"), unit_named("千円"), unit_named("50円")
    ('one', 'thousand', '')
    """
    found = _UNIT.search(fold(text)) if _YEN in text else None
    return "" if found is None else _UNITS[next(filter(None, found.groups()), "")]


def frequency_named(text: str) -> str:
    """Return the frequency that a heading names; "" for none, and where it names several.

    >>> frequency_named("利用料（年額）"), frequency_named("月額から年額に変更")
    ('yearly', '')
    """
    folded = fold(text)
    named = [code for code, words in _FREQUENCIES.items() if words.search(folded)]
    return named[0] if len(named) == 1 else ""


def names_rate(text: str) -> bool:
    """Tell whether a sentence changes a price by a share of it.

    >>> names_rate("2年目以降は年3%の値上げ"), names_rate("値引率は1割"), names_rate("税率は10%")
    (True, True, False)
    """
    return _MAY_SHARE.search(text) is not None and _RATE_OF_CHANGE.search(fold(text)) is not None


@dataclass(frozen=True, slots=True)
class NamedTerms:
    """Tax basis and unit of yen that a sentence names; "" for what it does not name."""

    tax: str
    unit: str

    def contradict(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a row of money has another tax basis or unit."""
        if self.tax and row.get("tax", self.tax) != self.tax:
            return True
        is_yen = bool(self.unit) and row.get("currency") == "JPY"
        return is_yen and row.get("unit", self.unit) != self.unit


NO_TERMS = NamedTerms("", "")


def named_terms(text: str) -> NamedTerms:
    """Return the terms of money that a sentence names.

    >>> named_terms("金額は税込").contradict({"tax": "excluded"})
    True
    """
    return NamedTerms(tax_named(text), unit_named(text))
