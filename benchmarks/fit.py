"""Fit answers of a large round: from the flattened tables to the comparison and the matrix."""

import json
import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks.costs import standard_set
from benchmarks.generated_answers import BUSINESSES, FITS, large_answer, questionnaire
from benchmarks.timing import show, time_against
from rfi.compare.fit.comparison import compare_fit
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import read_document
from rfi.evaluation.evaluation import evaluate
from rfi.normalize.fit.levels import FIT_CODES, GAP_CAUSES
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.schema.codelists import load_codelist
from rfi.views.fit.filter import FitFilter, ShownRequirements, filtered_requirements, pages_of
from rfi.views.fit.matrix import view_fit_matrix
from rfi.views.look.reading import Reading
from rfi.views.look.table_html import table_html

OFFERS = 6


def _questionnaire() -> Mapping[str, Any]:
    """Return the questionnaire with its requirements spread over businesses and classes."""
    classes = load_codelist("requirement_classes").codes
    asked = questionnaire()
    asked["requirements"] = [
        {
            **row,
            "business": BUSINESSES[index * len(BUSINESSES) // FITS],
            "class": classes[index % len(classes)],
        }
        for index, row in enumerate(asked["requirements"])
    ]
    return asked


def _answer(seed: int) -> bytes:
    """Return an answer without prices whose fit answers hold every code, cause and cost."""
    chance = random.Random(seed)
    value = json.loads(large_answer(seed, lines=0))
    for row in value["offers"][0]["fit_answers"]:
        row["fit"] = chance.choice(FIT_CODES)
        if row["fit"] in {"customize", "external"}:
            row |= {
                "cause": chance.choice(GAP_CAUSES),
                "cost_item": "I04",
                "cost_once": chance.randint(1, 9000),
                "cost_monthly": chance.randint(0, 90),
                "unit": "thousand",
                "tax": chance.choice(["excluded", "included"]),
            }
        elif row["fit"] == "workaround":
            row |= {"workaround_minutes": chance.randint(1, 20), "workaround_cases": 500}
    return json.dumps(value, ensure_ascii=False).encode()


def _round() -> AnswerSet:
    asked = read_document("q.json", json.dumps(_questionnaire(), ensure_ascii=False).encode())
    files = [read_document(f"{seed}.json", _answer(seed)) for seed in range(OFFERS)]
    return collect_answers(asked, files, standard_set())


def run() -> None:
    """Print the table for ``OFFERS`` answers to ``FITS`` requirements."""
    answers = _round()
    evaluation = evaluate(answers, NOTHING_CHOSEN)
    print(f"\n{OFFERS} answers to {FITS:,} requirements")
    codes = np.arange(OFFERS * FITS) % len(FIT_CODES)
    show(
        "fit comparison from the tables",
        "np.bincount of as many codes",
        time_against(
            lambda: compare_fit(answers, evaluation.conditions), lambda: np.bincount(codes)
        ),
        "< 30 ms",
    )
    fit = evaluation.fit

    def page() -> None:
        found = filtered_requirements(fit, FitFilter(gaps_only=True, words="1"))
        table_html(
            view_fit_matrix(
                evaluation,
                Reading("ja"),
                ShownRequirements(found, pages_of(len(found))[0]),
            ),
            Reading("ja"),
        )

    show(
        "one page of the matrix, filtered, to HTML",
        "np.bincount of as many codes",
        time_against(page, lambda: np.bincount(codes)),
        "< 30 ms",
    )
