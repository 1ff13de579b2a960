"""A workbook for every core city, in one process, held against evaluating the cities alone."""

import resource
import time

from benchmarks.export import evaluated_files
from rfi.cli.gather import core_cities
from rfi.evaluation.evaluation import evaluate
from rfi.export.cities.batch import CityBatch, write_cities
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.views.look.reading import Reading

AIM_SECONDS = 90


def run() -> None:
    """Print time, size and memory of the batch, and the ratio to the evaluations in it."""
    codes = tuple(city.code for city in core_cities())
    answers = evaluated_files().answers
    start = time.perf_counter()
    for code in codes:
        found = evaluate(answers, Chosen(city=ChosenCity(code)))
        _ = found.costs, found.benefits
    floor = time.perf_counter() - start
    answers = evaluated_files().answers
    start = time.perf_counter()
    told = list(write_cities(CityBatch(answers, NOTHING_CHOSEN, Reading("ja"), codes)))
    taken = time.perf_counter() - start
    (data,) = (one for one in told if isinstance(one, bytes))
    print(
        f"\n{len(codes)} cities and one over all: {taken:.1f} s (aim {AIM_SECONDS} s), "
        f"{len(data) / 1e6:.1f} MB; costs and effects alone {floor:.1f} s, "
        f"ratio {taken / floor:.1f}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most: {peak:.0f} MB")
