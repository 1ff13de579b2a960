"""A round without names: every figure of it stays, nothing in any file says who answered."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.anonymous import anonymous, told_ids
from rfi.disclosure.picked import picked
from rfi.document.read import Document
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv
from rfi.export.csv.data_package import write_csv_bundle
from rfi.export.ocds.package import write_ocds
from rfi.export.record.evaluation import write_record
from rfi.export.record.trace import trace_record
from rfi.export.tables import SUBJECTS
from rfi.intake.query.queries import places_of
from rfi.intake.query.touched import place_key
from rfi.intake.rules.checked import CheckedResponse
from rfi.intake.value_paths import PathFinder
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.schema.fields import load_fields
from rfi.schema.issue import Issue, Worded
from rfi.schema.load import load_schema
from rfi.text.wording import LANGS, Lang, load_catalogue
from rfi.views.conditions.bar import data_digest
from rfi.views.look.reading import Reading
from rfi.views.trace.described import describe_figure
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.planted import (
    MARK,
    NUMBERS,
    core_cities,
    is_free,
    planted_round,
    record_of,
    sample_round,
)

CODES = tuple(sorted(city.code for city in core_cities()[:3]))
CITY = ChosenCity(CODES[0])
PLACES = {"quoted": (None, ()), "city": (CITY, ()), "group": (CITY, CODES)}
MARKED = re.compile(f"{MARK}(?:[0-9]{{6}}|file[0-9]|[0-9]@)|{'|'.join(NUMBERS)}".encode())


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


@pytest.fixture(scope="module")
def nameless(sample: AnswerSet) -> AnswerSet:
    return anonymous(sample)


@pytest.fixture(scope="module")
def marked() -> tuple[AnswerSet, list[str]]:
    return planted_round()


@pytest.fixture(scope="module")
def without(marked: tuple[AnswerSet, list[str]]) -> Evaluation:
    answers, _ = marked
    return evaluate(anonymous(answers), chosen(answers, "group", "median"))


def chosen(answers: AnswerSet, place: str, level: str = "off") -> Chosen:
    city, group = PLACES[place]
    found = NOTHING_CHOSEN.with_values(answers.assumptions, {"levelling": level}, "試験")
    return replace(found, city=city, group=group)


def figures(value: Any, names: Mapping[str, str], path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the place and value of all that is no text; offers under the names given."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from figures(part, names, f"{path}/{names.get(key, key)}")
    elif isinstance(value, list):
        yield f"{path}#", len(value)
        for index, part in enumerate(value):
            yield from figures(part, names, f"{path}/{index}")
    elif not isinstance(value, str):
        yield path, value


def members(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of a file, of the files in it, and so on."""
    yield name, name.encode() + data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from members(archive.read(member), f"{name}/{member}")


def told(data: bytes) -> set[str]:
    """Return every mark in a file, however deep."""
    forms = (found for _, part in members(data) for found in MARKED.findall(part))
    return {found.decode() for found in forms}


WRITERS: Mapping[str, Callable[[Evaluation, Lang], bytes]] = {
    "xlsx": lambda e, lang: write_workbook(e, Reading(lang)),
    "csv": lambda e, lang: write_csv(e, Reading(lang)),
    "zip": lambda e, lang: write_csv_bundle(e, Reading(lang)),
    "cp932": lambda e, lang: write_csv_bundle(e, Reading(lang), encoding="cp932"),
    "json": write_record,
    "ocds": write_ocds,
}


@pytest.mark.parametrize("level", ["off", "median"])
@pytest.mark.parametrize("place", list(PLACES))
def test_every_figure_stays_when_the_names_go(
    sample: AnswerSet, nameless: AnswerSet, place: str, level: str
) -> None:
    conditions = chosen(sample, place, level)
    named, without = (record_of(answers, conditions) for answers in (sample, nameless))
    names = dict(zip(sample.tables.letters, nameless.tables.letters, strict=True))
    expected, found = dict(figures(named, names)), dict(figures(without, {}))
    differing = {at for at in expected if expected[at] != found.get(at, "missing")}
    withheld = {at for at in found if at.endswith("/sha256")} | {"/conditions/is_anonymous"}
    # Between the prices of two others nothing is told without names: it takes three.
    assert (expected["/ask/least_donors"], found["/ask/least_donors"]) == (2, 3)
    withheld.add("/ask/least_donors")
    of_two = {at for at in differing if at.startswith("/ask/") and found.get(at) is None}
    withheld |= of_two
    if of_two:
        # The offer that has such a cell takes no part in what is at stake.
        withheld |= {at for at in differing if at.endswith(("/regret_jpy", "/is_next"))}
    # A way to close a gap that fewer than three state is borrowed by name only.
    withheld |= {at for at in differing | found.keys() if at.startswith("/customization/")}
    assert differing <= withheld
    assert found.keys() - expected.keys() <= withheld
    assert len(expected) > 10_000
    assert [offer["letter"] for offer in without["offers"]] == list("ABCDEF")


