"""The cost sheet of the answer workbook: a row a business and item, a column a scenario.

A line fits the sheet when reading it back gives the same line; every other line goes to the
detail sheet, so that nothing is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rfi.document.form.cost_columns import DETAILS, TERMS, cost_fields
from rfi.document.form.marks import DEFAULTS, FORM_VERSION, GRID, SheetMark
from rfi.document.grid.cell_text import read_amount, write_from, write_range
from rfi.document.grid.cell_values import code_of
from rfi.intake.form.asked_rows import asked_rows
from rfi.intake.form.plan import (
    CellData,
    Column,
    Row,
    SheetPlan,
    cell_of,
    column_of,
    with_procedures,
)
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text

Line = Mapping[str, Any]
_FOR_ALL = frozenset({"label", "disclosure"})
_INCLUDED = frozenset({"included_in.business", "included_in.item"})
_OWN = frozenset({"line_id", "scenario_id", "businesses", "item", "state", "note"})
_AMOUNTS = frozenset({"amount", "amount_low", "amount_high", "amount_as_written"})
_STATE_WORDS = tuple(
    load_codelist("cell_states").title(code, "ja")
    for code in load_codelist("cell_states").codes
    if code not in {"priced", "priced_from"}
)


def _has_price(line: Line) -> bool:
    return "amount" in line or "amount_low" in line


def amount_cell(line: Line) -> CellData:
    """Return what stands in the amount cell for a line; None when no cell can say it."""
    state = line.get("state")
    given = {key for key in _AMOUNTS if key in line}
    if given == {"amount"}:
        amount = line["amount"]
        plain = (state == "priced" and amount != 0) or (state is None and amount == 0)
        if plain:
            return float(amount) if isinstance(amount, float) else int(amount)
        return write_from(amount) if state == "priced_from" and amount else None
    if given == {"amount_low", "amount_high"} and state == "priced":
        return write_range(line["amount_low"], line["amount_high"])
    if given == {"amount_as_written"} and state is None:
        written = str(line["amount_as_written"])
        is_text = read_amount(written) is None and code_of(written, "cell_states") is None
        return written if is_text else None
    if not given and state not in {None, "priced", "priced_from"}:
        return load_codelist("cell_states").title(str(state), "ja")
    return None


def _flat(line: Line) -> dict[str, Any]:
    """Return the keys of a line that a row holds, nested ones with a dot."""
    found: dict[str, Any] = {}
    for key, value in line.items():
        if isinstance(value, Mapping):
            found.update((f"{key}.{inner}", part) for inner, part in value.items())
        elif key not in _OWN | _AMOUNTS:
            found[key] = value
    return found


def _applies(name: str, line: Line) -> bool:
    if name in _FOR_ALL:
        return True
    return line.get("state") == "included" if name in _INCLUDED else _has_price(line)


def row_terms(lines: Sequence[Line]) -> dict[str, Any] | None:
    """Return the columns that all lines of a row share, None when they do not share them."""
    flats = [_flat(line) for line in lines]
    names = {name for flat in flats for name in flat}
    if not names <= {*TERMS, *DETAILS}:
        return None
    terms: dict[str, Any] = {}
    for name in names:
        holders = [flat for flat, line in zip(flats, lines, strict=True) if _applies(name, line)]
        values = [flat.get(name) for flat in holders]
        strangers = [
            flat for flat, line in zip(flats, lines, strict=True) if not _applies(name, line)
        ]
        if any(name in flat for flat in strangers) or any(value != values[0] for value in values):
            return None
        if values[0] is None:
            return None
        terms[name] = values[0]
    return terms


def _fits(lines: Sequence[Line], business: str, item: str) -> bool:
    scenarios = [line["scenario_id"] for line in lines]
    return (
        len(set(scenarios)) == len(scenarios)
        and all(line["line_id"] == f"{line['scenario_id']}.{business}.{item}" for line in lines)
        and all(amount_cell(line) is not None for line in lines)
        and row_terms(lines) is not None
    )


def _columns(asked: Questionnaire) -> tuple[Column, ...]:
    fields = cost_fields()
    amounts = tuple(
        Column(
            key=f"amount@{scenario.scenario_id}",
            field=fields["amount"],
            scenario=scenario.title,
            width=13,
            options=_STATE_WORDS,
            is_strict=False,
        )
        for scenario in asked.scenarios.values()
    )
    notes = tuple(
        Column(
            key=f"note@{scenario.scenario_id}",
            field=fields["note"],
            scenario=scenario.title,
            width=30,
            is_folded=True,
        )
        for scenario in asked.scenarios.values()
    )
    details = [with_procedures(column_of(fields[name]), asked) for name in DETAILS]
    shown = [details[0], details[1], details[2]]
    folded = [
        Column(
            column.key,
            column.field,
            "",
            "",
            column.width,
            column.options,
            column.is_strict,
            is_folded=True,
        )
        for column in details[3:]
    ]
    return (
        Column(title="book.business", width=16),
        Column(title="book.cost_item", width=30),
        Column(title="book.guide", width=64),
        *(column_of(fields[name]) for name in TERMS),
        *amounts,
        *shown,
        column_of(fields["note"]),
        *folded,
        *notes,
    )


def cost_plan(
    lines: Sequence[Line], asked: Questionnaire, offer: int
) -> tuple[SheetPlan, list[Line]]:
    """Return the cost sheet, and the lines that it cannot hold."""
    columns = _columns(asked)
    groups: dict[tuple[str, str], list[Line]] = {}
    rest: list[Line] = []
    for line in lines:
        if len(line["businesses"]) == 1:
            groups.setdefault((line["businesses"][0], line["item"]), []).append(line)
        else:
            rest.append(line)
    rows = [Row(DEFAULTS, _defaults_row(columns))]
    for row in asked_rows(GRID, asked)[1]:
        business, item = row.row_id.split("/")
        group = groups.pop((business, item), [])
        if group and not _fits(group, business, item):
            rest.extend(group)
            group = []
        rows.append(Row(row.row_id, (*row.labels, *_grid_cells(group, columns[3:]))))
    rest.extend(line for group in groups.values() for line in group)
    number_of = {id(line): number for number, line in enumerate(lines)}
    rest.sort(key=lambda line: number_of[id(line)])
    plan = SheetPlan(
        title="book.sheet.costs",
        mark=SheetMark(FORM_VERSION, GRID, offer),
        columns=columns,
        rows=tuple(rows),
        frozen=2,
    )
    return plan, rest


def _defaults_row(columns: Sequence[Column]) -> tuple[CellData, ...]:
    return (
        text("book.defaults", "ja"),
        text("book.defaults.guide", "ja"),
        *(None for _ in columns[2:]),
    )


def _grid_cells(group: Iterable[Line], columns: Sequence[Column]) -> tuple[CellData, ...]:
    lines = list(group)
    by_scenario = {line["scenario_id"]: line for line in lines}
    terms = row_terms(lines) or {}
    notes = {line.get("note") for line in lines}
    shared = notes.pop() if len(notes) == 1 else None
    cells: list[CellData] = []
    for column in columns:
        name, _, scenario = column.key.partition("@")
        line = by_scenario.get(scenario, {})
        if name == "amount":
            cells.append(amount_cell(line) if line else None)
        elif name == "note":
            note = (line.get("note") if shared is None else None) if scenario else shared
            cells.append(note)
        else:
            leaf = column.field
            cells.append(cell_of(terms.get(name), leaf) if leaf else None)
    return tuple(cells)
