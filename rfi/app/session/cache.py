"""What is computed once a process, keyed by the digest of the files it comes from."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache

import streamlit as st

from rfi.analysis.change.rounds import Side
from rfi.app.runs.once import once
from rfi.app.runs.turn import pass_turn
from rfi.app.session.sample_round import CORE_CITIES, STANDARD_SET
from rfi.app.session.workspace import Workspace, applied_key
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.disclosure.remarks import shown_remarks
from rfi.disclosure.shown import shown_answers
from rfi.document.read import Document
from rfi.evaluation.change import RoundChange, change_since
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.intake.laid.read import read_cities_received, read_received
from rfi.intake.round.dismissals import settled_places
from rfi.intake.round.reading import ReadAnswer, read_answer, with_suggestions
from rfi.intake.round.round import Answer, AppliedSuggestion, Round, RoundFile
from rfi.intake.round.suggestion import Suggestion
from rfi.intake.round.suggestions import suggest_values
from rfi.intake.rules.checked import CheckedResponse, check_response
from rfi.scenario.address import EVERYTHING_SHOWN, Shown
from rfi.scenario.city.city import City, read_core_cities
from rfi.scenario.city.files import CityFile
from rfi.scenario.city.known_cities import known_cities
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text

# Rounds, evaluations and files kept; the oldest goes first. An evaluation holds its parts alive
# beside what is kept by size, so few are: another one finds the parts that are kept.
_ROUNDS, _EVALUATIONS, _FILES = 8, 12, 64
# What was asked for last in a run, whose thread is its own: a run asks several times.
_LAST: "ContextVar[tuple[tuple[str, str], AnswerSet] | None]" = ContextVar("answers", default=None)


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _document(name: str, key: str, kind: str, _data: bytes) -> Document:
    del key, kind  # only name the content for the cache
    pass_turn()
    return read_received(name, _data)


def read_part(file: RoundFile, kind: str) -> Document:
    """Read questionnaire or assumption set, once a process for the same name and content."""
    return _document(file.name, file.sha256, kind, file.data)


@once
def core_cities() -> tuple[City, ...]:
    """Return the published list of core cities."""
    return read_core_cities(CORE_CITIES.read_bytes(), text("city.census", "ja"))


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _city_file(name: str, key: str, _data: bytes) -> CityFile:
    del key
    pass_turn()
    return read_cities_received(name, _data)


def read_cities(file: RoundFile) -> CityFile:
    """Read one file of cities, once a process for the same name and content."""
    return _city_file(file.name, file.sha256, file.data)


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _as_it_came(name: str, key: str, _file: RoundFile) -> ReadAnswer:
    del name, key
    pass_turn()
    return read_answer(Answer(_file))


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _with_applied(
    name: str, key: str, applied: str, _file: RoundFile, _applied: tuple[AppliedSuggestion, ...]
) -> ReadAnswer:
    del applied
    read = _as_it_came(name, key, _file)
    if read.original is None:
        return read
    document, value = with_suggestions(read.document, read.original, _applied)
    return ReadAnswer(document, value, read.original)


def read_file(file: RoundFile) -> ReadAnswer:
    """Read one answer as it came, once a process for the same name and content."""
    return _as_it_came(file.name, file.sha256, file)


def reading_of(current: Round, file: RoundFile) -> ReadAnswer:
    """Return one answer of a round with the suggestions applied to it."""
    applied = current.suggestions_for(file.sha256)
    return _with_applied(file.name, file.sha256, applied_key(applied), file, applied)


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _answers(key: str, _workspace: Workspace) -> AnswerSet:
    del key
    current = _workspace.round
    return collect_answers(
        read_part(current.questionnaire, "questionnaire"),
        [reading_of(current, answer.file).document for answer in _workspace.compared],
        read_part(current.standard, "assumption_set"),
        [read_part(file, "assumption_set") for file in current.own_assumptions],
        known_cities(core_cities(), map(read_cities, current.city_files)),
        read_part(RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes()), "assumption_set"),
        letters=_workspace.letters,
    )


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _decided(key: str, decided: str, _workspace: Workspace) -> AnswerSet:
    del decided
    current = _workspace.round
    read = {answer.file.sha256: reading_of(current, answer.file) for answer in current.answers}
    settled = settled_places(current, read)
    return _answers(key, _workspace).with_settled(settled, _workspace.hidden)


def answers_of(here: Workspace) -> AnswerSet:
    """Return the checked answers of a workspace, with what people decided of them."""
    key = (here.key, here.decided)
    last = _LAST.get()
    if last is None or last[0] != key:
        last = (key, _decided(*key, here))
        _LAST.set(last)
    return last[1]


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _shown(key: str, decided: str, shown: Shown, lang: Lang, _workspace: Workspace) -> AnswerSet:
    del key, decided
    pass_turn()
    return shown_answers(answers_of(_workspace), shown, lang)


def shown_answers_of(here: Workspace, lang: Lang) -> AnswerSet:
    """Return the answers of a workspace as they are shown: some of them, or none by name."""
    shown = here.choices.shown
    if shown == EVERYTHING_SHOWN:
        return answers_of(here)
    return _shown(here.key, here.decided, shown, lang, here)


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _checked(
    name: str, key: str, applied: str, asked: str, _document: Document, _asked: Questionnaire
) -> CheckedResponse:
    del name, key, applied, asked
    return check_response(_document, _asked)


def checked_alone(current: Round, file: RoundFile, asked: Questionnaire) -> CheckedResponse:
    """Return one answer held against the questionnaire, whatever other versions there are."""
    key = applied_key(current.suggestions_for(file.sha256))
    document = reading_of(current, file).document
    return _checked(file.name, file.sha256, key, current.questionnaire.sha256, document, asked)


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _suggestions(
    name: str, key: str, applied: str, asked: str, _given: tuple[object, CheckedResponse, object]
) -> tuple[Suggestion, ...]:
    del name, key, applied, asked
    value, response, questionnaire = _given
    wanted = questionnaire if isinstance(questionnaire, Questionnaire) else None
    return suggest_values(value, response.issues, wanted)


def suggestions_of(current: Round, file: RoundFile, asked: Questionnaire) -> tuple[Suggestion, ...]:
    """Return what may be suggested for one answer as it stands now."""
    key = applied_key(current.suggestions_for(file.sha256))
    given = (reading_of(current, file).value, checked_alone(current, file, asked), asked)
    return _suggestions(file.name, file.sha256, key, current.questionnaire.sha256, given)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What names an evaluation, and what it is made from."""

    key: tuple[str, ...]
    shown: Shown
    lang: Lang
    workspace: Workspace = field(compare=False)