def test_the_digest_of_all_data_stays_and_that_of_no_answer_is_told(
    sample: AnswerSet, nameless: AnswerSet
) -> None:
    evaluation = evaluate(nameless, NOTHING_CHOSEN)
    assert data_digest(evaluation.conditions) == data_digest(
        evaluate(sample, NOTHING_CHOSEN).conditions
    )
    written = b"".join(WRITERS[kind](evaluation, "ja") for kind in ("csv", "json"))
    for response in sample.responses:
        assert response.document.sha256.encode() not in written
    assert nameless.questionnaire.sha256.encode() in written


def test_marks_stand_in_every_text_that_a_vendor_may_write(
    marked: tuple[AnswerSet, list[str]],
) -> None:
    answers, marks = marked
    assert not any(response.is_held for response in answers.responses)
    assert len(marks) > 10_000
    names = {field.path[-1] for field in load_fields("rfi_response") if is_free(field)}
    assert names >= {
        *("name", "name_en", "corporate_number", "department", "person", "email", "phone"),
        *("title", "summary", "note", "label", "amount_as_written", "quantity_unit"),
        *("evidence_body", "volume_unit", "value_text", "exclusions", "topic", "text"),
        *("publisher", "response_id", "vendor_id", "offer_id", "line_id", "benefit_id"),
    }


@pytest.mark.parametrize("kind", list(WRITERS))
def test_no_file_without_names_holds_any_text_of_an_answer(
    marked: tuple[AnswerSet, list[str]], without: Evaluation, kind: str
) -> None:
    answers, _ = marked
    named = WRITERS[kind](evaluate(answers, chosen(answers, "group", "median")), "ja")
    # OCDS has no place but for names, numbers and files.
    assert len(told(named)) >= (4 if kind == "ocds" else 100), "the search finds what is there"
    assert told(WRITERS[kind](without, "ja")) == set()


def test_no_file_of_some_offers_in_english_holds_any_text_of_an_answer(
    marked: tuple[AnswerSet, list[str]],
) -> None:
    answers, _ = marked
    evaluation = evaluate(picked(anonymous(answers, "en"), {1}), chosen(answers, "city", "max"))
    for write in WRITERS.values():
        assert told(write(evaluation, "en")) == set()
    assert [offer.vendor for offer in evaluation.costs.offers] == ["Vendor B"]


def test_no_table_picture_or_chart_without_names_holds_any_text_of_an_answer(
    without: Evaluation,
) -> None:
    count = 0
    for subject in SUBJECTS:
        for part in subject.parts:
            if part.unmet(without):
                continue
            opening = part.opening(without)
            for show in (part.table, part.drawn, part.pictured):
                shown = repr(show(without, Reading("ja"), opening))
                assert MARKED.search(shown.encode()) is None, part
                count += shown != "None"
    assert count > 30


def test_the_way_of_a_figure_is_told_without_names(without: Evaluation) -> None:
    found = describe_figure(without, Reading("ja"), 0, None, None)
    said = json.dumps(trace_record(without, found, None, None), ensure_ascii=False, default=repr)
    assert MARKED.search(said.encode()) is None
    assert "A社の回答.json" in said


def test_a_file_without_names_fits_the_schema(nameless: AnswerSet) -> None:
    record = record_of(nameless, NOTHING_CHOSEN)
    Draft202012Validator(dict(load_schema("evaluation"))).validate(record)
    assert [offer["vendor"] for offer in record["offers"]][:2] == ["A社", "B社"]


