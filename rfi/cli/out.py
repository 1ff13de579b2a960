"""The file that ``compare --out`` writes, by the ending of its name."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rfi.cli.gather import UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.workbook import write_workbook
from rfi.export.csv.csv_table import write_csv, write_csv_bundle
from rfi.export.record.evaluation import write_record
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading

_WRITERS: Mapping[str, Callable[[Evaluation, Reading], bytes]] = {
    ".xlsx": write_workbook,
    ".csv": write_csv,
    ".zip": write_csv_bundle,
    ".json": lambda evaluation, reading: write_record(evaluation, reading.lang),
}


def out_path(given: str | None, lang: Lang) -> Path | None:
    """Return the path of the file that is asked for; None for none.

    Raises:
        UsageError: its ending is none that can be written.
    """
    out = Path(given) if given else None
    if out and out.suffix.lower() not in _WRITERS:
        raise UsageError(text("cli.error.out", lang, given=out.name))
    return out


def write_out(path: Path, evaluation: Evaluation, lang: Lang) -> None:
    """Write everything of an evaluation."""
    path.write_bytes(_WRITERS[path.suffix.lower()](evaluation, Reading(lang)))
