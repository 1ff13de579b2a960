"""What the section 共同利用の成立条件 shows: the answer in a sentence, and where a city loses."""

import re
from html import unescape

import pytest

from rfi.text.wording import LANGS, Lang
from rfi.views.choice.joining.alpha import picture_joining
from rfi.views.choice.joining.rules import view_sharing_rules
from rfi.views.look.reading import Reading
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

SMALL_WITH_LARGE = ("022039", "282014", "462012")


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_the_answer_names_the_cities_and_counts_exact_offers_only() -> None:
    picture = picture_joining(sample_for(TAKAMATSU, GROUP), Reading("ja"))
    cities, found = picture.title.split("：", 1)
    assert cities == "倉敷市、高松市、松山市の3市"
    assert found.startswith("額に欠けのない4提案のうち4提案には")
    shown = words(picture.html)
    assert shown.count("0〜100%") == 4
    assert "判定できない（≧）" in shown
    assert "推計不可：この団体数の価格の回答がない" in shown


def test_a_share_above_going_alone_says_by_how_much_a_year() -> None:
    found = sample_for("022039", SMALL_WITH_LARGE, sharing_equal_ratio=1.0)
    table = view_sharing_rules(found, Reading("ja"), 0)
    row = next(row for row in table.rows if row.key == "022039")
    columns = [column.key for column in table.columns]
    alone, equal = row.cells[0].value, row.cells[columns.index("equal")]
    assert alone is not None
    assert equal.value is not None
    assert equal.is_marked == (equal.value > alone)
    if equal.is_marked:
        yearly = (equal.value - alone) / 5 / 1e6
        assert equal.note == f"単独より ＋{yearly:,.1f}百万円／年"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("index", range(5))
def test_the_shares_of_every_column_sum_to_its_last_row(index: int, lang: Lang) -> None:
    table = view_sharing_rules(sample_for(TAKAMATSU, GROUP), Reading(lang), index)
    rows = {row.key: row for row in table.rows}
    for column in range(len(table.columns)):
        shown = [rows[code].cells[column].value or 0.0 for code in GROUP]
        assert sum(shown) == pytest.approx(rows["total"].cells[column].value)


def test_an_open_offer_shows_lower_bounds_and_says_that_nothing_is_judged() -> None:
    table = view_sharing_rules(sample_for(TAKAMATSU, GROUP), Reading("ja"), 4)
    rows = {row.key: row for row in table.rows}
    assert {cell.sign for cell in rows[TAKAMATSU].cells} == {"≧"}
    assert {cell.text for cell in rows["leavers"].cells[1:]} == {"判定できない（≧）"}
