"""Names in what people typed: found in the round, masked however they are written."""

import unicodedata

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.names import found_names, offered_names
from rfi.text.masking import masked
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.planted import sample_round


@pytest.fixture(scope="module")
def sample() -> AnswerSet:
    return sample_round()


def test_names_titles_and_files_of_the_round_are_found(sample: AnswerSet) -> None:
    names = dict(found_names(sample))
    offers = sample.tables["offers"]
    assert names["架空電算株式会社"] == names["架空電算"] == "A社"
    title = unicodedata.normalize("NFKC", str(offers["title"].iloc[0]))
    assert names[title] == "提案A"
    assert names[sample.responses[0].document.name].startswith("A社の回答")


@pytest.mark.parametrize(
    "words",
    [
        "架空電算株式会社の見積",
        "架空電算は高い",
        "Kakuu Densan (fictional)",
        "ｋａｋｕｕ ｄｅｎｓａｎ （ｆｉｃｔｉｏｎａｌ）",
    ],
)
def test_a_name_is_masked_however_it_is_written(words: str, sample: AnswerSet) -> None:
    found = masked(words, found_names(sample))
    assert "A社" in found
    assert "架空電算" not in found
    assert "densan" not in found.lower()


def test_words_without_names_stay_as_they_are(sample: AnswerSet) -> None:
    words = "㈱という字は残る。ﾃｽﾄ"
    assert masked(words, found_names(sample)) == words
    assert masked("架空電算", ()) == "架空電算"


def test_a_short_name_masks_no_other_word() -> None:
    given = answer([line("I03", 1)], response_id="a")
    given["vendor"]["name"] = "a"
    given["offers"][0]["title"] = "1"
    answers = collect(questionnaire(), given)
    assert masked("banana 111", found_names(answers)) == "banana 111"


def test_the_longest_name_goes_first() -> None:
    first, second = (answer([line("I03", 1)], response_id=name) for name in ("one", "two"))
    first["vendor"]["name"], second["vendor"]["name"] = "見本電算", "見本電算東日本"
    names = found_names(collect(questionnaire(), first, second))
    assert masked("見本電算東日本と見本電算", names) == "B社とA社"


def test_words_that_people_list_are_masked_like_names(sample: AnswerSet) -> None:
    listed = sample.with_settled(frozenset(), hidden=("カクデン",))
    assert masked("ｶｸﾃﾞﾝ と カクデン", found_names(listed)) == "（伏字） と （伏字）"


def test_parts_of_names_are_offered_until_they_are_masked(sample: AnswerSet) -> None:
    offered = offered_names(sample)
    assert {"標準準拠パッケージ", "仮想", "見本情報", "Kakuu"} <= set(offered)
    assert not {name.casefold() for name, _ in found_names(sample)} & set(offered)
    listed = sample.with_settled(frozenset(), hidden=("標準準拠パッケージ",))
    assert "標準準拠パッケージ" not in offered_names(listed)
