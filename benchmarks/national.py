"""All municipalities of Japan at once: 1,741 bodies in groups × 20 answers over the full scope.

The product is timed in its first run in a fresh process, which holds nothing from before; the
floors, in processes of their own, are warm. The table shows medians over several processes;
``python -m benchmarks.national WAY`` is one of them.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.costs import standard_set
from benchmarks.floor_benefits import (
    benefit_arrays,
    benefit_frames,
    benefits_of_frame,
    numpy_benefits,
    polars_benefits,
)
from benchmarks.floor_costs import (
    CostSums,
    cost_arrays,
    cost_frames,
    costs_of_frame,
    numpy_costs,
    polars_costs,
)
from benchmarks.national_round import BODIES, OFFERS, answer, groups, populations, questionnaire
from rfi.compare.benefit.comparison import benefit_totals
from rfi.compare.joint.many_bodies import BodyCosts, evaluate_bodies
from rfi.compare.round.answers import collect_answers
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.document.read import read_document
from rfi.evaluation.evaluation import evaluate
from rfi.normalize.benefit.ledgers import MEASURES, LedgerFlows
from rfi.normalize.benefit.model import BenefitModel, build_benefit_model
from rfi.normalize.bodies import Bodies, bodies_at
from rfi.normalize.cost.components import Indexes
from rfi.normalize.step import FloatArray
from rfi.scenario.chosen import NOTHING_CHOSEN

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = 3
WARM_RUNS = 5
# Threads of BLAS that wait for a busy core spin, and cost more than they give; polars has both.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
# A process inherits the peak of the one that starts it; this small one stands between.
_BETWEEN = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"

Figures = dict[str, float]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class _Ready:
    """The round, read through the real path, and the bodies."""

    basis: CostBasis
    conditions: Conditions
    model: BenefitModel
    bodies: Bodies
    group: Indexes

    def costs(self) -> BodyCosts:
        return evaluate_bodies(self.basis, self.conditions, self.bodies, self.group)

    def benefits(self) -> LedgerFlows:
        return benefit_totals(self.model, self.conditions.assumptions, self.bodies)


def _set_up(figures: Figures) -> _Ready:
    asked = questionnaire()
    question = json.dumps(asked, ensure_ascii=False).encode()
    files = [answer(seed, asked) for seed in range(OFFERS)]
    start = time.perf_counter()
    documents = [read_document(f"{index:02d}.json", data) for index, data in enumerate(files)]
    answers = collect_answers(read_document("q.json", question), documents, standard_set())
    evaluation = evaluate(answers, NOTHING_CHOSEN)
    basis = evaluation.basis
    model = build_benefit_model(answers.tables, answers.questionnaire)
    figures["set_up"] = time.perf_counter() - start
    start = time.perf_counter()
    for data in files:
        json.loads(data)
    figures["json"] = time.perf_counter() - start
    figures |= {"megabytes": sum(map(len, files)) / 1e6, "accepted": len(answers.tables["offers"])}
    figures |= {"lines": len(answers.tables["cost_lines"]), "benefit_lines": len(model.lines)}
    codes = [f"{index:06d}" for index in range(BODIES)]
    bodies = bodies_at(answers.questionnaire, codes, populations(), basis.procedures)
    return _Ready(basis, evaluation.conditions, model, bodies, groups())


def _peak_mb() -> float:
    """Return the largest resident memory of this process so far, in 10⁶ bytes."""
    if sys.platform == "win32":
        return float("nan")
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _timed(figures: Figures, name: str, call: Callable[[], Found], warm_runs: int = 0) -> Found:
    """Time the first run, or the median of those after it."""
    taken = []
    for _ in range(1 + warm_runs):
        gc.collect()
        start = time.perf_counter()
        found = call()
        taken.append(time.perf_counter() - start)
    figures[name] = statistics.median(taken[1:] or taken)
    figures["peak_mb"] = _peak_mb()
    return found


def _compare(figures: Figures, ready: _Ready, costs: CostSums, benefits: FloatArray) -> None:
    """Note the largest distances from the product's figures, over all bodies and offers."""
    mine, effects = ready.costs(), ready.benefits()
    pairs = (
        (mine.alone_jpy, costs.alone[:, :, 0].sum(axis=-1)),
        (mine.alone_by_year_jpy, costs.alone[:, :, 1]),
        (mine.share_jpy, costs.borne[:, :, 0].sum(axis=-1)),
    )
    figures["apart_jpy"] = max(float(np.abs(one - other).max()) for one, other in pairs)
    figures["apart_paid"] = float(np.abs(mine.paid - costs.borne[:, :, 1]).max())
    by_kind = (effects.gain, effects.loss, effects.discounted_gain)
    figures["apart_benefits"] = max(
        float(np.abs(values[measure] - benefits[index, kind]).max())
        for kind, values in enumerate(by_kind)
        for index, measure in enumerate(MEASURES)
    )


def _product(figures: Figures) -> None:
    ready = _set_up(figures)
    figures["base_mb"] = _peak_mb()
    _timed(figures, "costs", ready.costs)
    _timed(figures, "benefits", ready.benefits)


