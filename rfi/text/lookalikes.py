"""Names that look alike on paper: one look for characters that people take for one another."""

import unicodedata

# Characters that are drawn alike, after NFKC and lower case. Of the confusables of Unicode TS #39
# those that occur in Japanese names: kanji and kana of one shape, old forms of kanji, dashes, and
# Greek and Cyrillic letters of Latin shape.
_GROUPS = (
    *("一ー－−‐‑‒–—―-_", "二ニ", "三ミ", "八ハ", "口ロ囗", "力カ", "工エ", "夕タ", "卜ト"),
    *("へヘ", "べベ", "ぺペ", "りリ", "才オ", "千チ", "干于", "土士", "末未", "己已巳"),
    *("日曰", "戸户", "高髙", "崎﨑", "浜濱濵", "斉齊斎齋", "辺邊邉", "沢澤", "国國", "広廣"),
    *("会會", "学學", "aаα", "bвβ", "cсϲ", "eеε", "hн", "iіι1l|", "kкκ", "mм", "nη"),
    *("oоο0〇○", "pрρ", "tтτ", "xхχ", "yуγυ", "sѕ5", "vν"),
)
_LOOK = {ord(one): group[0] for group in _GROUPS for one in group}
_SMALL = str.maketrans(
    "ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ"
)
# Signs of answers that input methods offer side by side.
_SIGNS = ("○〇◯⚪", "◎⦿◉", "△▵∆Δ", "▲▴", "×✕✖╳⨯✗✘", "□▢◻")
_SIGN = {one: group[0] for group in _SIGNS for one in group}
# Words of the kind of company, which one name has before and another behind.
_COMPANY = ("株式会社", "(株)", "有限会社", "(有)", "合同会社", "(同)", "co.,ltd.", "inc.", "ltd.")
_MARKS = str.maketrans("", "", ".,・'\"")


def look_of(name: str) -> str:
    """Return what a name looks like: names that people confuse have one look.

    >>> look_of("株式会社ニコ") == look_of("二コ（株）"), look_of("甲社") == look_of("乙社")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", name).lower()
    for word in _COMPANY:
        plain = plain.replace(word, "")
    plain = "".join(plain.split()).translate(_MARKS)
    return plain.translate(_SMALL).translate(_LOOK)


def sign_of(given: str) -> str:
    """Return the sign that a single character is drawn like; "" for anything else.

    >>> sign_of("〇") == sign_of("◯"), sign_of("△") == sign_of("▲"), sign_of("標準")
    (True, False, '')
    """
    return _SIGN.get(given.strip(), "")
