"""The tables of one city's workbook, and those that stand the cities beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.overview.rows import overview_table
from rfi.scenario.city.city import City
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.benefit.contents import CONTENTS as BENEFITS
from rfi.views.conditions.contents import CONTENTS as CONDITIONS
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.fit.contents import CONTENTS as FIT
from rfi.views.free.contents import CONTENTS as FREE
from rfi.views.joint.contents import CONTENTS as JOINT
from rfi.views.look.captions import basis_caption
from rfi.views.look.contents import Contents
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.service.contents import CONTENTS as SERVICE
from rfi.views.today.contents import CONTENTS as TODAY

# What changes from city to city → the sections of it that a city reads.
_OF_CITY: tuple[tuple[Contents, tuple[str, ...]], ...] = (
    (COSTS, ("items", "businesses", "years")),
    (JOINT, ("shares", "effect")),
    (TODAY, ("before_after", "net")),
    (BENEFITS, ("ledgers",)),
)
# What is the same for all of them: it stands once, in the workbook over all.
_OF_ALL: tuple[tuple[Contents, tuple[str, ...]], ...] = (
    (FIT, ("rates", "causes", "gaps")),
    (SERVICE, ("matrix", "availability", "ismap")),
    (FREE, ("matrix", "schedule")),
    (COSTS, ("options",)),
    (CONDITIONS, ("levelling",)),
)
# Rows of the first page that are gathered over the cities; the first is summed.
GATHERED = ("total", "per_resident")
# Tables of years by offer and of pairs: for who wants to know more, in a workbook of its own.
_LEFT_OUT = ("net_cash", "paid")


def _filed(
    of: Sequence[tuple[Contents, tuple[str, ...]]], evaluation: Evaluation, reading: Reading
) -> Iterator[Table]:
    for contents, sections in of:
        for part in contents.parts:
            if part.section in sections:
                for table in part.filed(evaluation, reading):
                    if table.rows and not table.key.startswith(_LEFT_OUT):
                        yield table


def city_tables(evaluation: Evaluation, reading: Reading) -> tuple[Table, ...]:
    """Return the tables of one city's workbook, behind its first page."""
    return tuple(_filed(_OF_CITY, evaluation, reading))


def shared_tables(evaluation: Evaluation, reading: Reading) -> tuple[Table, ...]:
    """Return the tables that are the same for every city."""
    return tuple(_filed(_OF_ALL, evaluation, reading))


@dataclass(frozen=True, slots=True)
class CityFigures:
    """What one city's first page says of each offer: key of a row → its cells, and the city."""

    city: City
    rows: Mapping[str, Row]


def figures_of(evaluation: Evaluation, reading: Reading, city: City) -> CityFigures:
    """Return what is gathered of a city."""
    rows = {row.key: row for row in overview_table(evaluation, reading).rows}
    return CityFigures(city, {key: rows[key] for key in GATHERED if key in rows})


def _sum_cell(cells: Sequence[TableCell], lang: Lang) -> TableCell:
    """Return the sum of one offer over the cities; words where a city has no figure."""
    values = [cell.value for cell in cells]
    if any(value is None for value in values) or not values:
        return TableCell(text=text("view.none", lang))
    marks = {cell.sign for cell in cells} - {""}
    # One mark holds for the sum; of different ones nothing is known to hold.
    sign = next(iter(marks)) if len(marks) == 1 else ("※" if marks else "")
    highs = [cell.high if cell.high is not None else cell.value or 0.0 for cell in cells]
    low = sum(value or 0.0 for value in values)
    high = sum(highs) if any(cell.high is not None for cell in cells) else None
    return TableCell(low, sign=sign, high=high)


def cities_tables(
    found: Sequence[CityFigures], evaluation: Evaluation, reading: Reading
) -> tuple[Table, ...]:
    """Return a table of cities × offers for each row that is gathered.

    Args:
        found: Of each city, in the order of the files.
        evaluation: The round under the same conditions, without a city.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    tables = []
    for key in GATHERED:
        of_cities = [(one.city, one.rows[key]) for one in found if key in one.rows]
        if not of_cities:
            continue
        rows = [
            Row(
                city.code,
                city.name,
                tuple(replace(cell, note="") for cell in row.cells),
                row.kind,
                note=text(
                    "export.cities.residents",
                    lang,
                    prefecture=city.prefecture,
                    population=format_number(city.population),
                ),
            )
            for city, row in of_cities
        ]
        if key == GATHERED[0]:
            columns = zip(*(row.cells for row in rows), strict=True)
            cells = tuple(_sum_cell(column, lang) for column in columns)
            heading = text("export.cities.sum", lang, count=len(rows))
            rows.append(Row("sum", heading, cells, of_cities[0][1].kind, "total"))
        whose = text("export.cities.whose", lang)
        tables.append(
            Table(
                key=f"cities_{key}",
                title=text("export.cities.title", lang, name=of_cities[0][1].heading.strip()),
                caption=basis_caption(evaluation.costs, reading, whose),
                corner=text("export.cities.corner", lang),
                columns=offer_columns(evaluation.costs),
                rows=tuple(rows),
                unit=reading.unit,
                notes=(text("export.cities.note", lang),),
            )
        )
    return tuple(tables)
