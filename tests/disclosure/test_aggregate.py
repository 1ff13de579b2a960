"""集計のみ: of fewer than three vendors no figure is in any file, table or page."""

import re
from collections.abc import Iterator, Mapping

import pytest

from rfi.compare.cost.rows.statistics import cost_statistics
from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.aggregate import Told, aggregate
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.outputs import OUTPUTS
from rfi.export.tables import SUBJECTS, tables_of
from rfi.scenario.address import Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.numbers import round_half_up
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.planted import planted_round, record_of, sample_round
from tests.disclosure.test_anonymous import WRITERS, figures, members, told

AGGREGATE = Shown("aggregate")
FILES = ("xlsx", "csv", "zip", "cp932", "ocds")
# Of a figure with fewer digits another number may well be the same.
_LEAST_FIGURE = 10_000
# Sizes and colours: no figure can stand there.
_LOOKS = ("theme1.xml", "styles.xml")
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")


def evaluated(answers: AnswerSet, shown: Shown = AGGREGATE) -> Evaluation:
    return evaluate(shown_answers(answers, shown), NOTHING_CHOSEN)


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


@pytest.fixture(scope="module")
def statistics(sample: AnswerSet) -> Evaluation:
    return evaluated(sample)


def every(evaluation: Evaluation) -> Iterator[Told]:
    found = aggregate(evaluation, "nominal_jpy")
    yield from (found.total, found.per_resident, found.fit_rate)
    yield from (found.staff_hours, found.resident_hours)
    for part in (found.phases, found.items, found.businesses):
        yield from part.values()


def yen_told(evaluation: Evaluation) -> set[int]:
    """Return every figure that may be told, in whole yen."""
    return {
        int(round_half_up(value))
        for one in every(evaluation)
        for value in (one.least, one.median, one.mean, one.most)
        if value is not None
    }


def of_offers(answers: AnswerSet) -> set[int]:
    """Return every figure of any single offer that is large enough to be known by its digits."""
    record = record_of(answers, NOTHING_CHOSEN)
    parts = {key: value for key, value in record.items() if key not in {"conditions", "issues"}}
    return {
        int(value)
        for path, value in figures(parts, {})
        # How many people a city of the questionnaire has is no figure of an offer.
        if not path.endswith("/population")
        if isinstance(value, int | float) and abs(value) >= _LEAST_FIGURE
    }


def numbers_in(data: bytes) -> set[int]:
    """Return every number in a file, however deep, in whole units."""
    return {
        int(round_half_up(float(digits)))
        for name, part in members(data)
        if b"PK\x03\x04" not in part and not name.endswith(_LOOKS)
        for digits in _NUMBER.findall(part.replace(b",", b""))
        if len(digits) < 18
    }


def small(vendors: int, amounts: Mapping[int, tuple[int | None, ...]] | None = None) -> AnswerSet:
    """Return a round of several vendors over two items; a price of None is left open."""
    given = amounts or {}
    asked = questionnaire(businesses=("B01",))
    answers = []
    for index in range(vendors):
        first, second = given.get(index, (1_000_000 + 111_111 * index, 10_000 + 1_111 * index))
        lines = [
            line(item, amount)
            for item, amount in (("I03", first), ("R01", second))
            if amount is not None
        ]
        answers.append(answer(lines, response_id=f"r{index}"))
    return collect(asked, *answers)


@pytest.mark.parametrize("kind", FILES)
def test_no_figure_of_one_offer_is_in_any_file_but_the_ends_of_statistics(
    sample: AnswerSet, statistics: Evaluation, kind: str
) -> None:
    shown = numbers_in(WRITERS[kind](statistics, "ja"))
    may = yen_told(statistics)
    assert may & shown
    standing = {int(one.value) for one in sample.assumptions if isinstance(one.value, int | float)}
    cities = {int(city.population) for city in sample.cities.known.values()}
    populations = {one.population for one in sample.questionnaire.scenarios.values()}
    assert of_offers(sample) & shown - may - standing - cities - populations == set()


@pytest.mark.parametrize("kind", FILES)
def test_the_search_of_these_tests_finds_the_figures_of_a_named_file(
    sample: AnswerSet, kind: str
) -> None:
    named = numbers_in(WRITERS[kind](evaluated(sample, Shown()), "ja"))
    # Of each bid OCDS has the total alone.
    assert len(of_offers(sample) & named) > (4 if kind == "ocds" else 500)


