"""What the command line prints about the sample round."""

import contextlib
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from rfi.cli.arguments import build_parser
from rfi.cli.evaluate import evaluate_arguments
from rfi.cli.main import main
from rfi.compare.round.answers import collect_answers
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.load import load_schema
from tests.once import collected_once

Record = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
QUESTIONNAIRE = str(SAMPLES / "responses" / "questionnaire.json")
VENDORS = tuple(str(path) for path in sorted((SAMPLES / "responses").glob("vendor_*.json")))
CITIES = tuple(
    str(path) for path in sorted((SAMPLES / "cities").glob("*.*")) if path.name != "core_cities.csv"
)
_collect_once = collected_once(collect_answers)


@contextlib.contextmanager
def answers_shared() -> Iterator[None]:
    """Let calls about the same files share their answers, as the sessions of a server do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rfi.cli.evaluate.collect_answers", _collect_once)
        yield


@cache
def _schema_of(kind: str) -> tuple[Any, Any]:
    schema = dict(load_schema(kind))
    return jsonschema_rs.validator_for(schema, offline=True), Draft202012Validator(schema)


def record_of(text: str | bytes) -> Record:
    """Return the object that a command printed or wrote, held against the schema of its kind."""
    record: Record = json.loads(text)
    fast, oracle = _schema_of(record["kind"])
    if not fast.is_valid(record):
        oracle.validate(record)
        message = "one validator alone refuses the record"
        raise AssertionError(message)
    return record


@cache
def printed(*arguments: str) -> tuple[int, str, str]:
    """Return exit status, output and errors of a call."""
    out, err = io.StringIO(), io.StringIO()
    with answers_shared(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


def compared(*arguments: str) -> Record:
    """Return the object that ``compare`` prints for the whole sample round."""
    return record_of(printed("compare", *VENDORS, *arguments, "--format", "json")[1])


@cache
def evaluated(*arguments: str) -> Evaluation:
    """Return what ``compare`` evaluates for the whole sample round and its cities."""
    given = ["compare", *VENDORS, *CITIES, *arguments]
    with answers_shared():
        return evaluate_arguments(build_parser().parse_args(given), lambda *_: None)
