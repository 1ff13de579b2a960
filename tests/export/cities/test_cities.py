"""A workbook a city: its own figures as values, one over all, the same from another process."""

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook

from rfi.disclosure.anonymous import anonymous
from rfi.evaluation.evaluation import evaluate
from rfi.export.cities.batch import CityBatch, write_cities, write_city
from rfi.export.cities.tables import CityFigures, cities_tables
from rfi.export.cities.worker import BatchEndedError, CityWorker
from rfi.export.imprint import Imprint
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, TableCell
from tests.disclosure.planted import sample_round
from tests.export.opened import parts_in
from tests.views.rounds import evaluated, holey

READING = Reading("ja")
TAKAMATSU, KURASHIKI, HAKODATE = "372013", "332020", "012025"
GROUP = Chosen(group=(KURASHIKI, TAKAMATSU))
COMPANY = "架空電算"


@cache
def batch() -> CityBatch:
    return CityBatch(
        sample_round(), GROUP, READING, (HAKODATE, TAKAMATSU), Imprint(audit="末尾 abc")
    )


@pytest.fixture(scope="module")
def told() -> list[str | bytes]:
    return list(write_cities(batch()))


@pytest.fixture(scope="module")
def books(told: list[str | bytes]) -> dict[str, bytes]:
    assert isinstance(told[-1], bytes)
    with zipfile.ZipFile(io.BytesIO(told[-1])) as package:
        return {name: package.read(name) for name in package.namelist()}


def totals_in(book: bytes) -> list[Any]:
    sheet = load_workbook(io.BytesIO(book))["概要"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "総額（60か月）")
    return [cell.value for cell in row[2:] if cell.value is not None]


def expected(code: str, chosen: Chosen) -> list[float | None]:
    found = evaluate(batch().answers, chosen)
    assert found.conditions.city
    assert found.conditions.city.code == code
    return [offer.bound.shown for offer in found.costs.offers]


def test_each_city_is_told_as_it_is_written_and_the_zip_comes_last(
    told: list[str | bytes], books: dict[str, bytes]
) -> None:
    assert told[:-1] == [HAKODATE, TAKAMATSU]
    assert list(books) == ["00_全体.xlsx", "012025_函館市.xlsx", "372013_高松市.xlsx"]


def test_a_city_outside_the_group_stands_alone(books: dict[str, bytes]) -> None:
    alone = Chosen(city=ChosenCity(HAKODATE))
    found = totals_in(books["012025_函館市.xlsx"])
    assert found == pytest.approx(expected(HAKODATE, alone), abs=1)


def test_a_city_of_the_group_bears_its_share(books: dict[str, bytes]) -> None:
    shared = Chosen(city=ChosenCity(TAKAMATSU)).with_group({KURASHIKI, TAKAMATSU})
    amounts = expected(TAKAMATSU, shared)
    figures = [
        one for one in totals_in(books["372013_高松市.xlsx"]) if isinstance(one, int | float)
    ]
    assert figures == pytest.approx([one for one in amounts if one][: len(figures)], abs=1)
    assert len(figures) >= 5


def test_a_city_workbook_holds_values_and_the_audit(books: dict[str, bytes]) -> None:
    parts = list(parts_in(books["372013_高松市.xlsx"]))
    sheets = [part for name, part in parts if "/xl/worksheets/sheet" in name]
    assert sheets
    # The first page draws its chart from formulas over its own cells: the tables hold none.
    assert [part.count(b"<f>") for part in sheets[1:]] == [0] * (len(sheets) - 1)
    assert any("末尾 abc".encode() in part for _, part in parts)


def test_the_workbook_over_all_stands_the_cities_beside_each_other(
    books: dict[str, bytes],
) -> None:
    sheet = load_workbook(io.BytesIO(books["00_全体.xlsx"]))["市別の総額"]
    # Totals stand above the figures a resident, under the same names.
    named: list[tuple[str, Any]] = [
        (re.split("\n|  ", str(row[1].value))[0], row[2].value) for row in sheet.iter_rows()
    ]
    wanted = ("函館市", "高松市", "2市の計")
    sums = [next(value for name, value in named if name == one) for one in wanted]
    assert sums[0] == totals_in(books["012025_函館市.xlsx"])[0]
    assert sums[1] == totals_in(books["372013_高松市.xlsx"])[0]
    assert sums[2] == pytest.approx(sums[0] + sums[1], abs=1)


def figures(name: str, *cells: TableCell) -> CityFigures:
    known = sample_round().cities.known
    city = next(one for one in known.values() if one.name == name)
    return CityFigures(city, {"total": Row("total", "総額", cells, "money", "total")})


def test_a_sum_bears_the_mark_of_a_city_and_is_none_without_a_figure_of_one() -> None:
    found = evaluated(holey())
    of = [
        figures("函館市", TableCell(100.0), TableCell(10.0, sign="≧"), TableCell(text="推計不可")),
        figures("高松市", TableCell(20.0), TableCell(1.0), TableCell(5.0)),
    ]
    (table,) = cities_tables(of, found, READING)
    cells = table.rows[-1].cells
    assert (cells[0].value, cells[0].sign) == (120.0, "")
    assert (cells[1].value, cells[1].sign) == (11.0, "≧")
    assert cells[2].value is None


def test_marks_of_two_kinds_make_a_sum_that_is_no_bound() -> None:
    of = [
        figures("函館市", TableCell(1.0, sign="≧")),
        figures("高松市", TableCell(1.0, sign="〜", high=3.0)),
    ]
    (table,) = cities_tables(of, evaluated(holey()), READING)
    assert table.rows[-1].cells[0].sign == "※"


def test_another_process_writes_the_same_zip(told: list[str | bytes]) -> None:
    worker = CityWorker(batch())
    try:
        assert list(worker.results()) == told
    finally:
        worker.end()
    assert not worker.is_running


def test_a_batch_that_is_stopped_leaves_no_process() -> None:
    worker = CityWorker(batch())
    results = worker.results()
    assert next(results) == HAKODATE
    worker.end()
    assert not worker.is_running
    with pytest.raises((BatchEndedError, ValueError)):
        list(results)


def test_a_process_that_fails_is_told() -> None:
    worker = CityWorker(CityBatch(sample_round(), NOTHING_CHOSEN, READING, ("000000",)))
    try:
        with pytest.raises(BatchEndedError):
            list(worker.results())
    finally:
        worker.end()


def test_without_names_no_workbook_holds_one() -> None:
    hidden = CityBatch(anonymous(sample_round()), NOTHING_CHOSEN, READING, (TAKAMATSU,))
    (*_, data) = write_cities(hidden)
    assert isinstance(data, bytes)
    assert [name for name, part in parts_in(data) if COMPANY.encode() in part] == []
    named = write_city(CityBatch(sample_round(), NOTHING_CHOSEN, READING, (TAKAMATSU,)), TAKAMATSU)
    assert any(COMPANY.encode() in part for _, part in parts_in(named.data))
