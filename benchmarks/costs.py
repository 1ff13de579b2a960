"""From JSON bytes to the comparison, and one changed assumption."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.generated_answers import FITS, LINES, large_answer, questionnaire
from benchmarks.timing import show, time_against
from rfi.analysis.plausibility.rules import check_plausibility
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.compare.round.stated_totals import check_stated_totals
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import evaluate
from rfi.intake.rules.checked import check_response
from rfi.normalize.cost.ledger import normalize_costs
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import run_steps
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.city.city import read_core_cities
from rfi.scenario.city.known_cities import known_cities
from rfi.scenario.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from rfi.scenario.assumptions import AssumptionValue

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CITIES = SAMPLES / "cities" / "core_cities.csv"
STANDARD = SAMPLES / "assumptions" / "standard.json"


def standard_set() -> Document:
    """Return the standard assumption set."""
    return read_document(STANDARD.name, STANDARD.read_bytes())


def _path(asked: bytes, files: list[bytes]) -> AnswerSet:
    documents = [read_document(f"{index}.json", data) for index, data in enumerate(files)]
    return collect_answers(read_document("questionnaire.json", asked), documents, standard_set())


def _whole(asked: bytes, files: list[bytes]) -> None:
    answers = _path(asked, files)
    _ = evaluate(answers, NOTHING_CHOSEN).costs


def _measure(title: str, asked: bytes, files: list[bytes], aim_whole: str) -> None:
    size = sum(map(len, files)) / 1e6
    print(f"\n{title}: {len(files)} answers, {size:.1f} MB of JSON")
    known = questionnaire_of(read_document("questionnaire.json", asked))
    one = files[0]
    show(
        "check one answer (reading, schema, rules)",
        "json.loads of the same bytes",
        time_against(
            lambda: check_response(read_document("a", one), known), lambda: json.loads(one)
        ),
        "≤ 2.5 ×",
    )
    show(
        "all answers, bytes to comparison",
        "json.loads of the same bytes",
        time_against(
            lambda: _whole(asked, files), lambda: [json.loads(data) for data in files], rounds=5
        ),
        aim_whole,
    )
    answers = _path(asked, files)
    evaluation = evaluate(answers, NOTHING_CHOSEN)
    basis, conditions = evaluation.basis, evaluation.conditions
    cells = basis.cube.quoted_flows(conditions.assumptions, 0).values["nominal_jpy"]
    rates = iter(np.linspace(100, 180, 1000))

    def move() -> None:
        changes = {"fx_usd_jpy": float(next(rates))}
        chosen = NOTHING_CHOSEN.with_values(answers.assumptions, changes, "benchmark")
        _ = evaluate(answers, chosen).costs

    show(
        "one changed assumption, to the comparison",
        "np.sum of the cube's cells",
        time_against(move, lambda: np.sum(cells)),
        "< 10 ms",
    )
    show(
        "one changed assumption, through the ledger instead",
        "np.sum of the cube's cells",
        time_against(
            lambda: normalize_costs(basis.model, conditions.assumptions),
            lambda: np.sum(cells),
            rounds=5,
        ),
        "(for comparison)",
    )


def _measure_group(asked: bytes, files: list[bytes]) -> None:
    """Measure a city in a group of three, holes filled from the others, as a page asks for it."""
    listed = read_core_cities(CITIES.read_bytes(), CITIES.name)
    answers = replace(_path(asked, files), cities=known_cities(listed, ()))
    codes = [city.code for city in listed[:3]]
    chosen = Chosen(city=ChosenCity(codes[0])).with_group(set(codes))
    rates = iter(np.linspace(100, 180, 1000))

    def move(answers: AnswerSet) -> None:
        changes: dict[str, AssumptionValue] = {
            "levelling": "median",
            "fx_usd_jpy": float(next(rates)),
        }
        moved = chosen.with_values(answers.assumptions, changes, "benchmark")
        found = evaluate(answers, moved).costs
        if not any(offer.levelling for offer in found.offers):
            message = "nothing was levelled: the measurement is void"
            raise RuntimeError(message)

    evaluation = evaluate(answers, chosen)
    basis, conditions = evaluation.basis, evaluation.conditions
    sums = basis.cube.evaluate(answers.assumptions, range(len(basis.model.axes.scenarios)))
    cells = sums.values["nominal_jpy"]

    for what, call, aim in (
        (
            "the first look at a city in a group of three, levelled, with everything implausible",
            # A copy has nothing kept.
            lambda: move(replace(answers)),
            "≤ 300 ms",
        ),
        (
            "of that, everything implausible",
            lambda: check_plausibility(basis, conditions),
            "≤ 100 ms",
        ),
        (
            "the vendors' own totals against their lines",
            lambda: check_stated_totals(basis, answers.assumptions),
            "–",
        ),
        (
            "one changed assumption, city in a group of three, levelled",
            lambda: move(answers),
            "≤ 15 ms",
        ),
    ):
        show(what, "np.sum of the cube's cells", time_against(call, lambda: np.sum(cells)), aim)
    # A floor of the same kind of work, which a busy machine slows alike.
    assumptions = answers.assumptions
    show(
        "one changed assumption, city in a group of three, levelled",
        "the ledger's steps over all rows",
        time_against(
            lambda: move(answers),
            lambda: run_steps(basis.model.columns, assumptions, STEPS),
            rounds=30,
        ),
        "–",
    )
    show(
        "the first look at a city in a group of three, levelled, with everything implausible",
        "the ledger's steps over all rows",
        time_against(
            lambda: move(replace(answers)),
            lambda: run_steps(basis.model.columns, assumptions, STEPS),
        ),
        "–",
    )


def run() -> None:
    """Print the table for the sample round and for the large generated one."""
    responses = SAMPLES / "responses"
    asked = (responses / "questionnaire.json").read_bytes()
    sample = [path.read_bytes() for path in sorted(responses.glob("vendor_*.json"))]
    _measure("sample round", asked, sample, "–")
    _measure_group(asked, sample)
    large = [large_answer(seed) for seed in range(1, 7)]
    title = f"large round ({LINES:,} cost lines and {FITS:,} fit answers each)"
    _measure(title, json.dumps(questionnaire(), ensure_ascii=False).encode(), large, "< 1,500 ms")
