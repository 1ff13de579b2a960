"""The six invented vendors: who they are and how each of them quotes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from samples.make.scenarios import SCENARIOS

ALL_SCENARIOS = tuple(scenario.scenario_id for scenario in SCENARIOS)


@dataclass(frozen=True, slots=True)
class Style:
    """How a vendor writes a price.

    Attributes:
        unit: Code of the money unit.
        unit_jpy: Yen of one unit.
        step: Prices are multiples of this many units.
        tax: Tax code.
        frequency: How recurring costs are quoted.
    """

    unit: str
    unit_jpy: int
    step: Fraction
    tax: str
    frequency: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor and its one offer.

    Attributes:
        key: Capital letter of the vendor; the offer is this letter and 1.
        go_live: (year, month) of the first day of operation.
        months: Quoted months of operation.
        levels: Item, its first letter or "*" → percent of the typical price.
        savings: Number of sharing cities → average percent saved of n times alone.
        unserved: Businesses outside the offer.
    """

    key: str
    name: str
    name_en: str
    department: str
    person: str
    email: str
    phone: str
    answered_on: str
    title: str
    summary: str
    note: str
    go_live: tuple[int, int]
    months: int
    style: Style
    levels: Mapping[str, int]
    savings: Mapping[int, int]
    scenario_ids: tuple[str, ...] = ALL_SCENARIOS
    disclosure: Mapping[str, str] = field(default_factory=dict)
    unserved: tuple[str, ...] = ()
    has_own_labels: bool = False
    answers_by_symbol: bool = False

    def level_percent(self, item: str) -> int:
        """Return the vendor's level of an item, in percent of the typical price."""
        return next(self.levels[key] for key in (item, item[0], "*") if key in self.levels)


VENDORS = (
    Vendor(
        key="A",
        name="架空電算株式会社",
        name_en="Kakuu Densan (fictional)",
        department="自治体営業部 第二課",
        person="架空 花子",
        email="hanako@kakuu-densan.example",
        phone="00-0000-0001",
        answered_on="2026-10-23",
        title="標準準拠パッケージ 全業務一括（国内クラウド）",
        summary="20業務と共通基盤を自社製品で一括提供する。価格は税込、運用は年額で示す。",
        note="全ての欄に金額を記入しました。税込額の端数は項目ごとに10千円単位で四捨五入しています。",
        go_live=(2028, 4),
        months=60,
        style=Style("thousand", 1000, Fraction(10), "included", "yearly"),
        levels={"I": 101, "R": 100, "R07": 96, "R13": 104, "E": 110},
        savings={2: 13, 3: 21, 5: 29},
        disclosure={"R01": "secretariat", "R02": "secretariat", "R13": "public"},
        has_own_labels=True,
        answers_by_symbol=True,
    ),
    Vendor(
        key="B",
        name="見本情報システム株式会社",
        name_en="Mihon Information Systems (fictional)",
        department="公共ソリューション本部",
        person="見本 太郎",
        email="taro@mihon-info.example",
        phone="00-0000-0002",
        answered_on="2026-10-28",
        title="先行導入型パック（月額61か月）",
        summary="導入作業を手厚くし、運用の月額を抑えた提案。年度の途中の1月に稼働する。",
        note="運用は61か月の月額です。初期費用から出精値引を行っています。",
        go_live=(2028, 1),
        months=61,
        style=Style("one", 1, Fraction(1000), "excluded", "monthly"),
        levels={"I": 133, "I11": 118, "I13": 108, "R": 80, "R07": 84, "R13": 92, "E": 95},
        savings={2: 11, 3: 18, 5: 25},
        disclosure={"I04": "secretariat", "I05": "secretariat"},
    ),
    Vendor(
        key="C",
        name="仮想クラウドサービス株式会社",
        name_en="Kasou Cloud Services (fictional)",
        department="行政クラウド事業部",
        person="仮想 次郎",
        email="jiro@kasou-cloud.example",
        phone="00-0000-0003",
        answered_on="2026-10-30",
        title="クラウドネイティブ型サービス（利用料米ドル建て）",
        summary="設定のみで使うことを前提に初期費用を抑え、クラウド利用料を米ドル建てで示す。",
        note="クラウド利用料は米ドル建てです。合計額は1米ドル148円で換算しました。",
        go_live=(2028, 4),
        months=60,
        style=Style("thousand", 1000, Fraction(10), "excluded", "yearly"),
        levels={
            "I": 77,
            "I04": 48,
            "I05": 92,
            "I11": 88,
            "R": 90,
            "R07": 196,
            "R09": 42,
            "R11": 55,
            "R14": 170,
            "E": 60,
        },
        savings={2: 15, 3: 24, 5: 33},
        disclosure={"R07": "public"},
    ),
    Vendor(
        key="D",
        name="例示ソリューションズ株式会社",
        name_en="Reiji Solutions (fictional)",
        department="ガバメント事業部 企画課",
        person="例示 三郎",
        email="saburo@reiji-sol.example",
        phone="00-0000-0004",
        answered_on="2026-10-26",
        title="共同利用センター方式（税4業務一体）",
        summary="自社センターの共同利用基盤で提供する。税の4業務は一つの価格で、市の数が増えるほど割安になる。",
        note="市ごとに生じる作業は1市当たり、帳票は住民1人当たり、機器は台数別の単価で示しました。",
        go_live=(2028, 4),
        months=60,
        style=Style("ten_thousand", 10_000, Fraction(1), "excluded", "yearly"),
        levels={
            "I": 108,
            "I04": 128,
            "R": 117,
            "R07": 84,
            "R09": 330,
            "R14": 140,
            "R13": 96,
            "E": 120,
        },
        savings={2: 16, 3: 26, 5: 36},
        disclosure={"I13": "public", "R13": "public", "R01": "secretariat"},
        has_own_labels=True,
        answers_by_symbol=True,
    ),
    Vendor(
        key="E",
        name="想定自治体システム株式会社",
        name_en="Soutei Municipal Systems (fictional)",
        department="営業企画室",
        person="想定 四葉",
        email="yotsuba@soutei-muni.example",
        phone="00-0000-0005",
        answered_on="2026-10-30",
        title="段階導入プラン（概算）",
        summary="戸籍を除く業務を段階的に導入する。未確定の項目は別途見積とする。",
        note="短期間での回答のため、未記入の欄があります。合計額は概算です。",
        go_live=(2028, 4),
        months=60,
        style=Style("thousand", 1000, Fraction(50), "excluded", "yearly"),
        levels={"I": 95, "R": 93, "R07": 88, "E": 100},
        savings={2: 14, 3: 22, 5: 30},
        unserved=("B19", "B20"),
    ),
    Vendor(
        key="F",
        name="模擬データ処理株式会社",
        name_en="Mogi Data Processing (fictional)",
        department="公共第一営業部",
        person="模擬 五月",
        email="satsuki@mogi-data.example",
        phone="00-0000-0006",
        answered_on="2026-10-19",
        title="常駐支援付き単独導入（60か月総額）",
        summary="中規模市の単独導入を対象に、常駐の支援を含めた60か月の総額を示す。",
        note="人口35万人と50万人の単独利用のみ回答します。共同利用の実績がないため、その他は辞退します。",
        go_live=(2028, 10),
        months=60,
        style=Style("million", 1_000_000, Fraction(1, 100), "excluded", "term_total"),
        levels={"I": 116, "I01": 148, "R": 120, "R03": 178, "R07": 112, "E": 130},
        savings={},
        scenario_ids=("S350K-1", "S500K-1"),
        disclosure={"I03": "secretariat", "I07": "meeting"},
    ),
)
