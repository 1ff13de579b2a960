"""Every kind of hole has its word, and one that belongs to no cell says only that it is there."""

import pytest

from rfi.compare.round.coverage import HOLES, Coverage
from rfi.text.wording import LANGS, Lang, text
from rfi.views.look.priced_cells import hole_cell


def coverage(kind: str, cells: tuple[tuple[str, str], ...]) -> Coverage:
    return Coverage(2, {"unanswered": 0}, {kind: cells}, {}, frozenset())


@pytest.mark.parametrize("kind", HOLES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_hole_has_a_word_with_and_without_cells(kind: str, lang: Lang) -> None:
    assert text(f"hole.{kind}", lang)
    assert hole_cell(coverage(kind, (("B01", "R01"),)), kind, lang).value == 1
    assert hole_cell(coverage(kind, ()), kind, lang).text == {"ja": "あり", "en": "yes"}[lang]
    assert hole_cell(coverage("separate", (("B01", "R01"),)), "unanswered", lang).value == 0
