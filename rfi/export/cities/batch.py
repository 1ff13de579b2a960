"""One workbook a city, one over all of them, in one zip; told city by city as it goes."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rfi.compare.round.answers import AnswerSet
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.evaluation.remarks import NO_REMARKS, Remarks
from rfi.export.book.workbook import write_values
from rfi.export.cities.tables import (
    CityFigures,
    cities_tables,
    city_tables,
    figures_of,
    shared_tables,
)
from rfi.export.imprint import NO_IMPRINT, Imprint
from rfi.scenario.chosen import Chosen, ChosenCity
from rfi.text.wording import text
from rfi.views.look.reading import Reading

# A fixed date instead of the clock's.
_DATE = (2000, 1, 1, 0, 0, 0)
_REFUSED = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class CityBatch:
    """What is written.

    Attributes:
        answers: The round as it is shown, by name or not.
        chosen: Scope, assumptions, options and partners; each city stands in for its own.
        reading: Language, unit and tax basis.
        codes: Of the cities, in the order of the files.
        imprint: Number, day and end of the audit, the same on every workbook.
    """

    answers: AnswerSet
    chosen: Chosen
    reading: Reading
    codes: tuple[str, ...]
    imprint: Imprint = NO_IMPRINT
    remarks: Remarks = NO_REMARKS


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the zip: its name, its bytes, and what is gathered of its city."""

    name: str
    data: bytes
    figures: CityFigures | None = None


def _of_city(batch: CityBatch, code: str) -> Chosen:
    """Return what is chosen for a city: alone, or its share where it is among the partners."""
    chosen = replace(batch.chosen, city=ChosenCity(code), scenario_id=None)
    return chosen if code in chosen.group else chosen.with_group(set())


def _evaluated(batch: CityBatch, chosen: Chosen) -> Evaluation:
    return evaluate(batch.answers, chosen, batch.reading.lang, batch.remarks)


def write_city(batch: CityBatch, code: str) -> Written:
    """Return the workbook of one city: values, and only the sheets that change with it."""
    city = batch.answers.cities.known[code]
    found = _evaluated(batch, _of_city(batch, code))
    data = write_values(found, batch.reading, city_tables(found, batch.reading), batch.imprint)
    plain = "".join("_" if sign in _REFUSED else sign for sign in city.name)
    return Written(f"{code}_{plain}.xlsx", data, figures_of(found, batch.reading, city))


def write_overall(batch: CityBatch, found: Sequence[CityFigures]) -> Written:
    """Return the workbook over all cities: their totals beside each other, and what they share."""
    chosen = replace(batch.chosen, city=None).with_group(set())
    whole = _evaluated(batch, chosen)
    tables = (
        *cities_tables(found, whole, batch.reading),
        *shared_tables(whole, batch.reading),
    )
    name = text("export.cities.overall", batch.reading.lang)
    return Written(f"{name}.xlsx", write_values(whole, batch.reading, tables, batch.imprint))


def zipped(files: Sequence[Written]) -> bytes:
    """Return files as one zip, the same bytes for the same files."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as package:
        for one in files:
            info = zipfile.ZipInfo(one.name, _DATE)
            info.create_system = 0
            package.writestr(info, one.data)
    return handle.getvalue()


def write_cities(batch: CityBatch) -> Iterator[str | bytes]:
    """Yield the code of each city once its workbook is written, at last the zip of all."""
    files: list[Written] = []
    for code in batch.codes:
        files.append(write_city(batch, code))
        yield code
    found = [one.figures for one in files if one.figures is not None]
    yield zipped((write_overall(batch, found), *files))
