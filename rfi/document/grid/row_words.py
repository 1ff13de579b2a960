"""What a remark beside a price says of that price, against the fields that stand beside it.

Tax and unit are meant wherever they are named. The others are taken for the price's own only in a
remark of a few words: a sentence speaks of other prices and other times as well, and a question too
many hides the others.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.grid.cell_text import fold
from rfi.document.grid.money_words import NO_TERMS, NamedTerms, named_terms

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
# Every one of these words has one of these characters; most remarks have none.
_MAY_SAY = re.compile("[月年総分ル$D円Y1初]")
# Characters of a remark that says one thing, of the price beside it. [ours]
_FEW = 16


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a remark says of the price beside it.

    Attributes:
        terms: Tax basis and unit that it names.
        frequencies: Those that it agrees with; none where it names none.
        currencies: Those that it names.
        is_of_one: Whether it says that the amount is the price of one of something.
        is_of_some_years: Whether it says that the price holds for some years only.
    """

    terms: NamedTerms
    frequencies: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    is_of_one: bool = False
    is_of_some_years: bool = False

    def contradict(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a price has another tax, unit, currency, frequency or basis."""
        frequency = row.get("frequency")
        is_other = bool(self.frequencies) and frequency not in {None, *self.frequencies}
        is_other |= (
            len(self.currencies) == 1
            and "fx_share" not in row
            and row.get("currency") not in {None, *self.currencies}
        )
        is_open = frequency in _RECURRING and "months" not in row
        return (
            is_other
            or self.terms.contradict(row)
            or (self.is_of_one and "basis" not in row)
            or (self.is_of_some_years and is_open)
        )


NO_WORDS = RowWords(NO_TERMS)


def row_words(text: str) -> RowWords:
    """Return what a remark says of the price beside it.

    >>> price = {"frequency": "monthly", "currency": "JPY"}
    >>> [row_words(words).contradict(price) for words in ("年額です", "月額の12か月分", "月額")]
    [True, True, False]
    >>> [row_words(words).contradict(price) for words in ("ドル建て", "1人あたり", "年間20万件")]
    [True, True, False]
    >>> row_words("利用する基盤の年額は別の費目に計上しました。") == NO_WORDS
    True
    """
    terms = named_terms(text)
    # Folding makes no text half as long, and most remarks need none.
    folded = fold(text) if len(text) <= 2 * _FEW else ""
    if not 0 < len(folded) <= _FEW or not _MAY_SAY.search(folded):
        return RowWords(terms)
    agreed = [names for words, names in _FREQUENCIES if words.search(folded)]
    return RowWords(
        terms,
        frozenset().union(*agreed),
        frozenset(code for words, code in _CURRENCIES if words.search(folded)),
        _PER_ONE.search(folded) is not None,
        _SOME_YEARS.search(folded) is not None,
    )
