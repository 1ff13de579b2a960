"""What stands on a page stands in a file, and the other way round."""

import re
from collections.abc import Collection
from dataclasses import replace

import pytest

from rfi.disclosure.remarks import shown_remarks
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.sheet_names import sheet_title, unique_names
from rfi.export.tables import SUBJECTS, tables_of
from rfi.scenario.address import EVERYTHING_SHOWN
from rfi.text.wording import LANGS, Lang, has_text
from rfi.views.look.contents import Contents
from rfi.views.look.reading import Reading
from tests.printed import evaluated
from tests.remarks import beside

MEMBERS = "332020,372013,382019"


def whole(*, in_group: bool) -> Evaluation:
    """Return the sample round with everything there is to show: a group, or a city with costs.

    A figure has a remark.
    """
    if in_group:
        scored = ("--set", "scoring=lowest", "--set", "score_must=off")
        found = evaluated("--city", "372013", "--group", MEMBERS, "--level", "median", *scored)
    else:
        found = evaluated("--city", "992011", "--level", "median")
    remarks = shown_remarks([beside(found.answers, 0)], found.answers, EVERYTHING_SHOWN)
    return replace(found, remarks=remarks)


def statistics() -> Evaluation:
    """Return the sample round of which statistics alone are shown."""
    return evaluated("--mode", "aggregate")


@pytest.mark.parametrize("contents", SUBJECTS, ids=lambda one: one.subject)
@pytest.mark.parametrize("in_group", [True, False])
def test_what_a_page_opens_with_is_in_every_file(contents: Contents, *, in_group: bool) -> None:
    is_aggregate = all(part.is_aggregate for part in contents.parts)
    evaluation = statistics() if is_aggregate else whole(in_group=in_group)
    reading = Reading("ja")
    filed = {table.title for table in tables_of(evaluation, reading)}
    seen = 0
    for part in contents.parts:
        if part.view is None or part.unfiled or part.unmet(evaluation):
            continue
        table = part.table(evaluation, reading, part.opening(evaluation))
        if table is not None and table.rows:
            assert table.title in filed
            seen += 1
    assert seen or contents.subject == "today"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("in_group", [True, False])
def test_every_table_has_a_sheet_of_a_short_name_of_its_own(lang: Lang, *, in_group: bool) -> None:
    rounds = (whole(in_group=in_group), statistics())
    tables = [table for one in rounds for table in tables_of(one, Reading(lang))]
    assert [table.key for table in tables if not has_text(f"export.sheet.{table.key}")] == []
    names = [sheet_title(table, lang) for table in tables]
    assert unique_names(names) == tuple(names)


def test_a_choice_of_an_offer_is_written_for_each() -> None:
    keys = [table.key for table in tables_of(whole(in_group=False), Reading("ja"))]
    count = len(whole(in_group=False).costs.offers)
    # From the first offer to each other, and from today to each.
    assert keys.count("bridge") == count - 1 + count
    assert keys.count("net_cash") == keys.count("net_cash_with_benefits") == count
    assert keys.count("offer_cities") == count


def test_every_content_is_asked_for_by_one_of_the_rounds() -> None:
    missing = [
        part.name
        for contents in SUBJECTS
        for part in contents.parts
        if all(
            part.unmet(evaluation)
            for evaluation in (whole(in_group=True), whole(in_group=False), statistics())
        )
    ]
    assert set(missing) <= {"view_number_effect"}


# A place of a document as programs write it, unless it stands beside the words of that place.
POINTER = re.compile(r"(?<![\w（(])/offers(?:/|$)")


def codes_in(words: str, scenarios: Collection[str]) -> list[str]:
    return POINTER.findall(words) + [one for one in scenarios if one in words]


@pytest.mark.parametrize("planted", ["/offers/0/cost_lines", "S180K-1.B01.I03", "シナリオ S350K-1"])
def test_a_planted_pointer_or_code_of_a_scenario_is_found(planted: str) -> None:
    assert codes_in(planted, ("S180K-1", "S350K-1"))


@pytest.mark.parametrize("in_group", [True, False])
def test_no_table_tells_a_pointer_or_the_code_of_a_scenario(*, in_group: bool) -> None:
    evaluation = whole(in_group=in_group)
    scenarios = evaluation.answers.questionnaire.scenarios
    found = {
        (table.key, words)
        for table in tables_of(evaluation, Reading("ja"))
        for row in table.rows
        for words in (row.heading, row.note, *(f"{cell.text}\n{cell.note}" for cell in row.cells))
        if codes_in(words, scenarios)
    }
    assert found == set()
