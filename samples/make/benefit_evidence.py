"""Evidence for a claimed effect: its grade and a sentence that speaks of that very KPI."""

from collections.abc import Mapping
from typing import Any

from samples.make.chance import least_used, picked, stream
from samples.make.content_rows import Row, content_rows
from samples.make.vendors import Vendor

_GRADES: Mapping[str, Mapping[str, int]] = {
    "A": {"measured": 40, "trial": 20, "estimated": 32, "assumed": 8},
    "B": {"measured": 24, "trial": 22, "estimated": 40, "assumed": 14},
    "C": {"measured": 18, "trial": 38, "estimated": 34, "assumed": 10},
    "D": {"measured": 34, "trial": 16, "estimated": 38, "assumed": 12},
    "E": {"measured": 3, "trial": 10, "estimated": 30, "assumed": 57},
    "F": {"measured": 30, "trial": 24, "estimated": 36, "assumed": 10},
}
_LIMIT = 3
# A sentence that holds the word speaks of these KPIs only.
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "発券機": ("K01", "K02"),
    "受付番号": ("K01", "K02"),
    "窓口3か所": ("K01", "K02", "K03", "K16"),
    "作業日報": ("K03", "K13", "K14", "K16", "K18", "K21", "K26", "K27", "K31"),
    "時間外勤務の実績": ("K11", "K28", "K39"),
    "アンケート": ("K09",),
    "印刷機": ("K12", "K38"),
    "窓口1か所": ("K01", "K02", "K15", "K30"),
    "模擬窓口": ("K01", "K02", "K15", "K30"),
    "処理時間の中央値": ("K03", "K13", "K14", "K16", "K18", "K31"),
    "職員12名": ("K03", "K13", "K14", "K16", "K18", "K21", "K27"),
    "高齢者を含む": ("K07",),
    "一括処理の時間": ("K11", "K35"),
    "現行手順と新手順": ("K03", "K13", "K14", "K16", "K18", "K21", "K26", "K31"),
    "申請1,050件": ("K06", "K08", "K10", "K29"),
    "1件当たりの削減時間": ("K03", "K13", "K14", "K16", "K18", "K21", "K31"),
    "工程数": ("K03", "K13", "K14", "K16", "K18", "K26", "K28"),
    "オンライン申請率": ("K04", "K05", "K10", "K19"),
    "他団体の実績を人口比": ("K04", "K19", "K23", "K25", "K32", "K34", "K37", "K42"),
    "印刷委託": ("K22", "K40"),
    "他業務へ充て": ("K26", "K27", "K34", "K35"),
    "往復の移動時間": ("K05",),
    "習熟として": ("K36",),
    "16時間を要する": ("K36",),
    "待ち行列": ("K02",),
    "電子交付": ("K12", "K22", "K38", "K40"),
    "住民側の設定": ("K06", "K10", "K24", "K29"),
    "年間件数の資料がない": ("K08", "K25", "K32", "K37"),
    "3年目に計測": ("K03", "K11", "K16", "K27", "K28", "K33", "K35", "K37"),
    "共同利用3団体": ("K03", "K14", "K16", "K31", "K35", "K41", "K42"),
    "決算資料": ("K17", "K22", "K39", "K40", "K41", "K42"),
    "全数の業務記録": ("K03", "K13", "K14", "K16", "K18", "K21", "K25", "K26", "K31", "K32"),
    "件数の増加": ("K03", "K13", "K14", "K16", "K18", "K25", "K31", "K37", "K38"),
    "聞き取り、工程ごと": ("K26", "K27", "K28", "K33", "K34", "K35"),
    "低位、中位、高位": ("K01", "K02", "K09", "K17", "K19", "K39", "K41"),
    "業務改革を併せて": ("K01", "K26", "K27", "K28", "K34"),
}


def _speaks_of(text: str, kpi_id: str) -> bool:
    return all(kpi_id in kpis for word, kpis in _ABOUT.items() if word in text)


def evidence_fields(vendor: Vendor, kpi: Row, used: dict[str, int]) -> dict[str, Any]:
    """Return grade and source of a claim; a measured one says where, the others how.

    Args:
        vendor: The vendor.
        kpi: The KPI's row of the questionnaire's content.
        used: Sentence → times used so far; changed in place.
    """
    chance = stream(vendor.key, "evidence", kpi["kpi_id"])
    grade = picked(chance, _GRADES[vendor.key])
    special = [
        row["remark_ja"]
        for row in content_rows("benefit_remarks")
        if row["grade"] == grade and _speaks_of(row["remark_ja"], kpi["kpi_id"])
    ]
    general = [
        row["source"]
        for row in content_rows("benefit_sources")
        if row["grade"] == grade and _speaks_of(row["source"], kpi["kpi_id"])
    ]
    text = least_used(chance, special, used, _LIMIT) or least_used(chance, general, used, _LIMIT)
    if text is None:
        return {"evidence": grade}
    used[text] = used.get(text, 0) + 1
    place = "evidence_body" if grade in {"measured", "trial"} else "note"
    return {"evidence": grade, place: text}