def test_every_row_that_is_told_is_of_three_vendors_and_as_the_statistics_have_it(
    sample: AnswerSet, statistics: Evaluation
) -> None:
    named = evaluated(sample, Shown())
    expected = cost_statistics(named.costs, named.basis)
    found = aggregate(statistics, "nominal_jpy")
    told_rows = 0
    for kind in ("items", "businesses", "phases"):
        for code, one in getattr(found, kind).items():
            spread = getattr(expected, kind)[code]
            if one.reason is None:
                told_rows += 1
                assert one.n == spread.n >= 3
                assert (one.least, one.median, one.mean, one.most) == (
                    *(spread.least, spread.median, spread.mean, spread.most),
                )
            else:
                assert one == Told(reason=one.reason)
                assert (one.reason == "few") == (spread.n < 3)
    assert told_rows > 40
    assert {one.reason for one in every(statistics)} >= {None, "derivable"}


def test_a_row_of_two_vendors_is_withheld_and_so_is_what_it_follows_from() -> None:
    answers = small(4, {3: (None, 10_000), 2: (None, 20_000)})
    found = aggregate(evaluated(answers), "nominal_jpy")
    assert found.items["I03"].reason == "few"
    assert found.total.reason == "few"
    assert found.items["R01"].reason is None
    assert found.items["R01"].n == 4


def test_a_total_of_three_and_one_of_four_are_not_told_beside_each_other() -> None:
    answers = small(4, {3: (None, 10_000)})
    found = aggregate(evaluated(answers), "nominal_jpy")
    assert (found.total.n, found.items["I03"].n) == (3, 3)
    # Total less I03 is what three vendors ask for R01; the fourth would be the difference.
    assert found.items["R01"].reason == "derivable"


@pytest.mark.parametrize("vendors", [1, 2])
@pytest.mark.parametrize("kind", FILES)
def test_of_one_or_two_vendors_no_figure_is_told_at_all(vendors: int, kind: str) -> None:
    answers = small(vendors)
    found = evaluated(answers)
    assert {one.reason for one in every(found)} == {"few"}
    assert of_offers(answers) & numbers_in(WRITERS[kind](found, "ja")) == set()


def test_several_offers_of_one_vendor_are_one_vendor() -> None:
    answers = small(3)
    offers = answers.tables["offers"]
    offers["vendor"] = offers["vendor"].iloc[[0, 0, 1]].to_numpy()
    found = aggregate(evaluate(answers, NOTHING_CHOSEN), "nominal_jpy")
    assert found.total.reason == "few"


@pytest.mark.parametrize("kind", FILES)
def test_nothing_says_who_answered(sample: AnswerSet, statistics: Evaluation, kind: str) -> None:
    planted, marks = planted_round()
    assert told(WRITERS[kind](evaluated(planted), "ja")) == set()
    written = b"".join(part for _, part in members(WRITERS[kind](statistics, "ja")))
    names = {str(one) for one in sample.tables["offers"]["vendor"]}
    names |= {str(one) for one in sample.tables["offers"]["title"]}
    names |= {one.document.name for one in sample.responses}
    assert {name for name in names if name.encode() in written} == set()
    assert len(names) > 12
    assert marks


def test_files_hold_statistics_and_no_other_table(statistics: Evaluation) -> None:
    keys = {table.key for table in tables_of(statistics, Reading("ja"))}
    assert keys == {"aggregate_summary", "aggregate_items", "aggregate_businesses"}
    for contents in SUBJECTS:
        for part in contents.parts:
            assert (part.unmet(statistics) is None) == part.is_aggregate


def test_what_goes_out_as_statistics_is_what_is_searched_here(statistics: Evaluation) -> None:
    searched = {"xlsx": "book", "csv": "csv", "zip": "bundle", "cp932": "bundle_cp932"}
    going = {one.key for one in OUTPUTS if not one.withheld(statistics)}
    assert going == {searched.get(kind, kind) for kind in FILES}


def test_elsewhere_there_is_no_such_table(sample: AnswerSet) -> None:
    keys = {table.key for table in tables_of(evaluated(sample, Shown()), Reading("ja"))}
    assert not any(key.startswith("aggregate") for key in keys)


def test_picked_offers_count_for_nothing(sample: AnswerSet, statistics: Evaluation) -> None:
    some = evaluated(sample, Shown("aggregate", (0, 1, 2, 3)))
    assert list(every(some)) == list(every(statistics))


def test_an_empty_round_has_words_and_no_figure() -> None:
    found = evaluated(collect(questionnaire()))
    assert {one.reason for one in every(found)} == {"few"}
    for kind in FILES:
        assert WRITERS[kind](found, "en")


def test_for_publication_statistics_by_item_are_left_out(sample: AnswerSet) -> None:
    found = evaluated(sample, Shown("aggregate", (), "public"))
    assert [one.key for one in tables_of(found, Reading("ja"))] == ["aggregate_summary"]
