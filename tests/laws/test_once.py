"""What the tests of a worker share is what each of them would have made."""

from pathlib import Path

import pytest

from rfi.compare.round.answers import collect_answers
from rfi.document.child.process import ReadingEndedError
from rfi.document.read import parse_document, read_document
from tests.answers import answer, document, line, questionnaire, standard_assumptions
from tests.document.child import readers
from tests.laws.source import ROOT
from tests.once import RememberingChild, collected_once

SAMPLE: Path = ROOT / "samples" / "responses" / "vendor_a.json"


def test_the_same_bytes_are_read_once_and_every_reader_gets_values_of_its_own() -> None:
    child, data = RememberingChild(), SAMPLE.read_bytes()
    first, second = (child.call(parse_document, "a.json", data) for _ in range(2))
    assert child._child is not None
    assert child._child.files == 1
    assert first == second == read_document("a.json", data)
    assert first.value is not second.value
    assert child.call(parse_document, "b.json", data).name == "b.json"
    assert child.call(parse_document, "a.json", data + b" ").sha256 != first.sha256
    assert child._child.files == 3
    child.close()


def test_a_reader_that_fails_is_asked_again() -> None:
    child = RememberingChild()
    for _ in range(2):
        with pytest.raises(ReadingEndedError):
            child.call(readers.fail)
    assert child.call(parse_document, "a.json", SAMPLE.read_bytes()).value is not None
    child.close()


def test_a_round_is_collected_once_for_equal_documents_and_anew_for_any_other() -> None:
    collect = collected_once(collect_answers)
    asked = document("q.json", questionnaire())
    standard = document("s.json", standard_assumptions())
    one, other = (
        document(f"{name}.json", answer([line("I03", 1)], response_id=name)) for name in "ab"
    )
    found = collect(asked, [one, other], standard)
    assert collect(asked, [one, other], standard) is found
    assert collect(asked, [other, one], standard) is not found
    assert collect(asked, [one, other], standard, letters=("b:A", "a:A")) is not found
    dearer = document("s.json", standard_assumptions(fx_usd_jpy=160))
    assert collect(asked, [one, other], dearer) is not found
