"""``describe``: one figure, printed down to the cell of the file that it comes from."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rfi.text.numbers import format_number
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.printed import SAMPLES, VENDORS, printed

RESPONSES = SAMPLES / "responses"
CELL = ("--business", "B03", "--item", "I03")
CITY = ("--city", "372013", "--group", "332020,372013,382019")
STEPS_JA = ("単位", "通貨", "税", "数量", "暦", "比較期間", "価格の年", "現在価値")
STEPS_EN = ("Unit", "Currency", "Tax", "Quantity", "Calendar", "Window", "Price year")


def described(*arguments: str) -> str:
    status, out, err = printed("describe", *arguments)
    assert (status, err) == (0, "")
    return out


def last_figure(line: str) -> str:
    return line.rsplit(maxsplit=1)[-1]


def value_of(line: str) -> str:
    """Return the value of a step, which its rule may follow."""
    return re.split(r" {2,}", line)[1]


def line_of(out: str, start: str) -> str:
    return next(line for line in out.splitlines() if line.startswith(start))


def test_a_json_answer_is_followed_to_the_value_at_its_pointer() -> None:
    out = described(str(RESPONSES / "vendor_a.json"), "--offer", "A1", *CELL)
    lines = out.splitlines()
    assert lines[0].startswith("シナリオ 人口35万人・単独｜")
    assert "為替 150円/米ドル" in lines[0]
    assert "表に示す額：17,672,727円" in out
    place = next(line for line in lines if line.startswith("vendor_a.json  /"))
    value: Any = json.loads((RESPONSES / "vendor_a.json").read_bytes())
    for part in place.split("  ")[1].strip("/").split("/"):
        value = value[int(part)] if part.isdigit() else value[part]
    assert (value["businesses"], value["item"]) == (["B03"], "I03")
    assert last_figure(line_of(out, "回答の金額  ")) == format_number(value["amount"])
    for number, step in enumerate(STEPS_JA, 1):
        assert any(line.startswith(f"{number}　{step}") for line in lines), step
    assert "比較額（名目・税抜）　合計 17,672,727 円" in out


def test_a_workbook_answer_is_followed_to_its_sheet_and_cell() -> None:
    path = RESPONSES / "vendor_a.xlsx"
    out = described(str(path), "--offer", "A1", *CELL)
    place = line_of(out, "vendor_a.xlsx  ").split("  ")[1]
    sheet, cell = place.split("!")
    book = openpyxl.load_workbook(path, read_only=True)
    found = book[sheet][cell].value
    book.close()
    assert last_figure(line_of(out, "回答の金額  ")) == format_number(found)
    assert "表に示す額：17,672,727円" in out


def test_both_files_of_one_answer_print_the_same_steps() -> None:
    tables = [
        described(str(RESPONSES / name), "--offer", "A1", *CELL).split("計算過程：")[1]
        for name in ("vendor_a.json", "vendor_a.xlsx")
    ]
    assert tables[0] == tables[1]


def test_for_a_city_the_path_ends_at_the_cell_of_the_comparison() -> None:
    flows = sample_for(TAKAMATSU, GROUP).costs.flows
    at = (0, flows.axes.businesses.index("B03"), flows.axes.items.index("I03"))
    shown = format_number(float(flows.values["nominal_jpy"][at].sum()))

    out = described(*VENDORS, *CITY, "--offer", "A1", *CELL)
    assert f"表に示す額：{shown}円" in out
    path = out.split("回答から表に示す額まで")[1]
    for words in (
        "回答：人口35万人・単独",
        "回答：人口50万人・単独",
        "回答：人口35万人・3市共同",
        "規模の伸び b",
        "倉敷市が単独の場合",
        "高松市が単独の場合",
        "松山市が単独の場合",
        "団体数の率 ρ(n)",
        "グループの額",
        "この市の分担",
    ):
        assert any(line.startswith(words) for line in path.splitlines()), words
    assert value_of(line_of(path, "表に示す額")) == shown


def test_a_levelled_cell_ends_with_what_was_put_in() -> None:
    arguments = (*VENDORS, *CITY, "--level", "median", "--offer", "E1")
    out = described(*arguments, "--business", "B04", "--item", "I04")
    path = out.split("回答から表に示す額まで")[1].splitlines()
    start = next(index for index, line in enumerate(path) if line.startswith("補完："))
    lines = path[start + 1 : path.index("", start) - 1]
    donors = [line for line in lines if line.startswith("他の提案の額")]
    assert len(donors) >= 2
    assert lines[-2].startswith("補完した額")
    assert lines[-1].startswith("表に示す額")
    shown = value_of(lines[-1])
    # Nothing is quoted for this cell: the figure is what levelling put in.
    assert f"表に示す額：{shown}円" in out


def test_without_business_and_item_the_whole_offer_is_listed_with_its_mark() -> None:
    out = described(*VENDORS, "--offer", "vendor-e:E1")
    assert "表に示す額：≧2,787,800,000円" in out
    assert "計算過程は省きました" in out


def test_it_speaks_english() -> None:
    out = described(str(RESPONSES / "vendor_a.json"), "--offer", "A1", *CELL, "--lang", "en")
    assert "Figure shown: 17,672,727 yen" in out
    for number, step in enumerate(STEPS_EN, 1):
        assert any(line.startswith(f"{number}. {step}") for line in out.splitlines()), step


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("--offer", "Z9"), "Z9"),
        (("--offer", "A1", "--business", "B99"), "B99"),
        (("--offer", "A1", "--item", "I99"), "I99"),
    ],
)
def test_an_unknown_offer_business_or_item_is_told_in_both_languages(
    arguments: tuple[str, ...], given: str
) -> None:
    told = {}
    for lang in ("ja", "en"):
        file = str(Path(VENDORS[0]))
        status, out, told[lang] = printed("describe", file, *arguments, "--lang", lang)
        assert (status, out) == (2, "")
        assert given in told[lang]
    assert any("\u3040" <= char <= "\u30ff" for char in told["ja"])
    assert told["en"].isascii()
