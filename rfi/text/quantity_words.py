"""The unit of a quantity as vendors write it: how many are counted at a time, and of what."""

import unicodedata
from dataclasses import dataclass

# Word before the counted thing → how many it stands for.
_SCALES = {
    "百万": 1_000_000,
    "十万": 100_000,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "億": 100_000_000,
    "million ": 1_000_000,
    "thousand ": 1_000,
}
# Basis of a quantity → what may stand beside it.
_KINDS = {
    "per_case": ("件", "通", "回", "枚", "票", "case", "cases", "pcs"),
    "per_resident": ("人", "名", "住民", "市民", "person", "persons", "people", "resident"),
    "per_staff": ("人", "名", "職員", "アカウント", "person", "persons", "people", "staff"),
    "per_city": ("市", "団体", "自治体", "町", "村", "city", "cities"),
}
# Things that are counted by number alone (数量単価).
_OTHERS = (
    *("世帯", "戸", "台", "式", "本", "月", "年", "か月", "カ月", "ヶ月", "人月", "人日", "時間"),
    *("household", "households", "unit", "units", "month", "months", "year", "years"),
)
_KNOWN = frozenset(_OTHERS).union(*_KINDS.values())


@dataclass(frozen=True, slots=True)
class QuantityWord:
    """A unit word taken apart.

    Attributes:
        scale: How many one unit stands for (千件: 1,000).
        thing: What is counted, without the scale.
    """

    scale: int
    thing: str

    @property
    def is_known(self) -> bool:
        """Whether the thing is one of those that units are told apart by."""
        return self.thing in _KNOWN

    @property
    def scale_word(self) -> str:
        """The word before the thing; "" where it is counted one by one."""
        return next((word for word, scale in _SCALES.items() if scale == self.scale), "")

    def fits(self, basis: str) -> bool:
        """Tell whether the thing may be what ``basis`` counts; unknown things may."""
        return basis not in _KINDS or self.thing not in _KNOWN or self.thing in _KINDS[basis]


def read_quantity_word(written: str) -> QuantityWord:
    """Take the unit of a quantity apart.

    >>> read_quantity_word("千件"), read_quantity_word("人月")
    (QuantityWord(scale=1000, thing='件'), QuantityWord(scale=1, thing='人月'))
    """
    word = unicodedata.normalize("NFKC", written).strip().lower()
    for name, scale in _SCALES.items():
        thing = word.removeprefix(name)
        if thing != word and thing:
            return QuantityWord(scale, thing.strip())
    return QuantityWord(1, word)
