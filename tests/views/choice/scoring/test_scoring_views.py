"""What the section 採点 shows: nothing until it is switched on, then points with their marks."""

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.assumptions import AssumptionValue
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.contents import CONTENTS
from rfi.views.choice.scoring.tables import view_formula_audit, view_scores, view_weights
from rfi.views.choice.scoring.triangle import figure_weights, scoring_answer
from rfi.views.look.reading import Reading
from tests.compare.sample_round import sample_answers, sample_for
from tests.evaluations import evaluated

READING = Reading("ja")


def on(**changes: AssumptionValue) -> Evaluation:
    given: dict[str, AssumptionValue] = {"scoring": "lowest", "score_must": "off", **changes}
    return evaluated(sample_answers(), changes=given)


def test_off_by_default_it_shows_nothing_and_says_so() -> None:
    for part in CONTENTS.of("scoring"):
        need = part.unmet(sample_for())
        assert need is not None
        assert need.word(sample_for()) == "choice.scoring.off"
        assert list(part.filed(sample_for(), READING)) == []


def test_the_answer_counts_who_has_points_and_names_the_smallest_change() -> None:
    answer = scoring_answer(on(), "ja")
    assert answer.startswith("RFI段階・参考：今の配点では、点の付く5提案（全6）のうち")
    assert "順が変わる" in answer


def test_where_nobody_has_points_the_answer_says_so_and_the_table_why() -> None:
    found = sample_for(scoring="lowest", score_must="on")
    assert "点の付く提案がない" in scoring_answer(found, "ja")
    row = {row.key: row for row in view_scores(found, READING).rows}["why"]
    assert {cell.text for cell in row.cells} == {"必須要件に対応不可がある"}


def test_every_table_is_marked_a_reference_of_this_stage() -> None:
    tables = (view_scores, view_weights, view_formula_audit)
    assert all("RFI段階・参考" in view(on(), READING).caption for view in tables)
    subtitle = figure_weights(on(), READING)["layout"]["title"]["subtitle"]["text"]
    assert subtitle.startswith("RFI段階・参考")


def test_parts_sum_to_the_total_of_an_offer() -> None:
    rows = {row.key: row.cells[0].value or 0.0 for row in view_scores(on(), READING).rows}
    assert rows["price"] + rows["residents"] + rows["staff"] == rows["total"]


def test_the_quotient_has_no_points_for_price() -> None:
    table = view_scores(sample_for(scoring="division", score_must="off"), READING)
    assert [row.key for row in table.rows] == ["residents", "staff", "total", "why"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_is_one_sentence(lang: Lang) -> None:
    table = view_formula_audit(on(score_ceiling_jpy=4_500_000_000), Reading(lang))
    said = [row.cells[1].text for row in table.rows]
    assert len(said) == 16
    end = "。" if lang == "ja" else "."
    assert all((one.endswith(end) and one.count(end) == 1) or lang == "en" for one in said)
    assert not any("{" in one for one in said)


def test_the_regions_are_drawn_with_the_pattern_of_their_offer() -> None:
    figure = figure_weights(on(), READING)
    filled = [trace for trace in figure["data"] if trace.get("fill") == "toself"]
    shapes = {trace["fillpattern"]["shape"] for trace in filled}
    assert len(shapes) == len(filled)


def test_words_neither_recommend_nor_rank() -> None:
    told = [scoring_answer(on(), "ja")]
    for view in (view_scores, view_weights, view_formula_audit):
        table = view(on(), READING)
        told += [*table.notes, *(cell.text for row in table.rows for cell in row.cells)]
    barred = ("推奨", "最適", "優れ", "勝", "ランキング", "順位")
    assert not [word for word in barred if any(word in one for one in told)]