def test_what_is_settled_stays_settled(sample: AnswerSet) -> None:
    offers = evaluate(sample, NOTHING_CHOSEN).costs.offers
    index = next(at for at, offer in enumerate(offers) if offer.certainty.kind == "to_confirm")
    warning = evaluate(sample, NOTHING_CHOSEN).warnings_on(index)[0]
    value = next(
        one.value for one in sample.responses if one.document.name == warning.document and one.value
    )
    paths = PathFinder(value)
    settled = frozenset(
        (str(value["response_id"]), warning.code, place_key(paths, place))
        for place in places_of(warning)
    )
    answers = sample.with_settled(settled)
    for round_ in (answers, anonymous(answers)):
        assert len(evaluate(round_, NOTHING_CHOSEN).warnings_on(index)) == (
            len(evaluate(sample, NOTHING_CHOSEN).warnings_on(index)) - 1
        )


def test_offers_of_one_vendor_bear_one_name_by_the_letter_of_the_first() -> None:
    first = answer([line("I03", 10)], response_id="north")
    second = answer([line("I03", 20)], response_id="south")
    third = answer([line("I03", 30)], response_id="east")
    third["vendor"]["name"] = first["vendor"]["name"]
    first["offers"].append({**first["offers"][0], "offer_id": "B"})
    letters = ("south:A", "north:A", "gone:A", "north:B", "east:A")
    answers = collect(questionnaire(), first, second, third, letters=letters)
    found = evaluate(anonymous(answers), NOTHING_CHOSEN).costs.offers
    assert [(offer.vendor, offer.offer_key, offer.title) for offer in found] == [
        ("A社", "A:A", "提案A"),
        ("B社", "B:B", "提案B"),
        ("B社", "B:D", "提案D"),
        ("B社", "E:E", "提案E"),
    ]
    assert anonymous(answers).tables.letters == ("A:A", "B:B", "-:C", "B:D", "E:E")
    assert told_ids(answers) == {"south": "A", "north": "B", "east": "E"}
    names = {one.name for one in anonymous(answers).inputs if one.is_withheld}
    assert names == {"A社の回答.json", "B社の回答.json", "B社の回答（提案E）.json"}


WITHHELD = {"ja": "（匿名のため非表示）", "en": "(withheld)"}
SAID_TWICE = [
    ("cell_reinterpreted", {"given": "甲社より", "read": "乙"}, "「…」を … と読みました。"),
    (
        "unit_contradicts",
        {"seen": "5甲", "given": "5甲社", "declared": (Worded("money.unit.thousand"),)},
        "「…」とも「…（千円）」とも読めるため",
    ),
    ("column_twice", {"sheet": "甲社表"}, "シート「…」に同じ欄の列が二つあります"),
    ("title_unknown", {"given": "甲社費", "titles": ("甲", "乙")}, "「…」という名前"),
    ("names_alike", {"names": ("甲社", "甲杜"), "marks": "甲", "other": "甲社"}, "…"),
]


@pytest.mark.parametrize(("code", "facts", "words"), SAID_TWICE)
@pytest.mark.parametrize("lang", LANGS)
def test_a_finding_says_once_that_its_words_are_withheld(
    sample: AnswerSet, lang: Lang, code: str, facts: Mapping[str, Any], words: str
) -> None:
    wording = load_catalogue()[f"issue.{code}"][lang]
    names = re.findall(r"{(\w+)}", wording)
    params = {**dict.fromkeys(names, "甲社"), **facts}
    issue = Issue(code, "note", params=params, document="甲社.xlsx")
    held = CheckedResponse(Document("甲社.xlsx", "0" * 64, None, None, (issue,)), None, (issue,))
    found = anonymous(replace(sample, responses=(held,), issues=(issue,)), lang)
    (told,) = found.issues
    message = told.message(lang)
    assert "甲" not in message
    assert WITHHELD[lang] not in message
    assert message.count("匿名のため" if lang == "ja" else "withheld") == 1
    if lang == "ja":
        assert words in message


def test_a_finding_with_one_word_withheld_says_so_in_its_place(sample: AnswerSet) -> None:
    issue = Issue("cell_struck", "warning", params={"given": "甲社"}, document="甲社.xlsx")
    held = CheckedResponse(Document("甲社.xlsx", "0" * 64, None, None, (issue,)), None, (issue,))
    (told,) = anonymous(replace(sample, responses=(held,), issues=(issue,))).issues
    assert told.message("ja").startswith("「（匿名のため非表示）」に取消線")
    assert "…" not in told.message("ja")
