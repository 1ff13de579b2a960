"""One cell by fiscal year: the quoted courses, what is shown of them, and its present value."""

import math
from collections.abc import Callable, Iterator, Sequence

from rfi.compare.cost.path.chain import CellPath, YearStep
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Kind, Level, Row, Table, TableCell
from rfi.views.trace.size_rows import part_title
from rfi.views.trace.step_rows import words

_SUMS = ("nominal_jpy", "levelled_jpy", "present_value_jpy")


def _courses(
    path: CellPath, asked: Questionnaire, lang: Lang
) -> dict[tuple[str, ...], tuple[str, Sequence[float]]]:
    """Return heading and amounts by year of every quoted course that is taken, each once."""
    found: dict[tuple[str, ...], tuple[str, Sequence[float]]] = {}
    for phase in path.phases:
        for member in phase.members:
            for part in member.parts:
                key = (phase.phase, part.profile, part.basis, part.procedure, str(id(part.tariff)))
                heading = words(
                    "years.course",
                    lang,
                    phase=load_codelist("phases").title(phase.phase, lang),
                    part=part_title(part, asked, lang),
                    title=asked.scenarios[part.profile].title,
                )
                found[key] = (heading, part.course_jpy)
    return found


def _used(path: CellPath, courses: Sequence[Sequence[float]]) -> list[int]:
    """Return the indexes of the years in which anything is quoted or shown."""
    return [
        index
        for index, year in enumerate(path.years)
        if year.nominal_jpy or any(course[index] for course in courses)
    ]


def _row(key: str, values: Sequence[float], total: float | None, lang: Lang, **how: object) -> Row:
    kind: Kind = "money" if total is not None else "number"
    level: Level = "total" if key in {"nominal_jpy", "present_value_jpy"} else "plain"
    heading = str(how.get("heading") or words(f"years.{key}", lang))
    return Row(key, heading, tuple(map(TableCell, (*values, total))), kind, level)


def _factor_rows(years: Sequence[YearStep], lang: Lang) -> Iterator[Row]:
    def by_year(of: Callable[[YearStep], float]) -> list[float]:
        return [of(year) for year in years]

    nominal = by_year(lambda year: year.nominal_jpy)
    levelled = by_year(lambda year: year.levelled_jpy)
    if any(levelled):
        yield _row("levelled_jpy", levelled, math.fsum(levelled), lang)
    yield _row("nominal_jpy", nominal, math.fsum(nominal), lang)
    yield _row("years_from_base", by_year(lambda year: year.years_from_base), None, lang)
    real = by_year(lambda year: year.real_factor)
    if any(factor != 1 for factor in real):
        yield _row("real_factor", real, None, lang)
    yield _row("discount_factor", by_year(lambda year: year.discount_factor), None, lang)
    present = by_year(lambda year: year.present_value_jpy)
    yield _row("present_value_jpy", present, math.fsum(present), lang)


def view_cell_years(evaluation: Evaluation, reading: Reading, path: CellPath) -> Table:
    """Return a cell by fiscal year, tax-excluded yen."""
    lang = reading.lang
    courses = _courses(path, evaluation.questionnaire, lang)
    used = _used(path, [amounts for _, amounts in courses.values()])
    years = [path.years[index] for index in used]
    rows = [
        _row(
            ".".join(key[:-1]),
            [amounts[index] for index in used],
            math.fsum(amounts),
            lang,
            heading=heading,
        )
        for key, (heading, amounts) in courses.items()
    ]
    return Table(
        key="path_years",
        title=words("years.title", lang),
        caption=words("years.caption", lang),
        corner=words("corner", lang),
        columns=(
            *(
                Column(str(year.fiscal_year), format_fiscal_year(year.fiscal_year, lang))
                for year in years
            ),
            Column("total", words("years.total", lang)),
        ),
        rows=(*rows, *_factor_rows(years, lang)),
        unit="one",
    )
