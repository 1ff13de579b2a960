"""Wording lives in the catalogue of rfi/text, in both languages; code holds codes."""

import re

import pytest

from tests.laws.source import RFI, constants_of, name_of, python_files

# Kana, kanji, full-width letters and Japanese punctuation.
JAPANESE = re.compile(
    r"[\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
# Notation that reads the same in both languages.
NOTATION = re.compile(r"[〜－]")
# What vendors write where a cell is answered by a glyph: symbols and full-width forms, no words.
GLYPHS = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
# What a spreadsheet may take for the start of a formula.
FORMULA_STARTS = re.compile(r"[＝＋－＠]")
# Folder or file → what may stand there besides, and why.
ALLOWED = {
    "rfi/text/": JAPANESE,  # the one home of wording: era names, number formats
    "rfi/document/": GLYPHS,  # reads bytes that vendors wrote
    # The words people type into cells, and what formats put beside numbers: data to read.
    **dict.fromkeys(
        (
            "rfi/document/grid/cell_text.py",
            "rfi/document/grid/date_text.py",
            "rfi/document/grid/money_words.py",
            "rfi/document/grid/row_words.py",
            "rfi/document/grid/number_cells.py",
            "rfi/document/grid/number_shown.py",
            "rfi/document/grid/table_words.py",
        ),
        JAPANESE,
    ),
    "rfi/export/": FORMULA_STARTS,  # disarms them
}


def japanese_literals(source: str, name: str) -> list[tuple[int, str]]:
    allowed = [pattern for place, pattern in ALLOWED.items() if name.startswith(place)]
    found = []
    for node in constants_of(source):
        if isinstance(node.value, str):
            rest = NOTATION.sub("", node.value)
            for pattern in allowed:
                rest = pattern.sub("", rest)
            if JAPANESE.search(rest):
                found.append((node.lineno, node.value))
    return sorted(found)


@pytest.mark.parametrize(
    ("name", "planted", "found"),
    [
        ("rfi/views/x.py", 'title = "費用"', True),
        ("rfi/views/x.py", 'print(f"{n} 件")', True),
        ("rfi/views/x.py", '", ".join(a) + "、"', True),
        ("rfi/views/x.py", '"""費用の表."""\n# 費用\nmark = "－"', False),
        ("rfi/text/x.py", 'era = "令和"', False),
        ("rfi/export/x.py", 'starts = "=＝＠"', False),
        ("rfi/export/x.py", 'title = "費用"', True),
        ("rfi/document/x.py", 'zero = "〇"', False),
        ("rfi/document/x.py", 'message = "読めません"', True),
    ],
)
def test_a_planted_japanese_literal_is_found(name: str, planted: str, *, found: bool) -> None:
    assert bool(japanese_literals(planted, name)) is found


def test_no_module_outside_the_catalogue_holds_japanese_wording() -> None:
    found = {
        name: literals
        for name, path in ((name_of(path), path) for path in python_files(RFI))
        if (literals := japanese_literals(path.read_text("utf-8"), name))
    }
    assert found == {}
