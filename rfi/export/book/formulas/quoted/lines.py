"""明細 and 値引: what was quoted, line by line, and the steps from there to yen of the window."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.export.book.formulas.grid import Cell, Formula, Grid, at, beside
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.quoted import calendar as in_calendar
from rfi.export.book.formulas.quoted.calendar import Calendar
from rfi.export.book.formulas.quoted.discounts import discount_rows_of, empty_grid
from rfi.export.book.formulas.quoted.ledger import Ledger
from rfi.normalize.constants import PERCENT
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.model import NO_DISCOUNT
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import FloatArray, run_steps
from rfi.schema.codelists import load_codelist
from rfi.views.look.reading import TaxBasis

_HEADINGS = (
    *("number", "offer", "scenario", "business", "item", "phase", "kind", "amount", "unit"),
    *("currency", "fx_share", "vendor_fx", "tax", "rate", "quantity", "calendar", "source"),
    *("yen", "period", "nominal", "present"),
)
(
    _NUMBER,
    OFFER,
    SCENARIO,
    BUSINESS,
    ITEM,
    PHASE,
    _KIND,
    _AMOUNT,
    _UNIT,
    _CURRENCY,
    _SHARE,
    _VENDOR,
    _TAX,
    _RATE,
    _QUANTITY,
    CALENDAR,
    _SOURCE,
    _YEN,
    PERIOD,
    NOMINAL,
    PRESENT,
) = range(len(_HEADINGS))
_WIDTHS = (6, 6, 10, 10, 7, 8, 10, 13, 8, 7, 8, 8, 8, 7, 13, 6, 22, 15, 15, 15, 15)
_COLUMNS = (
    *("amount_point", "unit_factor", "is_usd", "fx_share", "vendor_fx_rate", "regime_percent"),
    *("tax_rate_percent", "is_tax_exempt", "is_tax_included"),
)

# Column → what each entry has there.
_Lists = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class LineSheets:
    """The sheets of what was quoted.

    Attributes:
        lines, discounts: The sheets; without a discount the second has no row.
        nominal, present: Yen of the window of each entry, on the tax basis that is read.
    """

    lines: Grid
    discounts: Grid
    nominal: FloatArray
    present: FloatArray


def _yen(columns: _Lists, index: int, names: Names, *, as_quoted: bool) -> str:
    """Return the formula of one amount in yen."""
    amount, unit = beside(_AMOUNT, index), beside(_UNIT, index)
    share, vendor = columns["fx_share"][index], columns["vendor_fx_rate"][index]
    keeps = as_quoted and not math.isnan(vendor)
    rate = beside(_VENDOR, index) if keeps else names.of("fx")
    if columns["is_usd"][index] == 1:
        return f"{amount}*{unit}*{rate}"
    if share and not keeps:
        part, own = beside(_SHARE, index), beside(_VENDOR, index)
        return f"{amount}*{unit}*(1-{part}+{part}/{own}*{names.of('fx')})"
    return f"{amount}*{unit}"


def _taxed(columns: _Lists, index: int, names: Names, percent: float) -> str:
    """Return what an amount is multiplied by for the tax basis that is shown."""
    if columns["is_tax_exempt"][index] == 1:
        return ""
    holds = columns["is_tax_included"][index] == 1
    if math.isnan(percent):
        return f"*{names.of('with_tax' if holds else 'without_tax')}"
    rate, shown = beside(_RATE, index), names.of("is_taxed")
    if holds:
        return f"*IF({shown}=1,1,{PERCENT}/({PERCENT}+{rate}))"
    return f"*IF({shown}=1,({PERCENT}+{rate})/{PERCENT},1)"


def _untaxed(columns: _Lists, index: int, names: Names, percent: float) -> str:
    """Return what an amount is multiplied by for its part without tax: present values have none."""
    if columns["is_tax_exempt"][index] == 1 or columns["is_tax_included"][index] != 1:
        return ""
    if math.isnan(percent):
        return f"*{PERCENT}/({PERCENT}+{PERCENT}*{names.of('tax_rate')})"
    return f"*{PERCENT}/({PERCENT}+{beside(_RATE, index)})"


def line_sheets(
    basis: CostBasis,
    conditions: Conditions,
    ledger: Ledger,
    calendar: Calendar,
    letters: Sequence[str],
    *,
    tax: TaxBasis,
    names: Names,
) -> LineSheets:
    """Return 明細 and 値引.

    Args:
        basis: The answers laid out.
        conditions: As exported.
        ledger: The entries.
        calendar: Their calendar.
        letters: Of the offers.
        tax: Basis of the figures as exported.
        names: What formulas call things.
    """
    model, axes = basis.model, basis.model.axes
    columns: dict[str, npt.NDArray[np.generic]] = {
        name: model.columns[name][ledger.head] for name in _COLUMNS
    }
    columns["quantity_factor"] = ledger.quantity
    steps = steps_named("unit", "currency", "tax", "quantity")
    found = run_steps(columns, conditions.assumptions, steps)
    suffix = "" if tax == "excluded" else "_incl_tax"
    period = found[f"amount_period{suffix}_jpy"].astype(np.float64)
    nominal, present = (
        period * calendar.nominal[calendar.row],
        # Present values are without tax, whatever is shown.
        found["amount_period_jpy"].astype(np.float64) * calendar.present[calendar.row],
    )
    discounts, discount_rows = discount_rows_of(basis, ledger, letters, names)
    grid = empty_grid("lines", names, _HEADINGS, _WIDTHS)
    grid.frozen = 5
    grid.shapes = {_AMOUNT: "#,##0.####", _QUANTITY: "#,##0.######", _RATE: "0.##", _SHARE: "0.##"}
    as_quoted = conditions.assumptions.choice("fx_basis") == "as_quoted"
    taxes, phases = load_codelist("tax_kinds"), load_codelist("phases")
    frame, lang = basis.tables["cost_lines"], names.lang
    ids = frame["line_id"].tolist() if "line_id" in frame else [""] * len(frame)
    # Plain numbers: one figure of an array after the other is slow to take.
    given = {name: np.asarray(column).tolist() for name, column in columns.items()}
    yen_of, period_of = (np.asarray(one).tolist() for one in (found["amount_jpy"], period))
    nominal_of, present_of = nominal.tolist(), present.tolist()
    entry_line, entry_row = ledger.line.tolist(), calendar.row.tolist()
    entry_scenario, entry_cell = ledger.scenario.tolist(), ledger.cell.tolist()
    lines = model.lines
    offer_of, business_of, item_of = (
        axis.tolist() for axis in (lines.offer, lines.business, lines.item)
    )
    phase_of = [PHASES[phase] for phase in basis.cube.components.phase_of_cell.tolist()]
    for index, discount in enumerate(ledger.discount.tolist()):
        line, row = entry_line[index], entry_row[index]
        is_price = discount == NO_DISCOUNT
        own, regime = given["tax_rate_percent"][index], given["regime_percent"][index]
        percent = regime if math.isnan(own) else own
        kind = (
            "exempt"
            if given["is_tax_exempt"][index] == 1
            else ("included" if given["is_tax_included"][index] == 1 else "excluded")
        )
        amount: Cell = given["amount_point"][index]
        if not is_price:
            used = at(len(discounts.headings) - 1, discount_rows[discount])
            amount = Formula(names.sheet("discounts", used), given["amount_point"][index])
        vendor, share = given["vendor_fx_rate"][index], given["fx_share"][index]
        weights = [
            names.sheet("calendar", at(column, row))
            for column in (in_calendar.NOMINAL, in_calendar.PRESENT)
        ]
        taxed = _taxed(given, index, names, percent)
        bare = _untaxed(given, index, names, percent)
        yen, quantity, here = (beside(one, index) for one in (_YEN, _QUANTITY, PERIOD))
        grid.rows.append(
            [
                float(index + 1),
                letters[offer_of[line]],
                axes.scenarios[entry_scenario[index]],
                axes.businesses[business_of[line]],
                axes.items[item_of[line]],
                phases.title(phase_of[ledger.cells[entry_cell[index]].cell_phase], lang),
                names.word("lines.price" if is_price else "lines.discount"),
                amount,
                given["unit_factor"][index],
                "USD" if given["is_usd"][index] == 1 else "JPY",
                share or None,
                None if math.isnan(vendor) else vendor,
                taxes.title(kind, lang),
                None if math.isnan(percent) else percent,
                given["quantity_factor"][index],
                float(row + 1),
                str(ids[int(lines.table_row[line])]),
                Formula(_yen(given, index, names, as_quoted=as_quoted), yen_of[index]),
                Formula(f"{yen}*{quantity}{taxed}", period_of[index]),
                Formula(f"{here}*{weights[0]}", nominal_of[index]),
                Formula(f"{yen}*{quantity}{bare}*{weights[1]}", present_of[index]),
            ]
        )
    return LineSheets(grid, discounts, nominal, present)
