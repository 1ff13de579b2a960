"""The files that ``compare`` writes, by the end of their name."""

from pathlib import Path

from rfi.cli.gather import UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv
from rfi.export.csv.data_package import write_csv_bundle
from rfi.export.csv.resource import Encoding
from rfi.export.ocds.package import write_ocds
from rfi.export.record.evaluation import write_record
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading

_OCDS = ".ocds.zip"
_ENDS = (".xlsx", ".csv", ".zip", ".json")


def check_out(out: Path, lang: Lang) -> None:
    """Hold the name of a file against what can be written.

    Raises:
        UsageError: no file ends so.
    """
    if out.suffix.lower() not in _ENDS:
        raise UsageError(text("cli.error.out", lang, given=out.name))


def write_comparison(out: Path, evaluation: Evaluation, lang: Lang, encoding: Encoding) -> None:
    """Write an evaluation into a file of the kind that its name tells.

    Args:
        out: Passed ``check_out``.
        evaluation: What is written.
        lang: Of its words.
        encoding: Of the tables in a ``.zip``.
    """
    name, reading = out.name.lower(), Reading(lang)
    if name.endswith(_OCDS):
        data = write_ocds(evaluation, lang)
    elif name.endswith(".json"):
        data = write_record(evaluation, lang)
    elif name.endswith(".zip"):
        data = write_csv_bundle(evaluation, reading, encoding=encoding)
    elif name.endswith(".csv"):
        data = write_csv(evaluation, reading)
    else:
        data = write_workbook(evaluation, reading)
    out.write_bytes(data)
