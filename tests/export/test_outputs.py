"""What can go out: the same bytes in every process, and no name where none shall be."""

from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree

from rfi.disclosure.anonymous import anonymous
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import evaluate
from rfi.export.given import Given
from rfi.export.imprint import Imprint
from rfi.export.outputs import OUTPUTS
from rfi.scenario.address import Shown
from rfi.scenario.chosen import Chosen, ChosenCity
from rfi.store.round.notes import Note
from rfi.text.wording import LANGS, has_text
from rfi.views.look.reading import Reading
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.planted import MARK, NUMBERS, planted_round
from tests.export.opened import parts_in
from tests.views.rounds import evaluated

WRITTEN = [output for output in OUTPUTS if not output.needs_browser]
MINUTES = next(one for one in OUTPUTS if one.key == "minutes")
SAID = "ほかの事業者の話"
NOTE = Note("総額", f"決めたこと。{SAID}", "佐藤", "2026-11-28T03:00:00+00:00")


@cache
def planted_given() -> tuple[Given, list[str]]:
    answers, marks = planted_round()
    chosen = Chosen(city=ChosenCity("372013"), group=("332020", "372013"))
    found = evaluate(anonymous(answers), chosen)
    return Given(found, Reading("ja"), Imprint("1"), minutes=(NOTE,)), marks


@pytest.mark.parametrize(
    "output", [one for one in WRITTEN if not one.is_typed], ids=lambda one: one.key
)
def test_without_names_no_part_of_a_file_holds_one(output: object) -> None:
    given, marks = planted_given()
    data = next(one for one in WRITTEN if one is output).write(given)
    assert marks
    words = [MARK.encode(), *(number.encode() for number in NUMBERS)]
    # What is withheld of a round without names, the minutes, goes nowhere else either.
    assert MINUTES.withheld(given.evaluation)
    words.append(SAID.encode())
    # What is packed is looked at unpacked.
    parts = [(name, part) for name, part in parts_in(data) if not part.startswith(b"PK")]
    assert parts
    assert [name for name, part in parts if any(word in part for word in words)] == []


def test_a_planted_name_would_be_found_in_the_slides() -> None:
    answers, _ = planted_round()
    given = Given(evaluate(answers, Chosen()), Reading("ja"))
    slides = next(one for one in WRITTEN if one.key == "slides")
    assert any(MARK.encode() in part for _, part in parts_in(slides.write(given)))


HOSTILE = (
    '=HYPERLINK("http://x.example","y")',
    "http://x.example/?a=1&b=2 [名前](http://y.example) **太字**",
    "+1-1@SUM(A1) <script>alert(1)</script></style></table> ]]></t></w:t><!-- &#x3d;",
)


def given_of(name: str) -> Given:
    """Return a small round whose one vendor, offer and note bear a name, read as it would come."""
    value = answer([line("I03", 1_000_000, note=name), line("R01", 1_000)], response_id="one")
    value["vendor"]["name"] = value["offers"][0]["title"] = name
    return Given(evaluated(collect(questionnaire(), value)), Reading("ja"))


def shape_of(data: bytes) -> tuple[Counter[str], int, list[str]]:
    """Return what a file is made of: elements, formulas, and what leads out of it."""
    names: Counter[str] = Counter()
    formulas, outside = 0, []
    for name, part in parts_in(data):
        if name.endswith((".xml", ".rels")):
            for found in etree.fromstring(part).iter():
                tag = etree.QName(found).localname
                formulas += tag == "f" and "worksheets" in name
                if tag in {"hyperlink", "hlinkClick", "instrText", "altChunk"}:
                    names[tag] += 1
                if found.get("TargetMode") == "External":
                    outside.append(name)
    return names, formulas, outside


@cache
def shapes_of(name: str) -> dict[str, object]:
    """Return what every file of a round is made of."""
    shapes: dict[str, object] = {}
    given = given_of(name)
    for output in WRITTEN:
        data = output.write(given)
        if output.suffix in {"xlsx", "pptx", "docx"}:
            shapes[output.key] = shape_of(data)
        elif output.suffix == "html":
            shapes[output.key] = elements_of(data)
    return shapes


def expect_words_alone(name: str) -> None:
    assert shapes_of(name) == shapes_of("架空")


def elements_of(page: bytes) -> set[str]:
    found: set[str] = set()

    class Read(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            found.update(f"{tag} {name}" for name, _ in attrs)

    Read().feed(page.decode())
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_words_that_look_like_more_are_words_in_every_format(name: str) -> None:
    expect_words_alone(name)


@settings(max_examples=3)
@drawn(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_any_words_of_a_vendor_are_words_in_every_format(name: str) -> None:
    expect_words_alone(f"x{name}")


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda one: one.key)
def test_every_output_is_worded(output: object) -> None:
    key = next(one.key for one in OUTPUTS if one is output)
    words = (
        f"app.download.{key}",
        f"app.export.output.{key}.for",
        f"app.export.output.{key}.paper",
    )
    assert LANGS
    assert [word for word in words if not has_text(word)] == []


@pytest.mark.parametrize(
    "shown", [Shown("own", (0,)), Shown("aggregate")], ids=lambda one: one.mode
)
def test_minutes_go_out_by_name_alone_and_in_no_copy_of_a_vendor(shown: Shown) -> None:
    """Of the anonymous round the files are looked at for names, and for this, above."""
    answers, _ = planted_round()
    found = evaluate(shown_answers(answers, shown), Chosen())
    given = Given(found, Reading("ja"), minutes=(NOTE,))
    for output in WRITTEN:
        if not output.withheld(found):
            parts = [part for _, part in parts_in(output.write(given))]
            assert not any(SAID.encode() in part for part in parts), output.key
    assert MINUTES.withheld(found)
