"""The premises that vendors state: from the content, none that contradicts the vendor's offer."""

from collections.abc import Mapping

from samples.make.chance import stream
from samples.make.content_rows import content_rows
from samples.make.vendors import Vendor

_COUNT: Mapping[str, int] = {"A": 12, "B": 10, "C": 14, "D": 13, "E": 15, "F": 9}
# A sentence that holds the word is only for these vendors.
_ONLY: Mapping[str, str] = {
    "60か月とし": "ACDEF",
    "令和10年1月": "B",
    "ドル建ての利用料": "C",
    "為替が参考レート": "C",
    "円建ての固定額": "ABDEF",
    "消費税を含まない": "BCDEF",
    "地方消費税を含まない": "BCDEF",
    "年額の利用料": "ACDE",
    "経常費用は月末締め": "B",
    "共同利用の": "ABCDE",
    "参加団体": "ABCDE",
    "団体間": "ABCDE",
    "団体ごとの稼働時期": "ABCDE",
    "基盤事業者が料金": "C",
    "常駐は": "ABCDE",
    "再委託": "ABDE",
    "端末、印刷機": "",
    "単独利用の価格": "ABCDE",
    "既設の回線を継続利用": "",
    "過去5年度": "E",
}
_FIRST_TOPICS = ("税率", "為替", "期間")
_LAST_TOPIC = "参考見積"


def premises(vendor: Vendor) -> list[dict[str, str]]:
    """Return 8 to 15 premises: tax, exchange and period first, at most two on one topic."""
    rows = [
        row
        for row in content_rows("assumptions_by_vendors")
        if all(vendor.key in keys for word, keys in _ONLY.items() if word in row["text_ja"])
    ]
    chance = stream(vendor.key, "premises")
    chance.shuffle(rows)
    rows.sort(key=lambda row: row["topic_ja"] not in _FIRST_TOPICS)
    count = dict.fromkeys((row["topic_ja"] for row in rows), 0)
    chosen: list[dict[str, str]] = []
    for row in rows:
        topic = row["topic_ja"]
        limit = 1 if topic in _FIRST_TOPICS else 2
        if len(chosen) < _COUNT[vendor.key] and topic != _LAST_TOPIC and count[topic] < limit:
            count[topic] += 1
            chosen.append({"topic": topic, "text": row["text_ja"]})
    last = next(row for row in rows if row["topic_ja"] == _LAST_TOPIC)
    return [*chosen[: _COUNT[vendor.key] - 1], {"topic": _LAST_TOPIC, "text": last["text_ja"]}]
