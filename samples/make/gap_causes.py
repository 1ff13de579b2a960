"""Why a requirement is not met as it stands, read from the words of the requirement."""

from samples.make.chance import stream
from samples.make.content_rows import Row

_CAUSE_OF_WORD = (
    ("支所", "ORG"), ("所属", "ORG"), ("窓口", "OUTSOURCE"), ("受付", "OUTSOURCE"),
    ("委託", "OUTSOURCE"), ("一括", "VOLUME"), ("大量", "VOLUME"), ("即時", "VOLUME"),
    ("独自", "LOCAL"), ("市が定め", "LOCAL"), ("減免", "LOCAL"), ("加算", "LOCAL"),
    ("通知書", "FORM"), ("様式", "FORM"), ("帳票", "FORM"), ("証明書", "FORM"), ("調書", "FORM"),
    ("集計", "EUC"), ("統計", "EUC"), ("連携", "INTERFACE"), ("取り込", "INTERFACE"),
    ("送信", "INTERFACE"), ("文字", "CHARACTER"), ("字形", "CHARACTER"), ("履歴", "HISTORY"),
    ("過去", "HISTORY"), ("旧", "HISTORY"), ("過年度", "HISTORY"), ("判定", "LAW"),
    ("期限", "LAW"), ("期間", "LAW"), ("法第", "LAW"), ("国の", "STATE_GAP"), ("国が", "STATE_GAP"),
)  # fmt: skip
_OTHERWISE = ("HISTORY", "LAW", "STATE_GAP")


def gap_cause(row: Row, vendor_key: str) -> str:
    """Return a plausible cause code for a gap in a requirement."""
    words = f"{row['category_ja']} {row['text_ja']}"
    found = sorted({cause for word, cause in _CAUSE_OF_WORD if word in words})
    chance = stream(vendor_key, "cause", row["requirement_id"])
    return chance.choice(found or list(_OTHERWISE))
