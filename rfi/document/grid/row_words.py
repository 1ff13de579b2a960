"""What a remark beside a price says of that price, against the fields that stand beside it.

Tax and unit are meant wherever they are named. The others are taken for the price's own only in a
remark of a few words: a sentence speaks of other prices and other times as well, and a question too
many hides the others.
"""

import re
from collections.abc import Mapping
from typing import Any

from rfi.document.grid.cell_text import fold
from rfi.document.grid.money_words import named_terms

# Words of a frequency, and the frequencies of a row that they agree with.
_MONTHS = r"(?:か月|ヶ月|カ月|ケ月|箇月)"
_FREQUENCIES = (
    (re.compile(rf"月額(?!の?\s*[×x*]?\s*[0-9]+\s*{_MONTHS})|円/月|毎月"), {"monthly"}),
    (re.compile(r"年額|円/年|年払|^年間$|年間(?:料金|費用|利用料|保守料)"), {"yearly"}),
    (
        re.compile(rf"期間総額|{_MONTHS}の?総額|[0-9]+\s*(?:{_MONTHS}|年間?)分"),
        {"term_total", "once"},
    ),
)
_CURRENCIES = (
    (re.compile(r"(?:米?ドル|USD|US\$|\$)(?:建て?|表示)"), "USD"),
    (re.compile(r"(?:日本円|円|JPY)(?:建て?)"), "JPY"),
)
_PER_ONE = re.compile(
    r"1\s*(?:人|名|件|台|本|世帯|団体|市|ライセンス|アカウント|ユーザー?|端末|拠点)"
    r"(?:あたり|当たり|当り|につき)"
)
_SOME_YEARS = re.compile(r"(?:初年度|初年|[0-9]+\s*年目)(?:のみ|だけ|まで|は無[償料])")
_RECURRING = frozenset({"monthly", "yearly"})
# Characters of a remark that says one thing, of the price beside it. [ours]
_FEW = 16


def _other_frequency(folded: str, row: Mapping[str, Any]) -> bool:
    named = [agreed for words, agreed in _FREQUENCIES if words.search(folded)]
    return bool(named) and "frequency" in row and row["frequency"] not in set().union(*named)


def _other_currency(folded: str, row: Mapping[str, Any]) -> bool:
    if "fx_share" in row:
        return False
    named = {code for words, code in _CURRENCIES if words.search(folded)}
    return len(named) == 1 and "currency" in row and row["currency"] not in named


def row_contradicted(text: str, row: Mapping[str, Any]) -> bool:
    """Tell whether a remark says another tax, unit, currency, frequency or basis than its row.

    Args:
        text: The remark.
        row: A price with its fields.

    >>> price = {"frequency": "monthly", "currency": "JPY"}
    >>> [row_contradicted(words, price) for words in ("年額です", "月額の12か月分", "年間20万件")]
    [True, True, False]
    >>> [row_contradicted(words, price) for words in ("ドル建て", "1人あたり", "月額")]
    [True, True, False]
    >>> row_contradicted("利用する基盤の年額は別の費目に計上しました。", price)
    False
    """
    if named_terms(text).contradict(row):
        return True
    folded = fold(text)
    if len(folded) > _FEW:
        return False
    if _other_frequency(folded, row) or _other_currency(folded, row):
        return True
    if "basis" not in row and _PER_ONE.search(folded):
        return True
    is_open = row.get("frequency") in _RECURRING and "months" not in row
    return is_open and _SOME_YEARS.search(folded) is not None