# The library's cache takes longer to look into than an evaluation takes to be begun.
@lru_cache(maxsize=_EVALUATIONS)
def _evaluation(asked: _Asked) -> Evaluation:
    here, shown, lang = asked.workspace, asked.shown, asked.lang
    remarks = shown_remarks(here.remarks, answers_of(here), shown, lang)
    return evaluate(shown_answers_of(here, lang), here.choices.chosen, lang, remarks)


def evaluation_of(workspace: Workspace, lang: Lang) -> Evaluation:
    """Return the evaluation of a workspace under its choices, which must fit its round."""
    choices = workspace.choices
    found = (workspace.key, workspace.decided, choices.key, workspace.remarked)
    return _evaluation(_Asked(found, choices.shown, lang, workspace))


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _change(key: tuple[str, ...], _before: Side, _after: Side) -> RoundChange:
    del key
    pass_turn()
    return change_since(_before, _after)


def change_of(key: tuple[str, ...], before: Side, after: Side) -> RoundChange:
    """Return what changed between two rounds, made once a process for the same key.

    Args:
        key: Names both rounds and what is chosen.
        before: The last round.
        after: This round.
    """
    return _change(key, before, after)


def is_comparable(current: Round) -> bool:
    """Tell whether questionnaire and standard assumptions of a round can be worked with."""
    asked = read_part(current.questionnaire, "questionnaire")
    standard = read_part(current.standard, "assumption_set")
    kinds = (asked.kind, standard.kind) == ("questionnaire", "assumption_set")
    return kinds and not asked.is_held and not standard.is_held