def _numpy(figures: Figures) -> None:
    ready = _set_up(figures)
    given = cost_arrays(ready.basis, ready.conditions, ready.bodies, ready.group)
    costs = _timed(figures, "costs", lambda: numpy_costs(given), WARM_RUNS)
    effects = benefit_arrays(ready.model, ready.conditions, ready.bodies)
    benefits = _timed(figures, "benefits", lambda: numpy_benefits(effects), WARM_RUNS)
    _compare(figures, ready, costs, benefits)


def _polars(figures: Figures) -> None:
    ready = _set_up(figures)
    given = cost_frames(cost_arrays(ready.basis, ready.conditions, ready.bodies, ready.group))
    figures["rows"] = len(given.weights) * len(given.flows.columns[1:])
    found = _timed(figures, "costs", lambda: polars_costs(given), WARM_RUNS)
    costs = costs_of_frame(given, found)
    effects = benefit_frames(benefit_arrays(ready.model, ready.conditions, ready.bodies))
    table = _timed(figures, "benefits", lambda: polars_benefits(effects), WARM_RUNS)
    _compare(figures, ready, costs, benefits_of_frame(effects, table))


_WAYS: dict[str, Callable[[Figures], None]] = {
    "product": _product,
    "numpy": _numpy,
    "polars": _polars,
}


def _fresh(way: str) -> Figures:
    """Return what a process of its own measures."""
    command = [sys.executable, "-m", "benchmarks.national", way]
    done = subprocess.run(
        [sys.executable, "-c", _BETWEEN, *command],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT},
        check=True,
        stdout=subprocess.PIPE,
    )
    figures: Figures = json.loads(done.stdout)
    figures["both"] = figures["costs"] + figures["benefits"]
    return figures


def _show(what: str, product: str, floors: tuple[str, str, str, str], peak: str, aim: str) -> None:
    print(
        f"{what:<48} {product:>10} {peak:>8} "
        f"{floors[0]:>14} {floors[1]:>8} {floors[2]:>9} {floors[3]:>9}   {aim}"
    )


def run() -> None:
    """Print the table."""
    # In turn, so that the ratios hold when the machine's speed drifts.
    runs = [{way: _fresh(way) for way in _WAYS} for _ in range(PROCESSES)]

    def median(way: str, name: str) -> float:
        return statistics.median(one[way][name] for one in runs)

    def times(way: str, name: str) -> str:
        return f"{statistics.median(one['product'][name] / one[way][name] for one in runs):.2f}"

    first = runs[0]["product"]
    print(
        f"\nnational round: {BODIES:,} bodies in groups × {first['accepted']:.0f} answers"
        f" ({first['megabytes']:.1f} MB of JSON, {first['lines']:,.0f} cost lines,"
        f" {first['benefit_lines']:,.0f} benefit lines);"
        f" medians of {PROCESSES} fresh processes each: the product's first run, the floors warm"
    )
    head = ("numpy floor s", "× floor", "polars s", "× polars")
    _show("step", "product s", head, "peak MB", "aim")

    ratio = statistics.median(one["product"]["set_up"] / one["product"]["json"] for one in runs)
    _show(
        "set-up: bytes to checked answers, tables, basis",
        f"{median('product', 'set_up'):.3f}",
        (f"{median('product', 'json'):.3f} json", f"{ratio:.2f}", "–", "–"),
        f"{max(one['product']['base_mb'] for one in runs):.0f}",
        "–",
    )
    for what, name, aim in (
        ("cost alone, by year, shares, whole yen", "costs", "–"),
        ("benefits: four ledgers by year", "benefits", "–"),
        ("all in one run", "both", "< 20 s, < 4,000 MB"),
    ):
        floors = (
            f"{median('numpy', name):.3f}",
            times("numpy", name),
            f"{median('polars', name):.3f}",
            times("polars", name),
        )
        peak = max(one["product"]["peak_mb"] for one in runs)
        _show(
            what,
            f"{median('product', name):.3f}",
            floors,
            f"{peak:.0f}" if name == "both" else "–",
            aim,
        )
    print(
        "the floors are given weights and addends ready made; polars reads"
        f" {runs[0]['polars']['rows'] / 1e6:.0f} million products from long tables"
    )
    for way in ("numpy", "polars"):
        found = {key: max(one[way][key] for one in runs) for key in runs[0][way]}
        agrees = found["apart_jpy"] < 0.01 and found["apart_benefits"] < 0.01
        print(
            f"{way} {'agrees' if agrees else 'DISAGREES'} with the product within 0.01 yen"
            f" (largest distance {found['apart_jpy']:.1e} yen; benefits"
            f" {found['apart_benefits']:.1e} hours, cases or yen; whole yen paid lie within"
            f" {found['apart_paid']:.2f} yen of the exact share)"
        )


if __name__ == "__main__":
    measured: Figures = {}
    _WAYS[sys.argv[1]](measured)
    print(json.dumps(measured))
