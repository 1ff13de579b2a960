"""Who may read it: what is above a level is in no file for its readers."""

import io
import zipfile

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.levels import levelled, withheld_texts
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.record.evaluation import holds_every_figure
from rfi.export.tables import SUBJECTS, tables_of
from rfi.scenario.address import Level, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.schema.fields import load_fields
from rfi.views.cost.levelling import view_levelling
from rfi.views.look.contents import Content
from rfi.views.look.reading import Reading
from tests.disclosure.planted import planted_round, record_of, sample_round
from tests.disclosure.test_aggregate import numbers_in
from tests.disclosure.test_anonymous import WRITERS, told

FILES = ("xlsx", "csv", "zip", "cp932")


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


def shown_to(answers: AnswerSet, level: Level) -> Evaluation:
    return evaluate(shown_answers(answers, Shown("named", (), level)), NOTHING_CHOSEN)


def test_each_level_leaves_out_the_texts_above_it_and_no_other() -> None:
    levels = {field.path: field.disclosure for field in load_fields("rfi_response")}
    assert withheld_texts("secretariat") == frozenset()
    meeting, public = withheld_texts("meeting"), withheld_texts("public")
    assert {levels[path] for path in meeting} == {"secretariat"}
    assert {levels[path] for path in public} == {"secretariat", "meeting"}
    assert {path[-1] for path in meeting} == {"department", "person", "email", "phone"}


def test_contacts_are_not_in_the_answers_of_a_meeting() -> None:
    answers, _ = planted_round()
    found = levelled(answers, "meeting")
    for before, after in zip(answers.responses, found.responses, strict=True):
        assert before.value is not None
        assert after.value is not None
        assert before.value["vendor"]["contact"]
        assert after.value["vendor"].get("contact", {}) == {}
        assert after.value["vendor"]["name"] == before.value["vendor"]["name"]


def test_figures_are_the_same_for_a_meeting(sample: AnswerSet) -> None:
    assert record_of(levelled(sample, "meeting"), NOTHING_CHOSEN) == record_of(
        sample, NOTHING_CHOSEN
    )


@pytest.mark.parametrize("kind", FILES)
def test_for_publication_no_name_remark_or_price_of_an_item_is_told(
    sample: AnswerSet, kind: str
) -> None:
    planted, _ = planted_round()
    assert told(WRITERS[kind](shown_to(planted, "public"), "ja")) == set()
    totals = {one["totals"]["nominal_jpy"] for one in record_of(sample, NOTHING_CHOSEN)["offers"]}
    named = shown_to(sample, "secretariat")
    flows = named.costs.flows
    cells = flows.values["nominal_jpy"].sum(axis=-1)
    # A phase or a year may hold one price alone.
    sums = {round(float(value)) for value in flows.phases["nominal_jpy"].ravel()}
    sums |= {round(float(value)) for value in flows.values["nominal_jpy"].sum(axis=(1, 2)).ravel()}
    prices = {round(float(value)) for value in cells.ravel() if value % 10_000} - sums - totals
    shown = numbers_in(WRITERS[kind](shown_to(sample, "public"), "ja"))
    assert totals - {None} & shown
    assert prices & shown == set()
    assert len(prices & numbers_in(WRITERS[kind](named, "ja"))) > 20


def test_the_sheets_of_calculation_are_for_the_secretariat_alone(sample: AnswerSet) -> None:
    counts = {}
    for level in ("secretariat", "meeting", "public"):
        with zipfile.ZipFile(io.BytesIO(WRITERS["xlsx"](shown_to(sample, level), "ja"))) as book:
            workbook = book.read("xl/workbook.xml").decode()
            sheets = [book.read(name) for name in book.namelist() if "/worksheets/" in name]
        counts[level] = sum(sheet.count(b"<f>") for sheet in sheets)
        assert ('"明細"' in workbook) == (level == "secretariat")
    assert counts["secretariat"] > 1_000
    # Of what is left: the range that stands above the chart of differences.
    assert max(counts["meeting"], counts["public"]) < 100


def test_what_cities_pay_today_is_not_published(sample: AnswerSet) -> None:
    found = levelled(sample, "public")
    assert found.cities.own == ()
    assert found.mode == "anonymous"


def test_the_record_of_every_figure_is_for_no_publication(sample: AnswerSet) -> None:
    held = {level: holds_every_figure(shown_to(sample, level)) for level in ("meeting", "public")}
    assert held == {"meeting": True, "public": False}


def test_tables_of_prices_go_with_the_level(sample: AnswerSet) -> None:
    keys = {
        level: {table.key for table in tables_of(shown_to(sample, level), Reading("ja"))}
        for level in ("meeting", "public")
    }
    assert {"items", "businesses"} <= keys["meeting"] - keys["public"]
    assert "summary" in keys["public"]


def test_what_does_not_say_who_may_see_it_is_for_the_fewest(sample: AnswerSet) -> None:
    untold = Content("costs", view_levelling)
    assert untold.unmet(shown_to(sample, "secretariat")) is None
    assert untold.unmet(shown_to(sample, "meeting")) is not None
    assert untold.unmet(shown_to(sample, "public")) is not None


def test_every_table_and_figure_says_who_may_see_it() -> None:
    parts = [part for contents in SUBJECTS for part in contents.parts]
    assert len(parts) > 50
    assert [(part.section, part.name) for part in parts if part.level == "secretariat"] == []
