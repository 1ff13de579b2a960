"""The workbook for a meeting, held against the same cells as plain values."""

import io
import resource
import zipfile
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import show, time_against
from rfi.cli.arguments import build_parser
from rfi.cli.evaluate import evaluate_arguments
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.calculation import calculation_of
from rfi.export.book.workbook import write_workbook
from rfi.views.look.reading import Reading

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
GROUP = ("--city", "372013", "--group", "332020,372013,382019")
CASES = {"as quoted": (), "a city in a group of three": GROUP}
AIM = "5 s"


def evaluated_files(*arguments: str) -> Evaluation:
    """Return the evaluation of the sample round under some options of ``compare``."""
    answers = sorted((SAMPLES / "responses").glob("vendor_*.json"))
    cities = [one for one in (SAMPLES / "cities").glob("*.*") if one.name != "core_cities.csv"]
    given = ["compare", *map(str, answers), *map(str, sorted(cities)), *arguments]
    return evaluate_arguments(build_parser().parse_args(given), lambda *_: None)


def _as_values(data: bytes) -> bytes:
    """Write the values of every sheet, plainly."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(data))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    for name in read.sheet_names:
        sheet = book.add_worksheet(name)
        for line, row in enumerate(read.get_sheet_by_name(name).to_python()):
            sheet.write_row(line, 0, row)
    book.close()
    return buffer.getvalue()


def run(rounds: int = 5) -> None:
    """Print time, formulas and size of the workbook, and the memory that it took."""
    reading = Reading("ja")
    for name, arguments in CASES.items():
        evaluation = evaluated_files(*arguments)
        data = write_workbook(evaluation, reading)
        found = calculation_of(evaluation, reading)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
            formulas = sum(archive.read(one).count(b"<f>") for one in parts)
        counted = found.formulas if found else 0
        print(
            f"\n{name}: {formulas:,} formulas ({counted:,} on sheets of calculation), "
            f"{len(parts)} sheets, {len(data) / 1e6:.2f} MB"
        )

        def written(evaluation: Evaluation = evaluation) -> object:
            return write_workbook(evaluation, reading)

        def plain(data: bytes = data) -> object:
            return _as_values(data)

        timed = time_against(written, plain, rounds)
        show("workbook, parts already computed", "its cells read and written as values", timed, AIM)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmemory at most: {peak:.0f} MB")
