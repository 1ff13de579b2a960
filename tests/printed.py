"""What the command line prints about the sample round."""

import contextlib
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from rfi.cli.arguments import build_parser
from rfi.cli.evaluate import evaluate
from rfi.cli.main import main
from rfi.evaluation.evaluation import Evaluation

Record = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
QUESTIONNAIRE = str(SAMPLES / "responses" / "questionnaire.json")
VENDORS = tuple(str(path) for path in sorted((SAMPLES / "responses").glob("vendor_*.json")))
CITIES = tuple(
    str(path) for path in sorted((SAMPLES / "cities").glob("*.*")) if path.name != "core_cities.csv"
)


@cache
def printed(*arguments: str) -> tuple[int, str, str]:
    """Return exit status, output and errors of a call."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


def compared(*arguments: str) -> Record:
    """Return the object that ``compare`` prints for the whole sample round."""
    record: Record = json.loads(printed("compare", *VENDORS, *arguments, "--format", "json")[1])
    return record


@cache
def evaluated(*arguments: str) -> Evaluation:
    """Return what ``compare`` evaluates for the whole sample round and its cities."""
    given = ["compare", *VENDORS, *CITIES, *arguments]
    return evaluate(build_parser().parse_args(given), lambda *_: None)
