"""The slides for a meeting, held against the same tables and charts as plain text."""

import resource

from benchmarks.export import CASES, evaluated_files
from benchmarks.timing import show, time_against
from rfi.evaluation.evaluation import Evaluation
from rfi.export.given import Given
from rfi.export.page.page import write_page
from rfi.export.slides.deck import write_slides
from rfi.export.tables import tables_of
from rfi.views.look.reading import Reading

AIM = "3 s"


def _as_text(evaluation: Evaluation) -> int:
    """Print every table of the evaluation into text, and throw it away."""
    reading = Reading("ja")
    return sum(len(table.to_text(reading)) for table in tables_of(evaluation, reading))


def run(rounds: int = 5) -> None:
    """Print time and size of the slides and of the page to print, and the memory they took."""
    for name, arguments in CASES.items():
        evaluation = evaluated_files(*arguments)
        given = Given(evaluation, Reading("ja"))
        sizes = {"slides": len(write_slides(given)), "page": len(write_page(given))}
        told = ", ".join(f"{key} {size / 1e6:.2f} MB" for key, size in sizes.items())
        print(f"\n{name}: {told}")

        def slides(given: Given = given) -> object:
            return write_slides(given)

        def page(given: Given = given) -> object:
            return write_page(given)

        def plain(evaluation: Evaluation = evaluation) -> object:
            return _as_text(evaluation)

        floor = "every table as text"
        show("slides, parts already computed", floor, time_against(slides, plain, rounds), AIM)
        show("page to print", floor, time_against(page, plain, rounds), "")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmemory at most: {peak:.0f} MB")
