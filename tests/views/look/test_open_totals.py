"""A total says wherever it stands how many questions are open behind it."""

from dataclasses import replace

import pytest

from rfi.compare.cost.comparison import OfferFigures
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.tables import tables_of
from rfi.scenario.address import Mode, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.wording import LANGS, Lang
from rfi.views.aggregate.contents import CONTENTS as AGGREGATE
from rfi.views.choice.contents import CONTENTS as CHOICE
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.joint.contents import CONTENTS as JOINT
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import to_confirm_words, whole_certainty, with_open_totals
from rfi.views.meeting.minute import minute_text
from rfi.views.meeting.totals import picture_totals
from rfi.views.robust.contents import CONTENTS as ROBUST
from rfi.views.robust.slide import slide_along
from tests.export.test_tables import whole
from tests.views.rounds import round_of

JA = Reading("ja")


def opened(evaluation: Evaluation) -> list[OfferFigures]:
    """Return the offers whose totals have open questions; the sample has some."""
    found = [
        offer
        for offer in evaluation.costs.offers
        if offer.certainty.to_confirm and offer.totals.nominal_jpy is not None
    ]
    assert found
    return found


def words_of(table: Table) -> str:
    cells = (cell for row in table.rows for cell in row.cells)
    return " ".join((*table.notes, *(f"{cell.text} {cell.note}" for cell in cells)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("in_group", [True, False])
def test_every_table_that_holds_a_total_says_what_is_open_of_it(
    lang: Lang, *, in_group: bool
) -> None:
    evaluation = whole(in_group=in_group)
    silent, seen = [], 0
    for table in tables_of(evaluation, Reading(lang)):
        figures = {round(cell.value or 0.0) for row in table.rows for cell in row.cells}
        for offer in opened(evaluation):
            totals = {round(offer.totals.nominal_jpy or 0.0), round(offer.total_incl_tax_jpy or 0)}
            if figures & totals:
                seen += 1
                if to_confirm_words(offer.certainty, lang) not in words_of(table):
                    silent.append(table.key)
    assert silent == []
    assert seen > len(opened(evaluation))


@pytest.mark.parametrize("in_group", [True, False])
def test_every_picture_of_totals_in_a_meeting_says_what_is_open_of_them(*, in_group: bool) -> None:
    evaluation = whole(in_group=in_group)
    shown = [picture_totals(evaluation, JA, evaluation).html]
    shown.append(slide_along(evaluation, JA, "fx_usd_jpy").html)
    shown += [
        picture.html
        for contents, name in ((COSTS, "picture_differences"), (JOINT, "picture_shares"))
        for part in contents.parts
        if part.name == name and not part.unmet(evaluation)
        if (picture := part.pictured(evaluation, JA, part.opening(evaluation)))
    ]
    shown.append(minute_text(evaluation, JA, evaluation, ""))
    for offer in opened(evaluation):
        words = to_confirm_words(offer.certainty, "ja")
        assert [words in one for one in shown] == [True] * len(shown)


def test_a_total_that_is_no_figure_still_says_how_many_questions_are_open() -> None:
    offer = next(one for one in opened(whole(in_group=True)) if one.certainty.kind == "unknown")
    words = whole_certainty(offer, "ja")
    assert words.startswith("下限でない（※）")
    assert to_confirm_words(offer.certainty, "ja") in words


def test_a_set_of_offers_says_what_is_open_of_those_in_it() -> None:
    evaluation = whole(in_group=True)
    (part,) = [one for one in CHOICE.parts if one.name == "picture_plans"]
    picture = part.pictured(evaluation, JA, part.opening(evaluation))
    assert picture is not None
    assert picture.html.count("C 要確認1件") == 1


def test_the_difference_of_a_pair_says_what_is_open_of_either() -> None:
    evaluation = whole(in_group=True)
    (part,) = [one for one in ROBUST.parts if one.picture]
    chosen = dict(part.opening(evaluation))
    picture = part.pictured(evaluation, JA, {**chosen, "robust_first": 0, "robust_second": 2})
    assert picture is not None
    assert "C 要確認1件" in picture.html


def test_a_column_that_says_it_already_and_a_table_without_totals_get_no_note() -> None:
    evaluation = whole(in_group=True)
    (offer, *_) = opened(evaluation)
    words = to_confirm_words(offer.certainty, "ja")
    total = TableCell(offer.totals.nominal_jpy)
    told, silent = replace(total, note=words), replace(total, value=1.0)

    def table(*cells: TableCell) -> Table:
        columns = tuple(Column(str(at), "") for at in range(len(cells)))
        return Table("x", "", "", "", columns, (Row("r", "", cells),))

    def notes(*cells: TableCell) -> tuple[str, ...]:
        return with_open_totals(table(*cells), evaluation.costs, JA).notes

    assert notes(told) == notes(silent) == notes(TableCell(float("nan"))) == ()
    assert [words in note for note in notes(total, silent)] == [True]
    # What stands in another column is of another offer.
    assert len(notes(total, replace(silent, note=words))) == 1


@pytest.mark.parametrize("in_group", [True, False])
def test_the_word_of_certainty_has_the_number_of_open_questions_in_it(*, in_group: bool) -> None:
    """What prints words without the small line under them says it too: the first page in Excel."""
    evaluation = whole(in_group=in_group)
    (table,) = [one for one in tables_of(evaluation, JA) if one.key == "summary"]
    (row,) = [one for one in table.rows if one.key == "certainty"]
    for offer in opened(evaluation):
        words = row.cells[evaluation.costs.offers.index(offer)].text
        assert words.count(to_confirm_words(offer.certainty, "ja")) == 1


def test_what_is_put_into_holes_says_what_is_open_of_those_it_may_come_from() -> None:
    evaluation = whole(in_group=True)
    notes = {
        table.key: " ".join(table.notes)
        for table in tables_of(evaluation, JA)
        if table.key in {"levelling", "levelled_cells"}
    }
    assert len(notes) == 2
    for offer in opened(evaluation):
        words = f"{look_of(offer).letter} {to_confirm_words(offer.certainty, 'ja')}"
        assert {key: words in said for key, said in notes.items()} == dict.fromkeys(notes, True)


@pytest.mark.parametrize("mode", ["named", "aggregate"])
def test_statistics_say_what_is_open_of_what_they_are_made_of(mode: Mode) -> None:
    answers = shown_answers(round_of("responses"), Shown(mode))
    evaluation = evaluate(answers, NOTHING_CHOSEN)
    letters = [look_of(offer).letter for offer in opened(evaluation)]
    assert letters == ["D", "E"]
    contents = AGGREGATE if mode == "aggregate" else COSTS
    made = [
        one.table(evaluation, JA, one.opening(evaluation))
        for one in contents.parts
        if one.unmet(evaluation) is None
    ]
    blends = [table for table in made if table and table.key.startswith(("statist", "aggregate_"))]
    assert blends
    for table in blends:
        found = [note for note in table.notes if "要確認が残る" in note]
        assert len(found) == 1, table.key
        assert ("D 要確認1件" in found[0]) is (mode == "named")
        assert ("2あり" in found[0]) is (mode == "aggregate")
