"""What is computed once a process, keyed by the digest of the files it comes from."""

import gc
import hashlib

import streamlit as st

from rfi.app.sample_round import sample_files
from rfi.app.workspace import RoundFiles, Workspace
from rfi.compare.answers import (
    AnswerSet,
    NamedBytes,
    collect_answers,
    compare_basis,
    conditions_of,
    prepare_basis,
)
from rfi.compare.basis import CostBasis, extension_of
from rfi.compare.costs import Comparison
from rfi.document.read import Document, read_document
from rfi.scenario.assumptions import AssumptionValue

# Rounds and comparisons kept; the oldest goes first.
_ROUNDS, _COMPARISONS, _FILES = 8, 64, 64


@st.cache_resource(show_spinner=False, max_entries=_FILES)
def _document(name: str, key: str, _data: bytes, kind: str) -> Document:
    del key  # only names the content for the cache
    return read_document(name, _data, "rfi_response" if kind == "answer" else None)


def read_answer(file: NamedBytes) -> Document:
    """Read one answer, once a process for the same name and content."""
    return _document(file.name, hashlib.sha256(file.data).hexdigest(), file.data, "answer")


def _read(files: RoundFiles) -> tuple[Document, Document, tuple[Document, ...]]:
    def one(name: str, data: bytes, kind: str) -> Document:
        return _document(name, hashlib.sha256(data).hexdigest(), data, kind)

    return (
        one(files.questionnaire.name, files.questionnaire.data, "questionnaire"),
        one(files.standard.name, files.standard.data, "assumption_set"),
        tuple(map(read_answer, files.responses)),
    )


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _answers(key: str, _files: RoundFiles) -> AnswerSet:
    del key
    asked, standard, responses = _read(_files)
    return collect_answers(asked, responses, standard)


def answers_of(files: RoundFiles) -> AnswerSet:
    """Return the checked answers of a round."""
    return _answers(files.key, files)


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _basis(key: str, extension: int | None, _answer_set: AnswerSet) -> CostBasis:
    del key, extension
    return prepare_basis(_answer_set, conditions_of(_answer_set))


@st.cache_resource(show_spinner=False, max_entries=_COMPARISONS)
def _comparison(
    key: str,
    scenario_id: str | None,
    changes: tuple[tuple[str, AssumptionValue], ...],
    changed_by: str,
    _answer_set: AnswerSet,
) -> Comparison:
    conditions = conditions_of(
        _answer_set, scenario_id=scenario_id, changes=dict(changes), changed_by=changed_by
    )
    basis = _basis(key, extension_of(conditions.assumptions), _answer_set)
    return compare_basis(_answer_set, basis, conditions)


def comparison_of(workspace: Workspace, changed_by: str) -> Comparison:
    """Return the comparison of a workspace under its choices."""
    answers = answers_of(workspace.files)
    choices = workspace.choices
    return _comparison(
        workspace.files.key,
        choices.scenario_id,
        choices.changes(answers),
        changed_by,
        answers,
    )


def basis_of(workspace: Workspace, comparison: Comparison) -> CostBasis:
    """Return what the comparison was made from, for the trace."""
    answers = answers_of(workspace.files)
    extension = extension_of(comparison.conditions.assumptions)
    return _basis(workspace.files.key, extension, answers)


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Read the sample round once, then take what is there out of the garbage collector's walk.

    The server collects garbage after every run of a script; what lives as long as the process
    need not be walked each time.
    """
    comparison_of(Workspace(sample_files()), "")
    gc.collect()
    gc.freeze()
