"""Amounts that a sentence names without a currency, a unit or a comma: 別途500, 追加費用3000.

A form has its unit in one place, and who fills it in leaves it out beside the price as well. A
bare number is taken for an amount where words of money stand before it, or words that set it
apart from the price behind it; what is counted, dated or numbered is none.
"""

import re
from collections.abc import Iterator

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


def bare_amounts(folded: str) -> Iterator[re.Match[str]]:
    """Yield the amounts that a folded text names bare.

    >>> [found[0] for found in bare_amounts("データ移行は別途500、60か月、ライセンス 200本")]
    ['別途500']
    """
    if _MAY_BE.search(folded):
        yield from _BARE.finditer(folded)
