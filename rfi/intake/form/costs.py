"""The cost sheets of the answer workbook: a row a business and item, a column a scenario.

A line fits the sheet when reading it back gives the same line; every other line goes to the
detail sheet, so that nothing is lost. Scenarios that do not fit one page take another sheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rfi.document.form.cost_columns import DETAILS, TERMS, cost_fields
from rfi.document.form.marks import FORM_VERSION, GRID, SheetMark
from rfi.document.form.second.layout import PRINTED, beside
from rfi.document.grid.cell_text import read_amount, write_from, write_range
from rfi.document.grid.cell_values import code_of
from rfi.intake.form.asked_rows import asked_rows
from rfi.intake.form.choices import CellData, Choices
from rfi.intake.form.cost_state import CostState
from rfi.intake.form.page import A3_WIDTH, LEAST_SCALE, pixels
from rfi.intake.form.plan import Column, Row, SheetPlan
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang

Line = Mapping[str, Any]
_FOR_ALL = frozenset({"label", "disclosure"})
_INCLUDED = frozenset({"included_in.business", "included_in.item"})
_OWN = frozenset({"line_id", "scenario_id", "businesses", "item", "state", "note"})
_AMOUNTS = frozenset({"amount", "amount_low", "amount_high", "amount_as_written"})
_LABELS = (("book.business", 15.0), ("book.cost_item", 25.0))
_AMOUNT_WIDTH, _STATE_WIDTH = 12.0, 9.0
_WIDTHS: Mapping[str, float] = {
    "frequency": 10, "tax": 8, "unit": 8, "currency": 7, "accepted_on": 11, "start_on": 11,
    "months": 6, "included_in.business": 12, "included_in.item": 18, "note": 16,
}  # fmt: skip
_BESIDE_WIDTH = 14.0
_ONCE_PHASES = frozenset({"one_time", "exit"})


def _has_price(line: Line) -> bool:
    return "amount" in line or "amount_low" in line


def amount_cell(line: Line, lang: Lang = "ja") -> CellData:
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
        return load_codelist("cell_states").title(str(state), lang)
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


class CostSheets:
    """Lays out the cost sheets of one offer."""

    def __init__(
        self, lines: Sequence[Line], choices: Choices, offer: int, terms: Mapping[str, str]
    ) -> None:
        """Take the lines of an offer, and the terms that the sheet of offers says once."""
        self._lines, self._choices, self._offer, self._terms = lines, choices, offer, terms
        self._groups: dict[tuple[str, str], list[Line]] = {}
        for line in lines:
            if len(line["businesses"]) == 1:
                self._groups.setdefault((line["businesses"][0], line["item"]), []).append(line)
        asked = {tuple(row.row_id.split("/")) for row in asked_rows(GRID, choices)[1]}
        self._groups = {
            key: group for key, group in self._groups.items() if key in asked and _fits(group, *key)
        }

    def rest(self) -> list[Line]:
        """Return the lines that the sheets cannot hold."""
        held = {id(line) for group in self._groups.values() for line in group}
        return [line for line in self._lines if id(line) not in held]

    def plans(self) -> list[SheetPlan]:
        """Return the sheets, each with as many scenarios as can be printed."""
        scenarios = list(self._choices.titles["scenario"])
        fixed = [_STATE_WIDTH, *(width for _, width in _LABELS), *_WIDTHS.values()]
        left = A3_WIDTH / LEAST_SCALE - pixels(fixed)
        most = max(1, int(left / pixels([_AMOUNT_WIDTH])))
        count = -(-len(scenarios) // most)
        size = -(-len(scenarios) // count)
        parts = [scenarios[at : at + size] for at in range(0, len(scenarios), size)]
        return [self._plan(part, number, len(parts)) for number, part in enumerate(parts)]

    def _plan(self, scenarios: Sequence[str], part: int, parts: int) -> SheetPlan:
        columns = self._columns(scenarios)
        rows = []
        for row in asked_rows(GRID, self._choices)[1]:
            business, item = row.row_id.split("/")
            lines = [
                line
                for line in self._groups.get((business, item), ())
                if line["scenario_id"] in scenarios
            ]
            cells = (*row.labels, *self._cells(lines, item, columns[len(_LABELS) :]))
            closed = frozenset(
                f"amount@{code}"
                for code in scenarios
                if (business, item) not in self._choices.asked.asked[code]
            )
            state = CostState(self._choices, self._offer, business, item, tuple(scenarios), closed)
            rows.append(Row(row.row_id, cells, state, closed))
        return SheetPlan(
            title="form.sheet.costs",
            mark=SheetMark(FORM_VERSION, GRID, self._offer, part),
            columns=columns,
            rows=tuple(rows),
            frozen=len(_LABELS),
            siblings=f" {part + 1}" if parts > 1 else "",
            is_must=True,
            count=len(rows),
        )

    def _columns(self, scenarios: Sequence[str]) -> tuple[Column, ...]:
        fields = cost_fields()
        titles = self._choices.titles["scenario"]
        amounts = (
            Column(
                key=f"amount@{code}",
                field=fields["amount"],
                scenario=titles[code],
                width=_AMOUNT_WIDTH,
                options=self._choices.states,
                is_strict=False,
            )
            for code in scenarios
        )
        notes = (
            Column(f"note@{code}", fields["note"], "", titles[code], 30, is_beside=True)
            for code in scenarios
            if any(len(_notes(group)) > 1 for group in self._groups.values())
        )
        return (
            *(Column(title=title, width=width) for title, width in _LABELS),
            *amounts,
            *(self._column(name, _WIDTHS[name]) for name in PRINTED[GRID]),
            *(self._column(name, _BESIDE_WIDTH, is_beside=True) for name in beside(GRID)),
            *notes,
        )

    def _column(self, name: str, width: float, *, is_beside: bool = False) -> Column:
        leaf = cost_fields()[name]
        return Column(
            key=name,
            field=leaf,
            width=width,
            options=self._choices.of_field(leaf),
            is_strict=bool(leaf.codes),
            is_beside=is_beside,
        )

    def _cells(
        self, lines: Sequence[Line], item: str, columns: Sequence[Column]
    ) -> tuple[CellData, ...]:
        by_scenario = {line["scenario_id"]: line for line in lines}
        terms = {
            name: value
            for name, value in (row_terms(lines) or {}).items()
            if self._terms.get(name) != value
        }
        is_priced = any(map(_has_price, lines))
        if not is_priced and self._choices.asked.phases[item] in _ONCE_PHASES:
            terms["frequency"] = "once"
        notes = _notes(lines)
        shared = next(iter(notes)) if len(notes) == 1 else None
        cells: list[CellData] = []
        for column in columns:
            name, _, scenario = column.key.partition("@")
            line = by_scenario.get(scenario, {})
            if name == "amount":
                cells.append(amount_cell(line, self._choices.lang) if line else None)
            elif name == "note":
                cells.append((line.get("note") if shared is None else None) if scenario else shared)
            else:
                leaf = column.field
                cells.append(self._choices.cell(terms.get(name), leaf) if leaf else None)
        return tuple(cells)


def _notes(lines: Iterable[Line]) -> set[str | None]:
    return {line.get("note") for line in lines}
