"""A number without a currency or a unit is an amount where words of money stand around it."""

import pytest

from rfi.document.grid.money_words import amounts_in

AMOUNTS = (
    "別途500", "移行費 300 別途", "ほかに 500 必要", "データ移行 3000", "500は含まない",
    "追加費用３０００が必要", "保守は別に月50", "旧単価 1200", "1200→1137", "値引前 1200",
    "2年目から 1200", "初年度 1000、2年目以降 1200", "追加：3000", "別途（500）", "総額 1200",
    "プラス80", "費用は約 300", "導入費として 750 を別途", "値引後 99.5",
    "別途、移行500", "追加 帳票開発 300",
)  # fmt: skip
NONE = (
    "60か月", "要件33", "ライセンス料 200本分", "ver 500", "見積番号 3000", "別紙10のとおり",
    "費用は2028年度に検収", "別途見積 2027年度に提示", "料金表 2026年版", "費用10%", "資料 12",
    "無料 30日間", "ISO 27001取得", "職員数 1200", "別途10か月", "追加 20ユーザー", "単価×200台",
    "検収 2028-04-01", "電話 0120123456", "平日 9時", "費用 R01 に含む", "別途協議",
    "別途、別紙12", "追加資料 別表 10",
)  # fmt: skip


@pytest.mark.parametrize("typed", AMOUNTS)
def test_a_bare_number_beside_words_of_money_is_an_amount(typed: str) -> None:
    assert amounts_in(typed)


@pytest.mark.parametrize("typed", NONE)
def test_what_is_counted_dated_or_numbered_is_none(typed: str) -> None:
    assert amounts_in(typed) == ()
