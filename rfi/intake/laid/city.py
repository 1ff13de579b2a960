"""A municipality's own table of budgets or contracts → today's cost of the city."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from rfi.document.grid.grid import Grid
from rfi.intake.laid.heads import CityHead
from rfi.intake.layout.apply import AnswerHead, Applied, apply_layout
from rfi.intake.layout.layout import Layout
from rfi.intake.layout.lines import unit_factor
from rfi.intake.layout.reconciliation import plain
from rfi.scenario.city.cells import Findings
from rfi.scenario.city.city_draft import TO_CONFIRM, CityDraft
from rfi.scenario.city.table import CityTable

# Of a city only the costs are read; what an answer would be called is never seen.
_NO_ANSWER = AnswerHead("city", 1, "city", "city", "city", "2000-04-01", 12)
_YEAR = 12
Cell = tuple[str, str, int]
Row = tuple[dict[str, Any], str]


def applied_to_city(grid: Grid, layout: Layout) -> Applied:
    """Return the lines that a table comes to, before they are costs of a city."""
    return apply_layout(grid, layout, _NO_ANSWER)


def _fiscal_year(line: Mapping[str, Any], head: CityHead) -> int:
    """Return the year of an amount: its column names it, else the whole table is of one."""
    if "start_on" in line:
        return int(line["start_on"][:4])
    if "accepted_on" in line:
        return int(line["accepted_on"][:4]) - 1
    return head.fiscal_year


def _of_a_year(line: Mapping[str, Any]) -> Fraction | None:
    """Return what a line costs in one fiscal year, in its unit; None where it is not one figure."""
    if "amount" not in line:
        return None
    amount = Fraction(str(line["amount"])) * Fraction(str(line.get("quantity", 1)))
    if line["frequency"] == "monthly":
        return amount * int(line.get("months", _YEAR))
    if line["frequency"] == "term_total":
        # Of a contract of several years the part of one.
        months = int(line.get("months", _YEAR))
        return amount * _YEAR / max(months, _YEAR)
    return amount


def _cells(made: Applied, head: CityHead) -> dict[Cell, list[Row]]:
    """Return the rows of each business, item and year, each beside the name of its cell."""
    found: dict[Cell, list[Row]] = {}
    for index, line in enumerate(made.value["offers"][0]["cost_lines"]):
        place = made.origins[f"/offers/0/cost_lines/{index}"]
        # A dash, or words such as "free" in place of an amount: nothing is paid for it.
        if "unit" not in line:
            continue
        cell = (line["businesses"][0], line["item"], _fiscal_year(line, head))
        row: dict[str, Any] = {
            "business": cell[0],
            "item": cell[1],
            "fiscal_year": cell[2],
            "source": head.source,
            "status": TO_CONFIRM,
            "note": line["label"],
        }
        yearly = _of_a_year(line)
        if yearly is not None:
            row |= {"amount": plain(yearly), "unit": line["unit"], "tax": line["tax"]}
        found.setdefault(cell, []).append((row, place))
    return found


def _sum(rows: list[Row]) -> list[Row]:
    """Return the contracts of one cell as one, where they are of one tax basis."""
    taxes = {row.get("tax") for row, _ in rows}
    if len(rows) == 1 or len(taxes) > 1 or None in taxes:
        return rows
    yen = sum(
        (Fraction(str(row["amount"])) * unit_factor(row["unit"]) for row, _ in rows), Fraction(0)
    )
    first, place = rows[0]
    notes = " / ".join(dict.fromkeys(row["note"] for row, _ in rows))
    places = ", ".join(place for _, place in rows)
    one = {**first, "amount": plain(yen), "unit": "one", "note": notes}
    return [({**one, "source": f"{first['source']} {places}"}, place)]


def _placed(rows: list[Row]) -> list[Row]:
    """Put the cell beside the source, unless two say the same: those are doubted as they are."""
    said = [(row.get("amount"), row.get("tax"), row["note"]) for row, _ in rows]
    if len(set(said)) < len(said):
        return rows
    return [({**row, "source": f"{row['source']} {place}"}, place) for row, place in rows]


def _unread(made: Applied, head: CityHead) -> Iterable[int]:
    return [head.fiscal_year for one in made.issues if one.code == "layout_amount_unread"][:1]


def city_table(grid: Grid, layout: Layout, head: CityHead) -> CityTable:
    """Return the current costs that a municipality's own table comes to.

    Each amount is that of one fiscal year: a monthly one twelve times, of a contract of several
    years the part of one. Contracts of one business, item and year are added up where the head
    says so; otherwise they are told as those of any table of cities are.

    Args:
        grid: The file.
        layout: What its columns and rows mean.
        head: What the file does not say.
    """
    made = applied_to_city(grid, layout)
    cells = _cells(made, head)
    shaped = {
        cell: _sum(rows) if head.adds_contracts and len(rows) > 1 else _placed(rows)
        for cell, rows in cells.items()
    }
    findings = Findings()
    draft = CityDraft(names=[(head.name, "")], unread_years=list(_unread(made, head)))
    draft.costs.update({cell: list(rows) for cell, rows in shaped.items()})
    value = draft.profile(head.code, findings)
    unread = {head.code: tuple(draft.unread_years)} if draft.unread_years else {}
    issues = (*made.issues, *findings.end())
    return CityTable((value,), unread, (), issues, is_known=True)
