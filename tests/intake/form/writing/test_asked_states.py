"""States and cover of what a questionnaire asks apart: free questions, options, stages, plans."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from rfi.document.read import read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.wording import LANGS, Lang
from tests.answers import answer, document, line, questionnaire
from tests.intake.form.writing.kept_forms import kept_forms
from tests.intake.form.writing.test_states import cover, results, states
from tests.intake.rules.asked.test_free_rules import QUESTIONS, SOUND
from tests.intake.rules.asked.test_option_rules import OPTIONS, YEN

Json = dict[str, Any]


def asked() -> Questionnaire:
    value: Json = {
        **questionnaire(("I03",)),
        "free_questions": [dict(one) for one in QUESTIONS],
        "options": [{**OPTIONS[0], "need": "must"}, {**OPTIONS[1], "need": "may"}],
        "plans": 3,
    }
    value["businesses"][0]["wished_go_live_on"] = "2027-10-01"
    found = document("q.json", value)
    assert found.value is not None, found.issues
    return questionnaire_of(found)


def full() -> Json:
    """Return an answer of one plan that answers what must be."""
    return answer(
        [line("I03", 60)],
        free_answers=[{"question_id": name, **one} for name, one in SOUND.items()],
        option_lines=[
            {"option_id": "Z01", "scenario_id": "S", "state": "priced", "amount": 5, **YEN}
        ],
        go_live_stages=[{"business": "B01", "go_live_on": "2027-10-01"}],
    )


def half() -> Json:
    """Return two plans: a price without its tax, an answer of another kind, a stage without day."""
    value = full()
    (offer,) = value["offers"]
    del offer["option_lines"][0]["tax"]
    offer["free_answers"][0] = {"question_id": "Q1", "value_text": "約10"}
    value["offers"].append({**copy.deepcopy(offer), "offer_id": "B", "title": "案2"})
    return value


ANSWERS = {"empty": None, "half": half(), "full": full()}


def test_the_cover_lists_what_is_asked_apart_with_must_and_state() -> None:
    table, _ = cover(write_answer_book(asked()))
    assert table["オプション価格"] == table["自由設問"] == "未記入"
    assert table["段階稼働"] == "—"


def test_plans_without_a_title_are_not_asked_for() -> None:
    single = questionnaire_of(document("q.json", {**asked().value, "plans": 1}))
    assert cover(write_answer_book(asked()))[1] == cover(write_answer_book(single))[1]


def test_a_row_says_whether_it_must_be_answered() -> None:
    data = write_answer_book(asked())
    assert states(data, "オプション価格 1") == ["未記入", "任意"]
    assert states(data, "自由設問 1") == ["未記入", "任意", "任意", "任意", "未記入", "任意"]


def test_a_price_without_its_tax_and_an_answer_of_another_kind_are_to_be_checked() -> None:
    data = write_answer_book(asked(), half())
    assert states(data, "オプション価格 1") == ["確認が必要", "任意"]
    assert states(data, "自由設問 2")[0] == "確認が必要"


def test_an_answer_to_all_that_must_be_answered_is_done() -> None:
    data = write_answer_book(asked(), full())
    assert states(data, "オプション価格") == ["記入済", "任意"]
    assert set(states(data, "自由設問")) == {"記入済"}
    assert cover(data)[0]["段階稼働"] == "記入済"


@pytest.mark.parametrize("kind", ["half", "full"])
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_asked_apart_comes_back_equal_in_both_languages(kind: str, lang: Lang) -> None:
    found = read_document("form.xlsx", write_answer_book(asked(), ANSWERS[kind], lang))
    assert found.value == ANSWERS[kind]
    assert found.accounting is not None
    assert found.accounting.named == 0


@pytest.fixture(scope="module")
def kept(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return every form as written, and as LibreOffice saves it."""
    return kept_forms(soffice, tmp_path_factory.mktemp("office"), asked(), ANSWERS)


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_office_program_works_out_the_same_states(
    kept: Mapping[str, tuple[bytes, bytes]], kind: str, lang: Lang
) -> None:
    data, saved = kept[f"{kind}_{lang}"]
    assert results(saved) == results(data)
    before, after = read_document("form.xlsx", data), read_document("form.xlsx", saved)
    assert after.draft == before.draft
    assert after.accounting is not None
    assert after.accounting.named == 0
