"""The same figures for a moving assumption: one dense array instead of the ledger's rows.

The steps are linear in the amount, and what else they read takes few distinct values (the
"factor classes"). So the amounts are summed once by component and class, and for new assumptions
the ledger's own steps run over one row a class. No rule is restated here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.components import Components, components_of
from rfi.normalize.cost.lines import PHASES, Axes
from rfi.normalize.cost.model import NO_DISCOUNT, CostModel
from rfi.normalize.cost.steps import STEPS
from rfi.normalize.step import FloatArray, run_steps
from rfi.scenario.assumptions import AssumptionSet

# Columns that only scale the amount: summed into the entries. All others make up the class.
_LINEAR = ("amount_point", "unit_factor", "quantity_factor", "share", "periods")
MEASURES: Mapping[str, str] = {
    "nominal_jpy": "amount_grown_jpy",
    "nominal_incl_tax_jpy": "amount_grown_incl_tax_jpy",
    "present_value_jpy": "present_value_jpy",
}


@dataclass(frozen=True, slots=True)
class CostFlows:
    """Flows of one scenario over the axes offer × business × item × fiscal year.

    Attributes:
        axes: Names of the first three axes.
        fiscal_years: Names of the last axis.
        values: Measure → array of that shape, yen, of the window; 0 where nothing is priced.
        phases: Measure → offer × phase.
    """

    axes: Axes
    fiscal_years: tuple[int, ...]
    values: Mapping[str, FloatArray]
    phases: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class ComponentFlows:
    """Flows of several scenarios by component and fiscal year.

    Attributes:
        scenarios: Indexes along the first axis.
        values: Measure → scenario × component × fiscal year, yen of the window.
    """

    scenarios: tuple[int, ...]
    values: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class _Entries:
    """Summed amounts of one scenario, one entry a component, year, class and discount."""

    amount: FloatArray
    factor_class: npt.NDArray[np.int64]
    component: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    discount: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CostCube:
    """Amounts by scenario, and the classes whose factors the steps give.

    Attributes:
        axes, fiscal_years, components: Names along the axes, and what offers are made of.
        classes: One row a class of factors.
        entries: Summed amounts by scenario.
        discount_cells: Discount → cells that must all be in scope.
        midpoint_rows: Rows of the model whose price is the middle of a range.
        midpoint_components: The component of each of them.
    """

    axes: Axes
    fiscal_years: tuple[int, ...]
    components: Components
    classes: Mapping[str, FloatArray]
    entries: tuple[_Entries, ...]
    discount_cells: Mapping[int, frozenset[tuple[int, int]]]
    midpoint_rows: npt.NDArray[np.int64]
    midpoint_components: npt.NDArray[np.int64]

    def evaluate(
        self,
        assumptions: AssumptionSet,
        scenarios: Sequence[int],
        scope: npt.NDArray[np.bool_] | None = None,
    ) -> ComponentFlows:
        """Return the flows of quoted scenarios under ``assumptions``.

        Args:
            assumptions: What the steps read.
            scenarios: Indexes of the scenarios.
            scope: business × item, true where the cell counts; None is all. A discount whose
                condition asks for cells outside the scope does not count.
        """
        factors = run_steps(self.classes, assumptions, STEPS)
        lapsed = self.lapsed_discounts(scope)
        size, years = len(self.components), len(self.fiscal_years)
        inside = None if scope is None else scope[self.components.business, self.components.item]
        values: dict[str, FloatArray] = {
            name: np.empty((len(scenarios), size, years), dtype=np.float64) for name in MEASURES
        }
        for index, scenario in enumerate(scenarios):
            entries = self.entries[scenario]
            amount = entries.amount
            if lapsed:
                amount = np.where(np.isin(entries.discount, lapsed), 0.0, amount)
            if inside is not None:
                amount = np.where(inside[entries.component], amount, 0.0)
            cell = entries.component * years + entries.year
            for measure, column in MEASURES.items():
                factor = factors[column].astype(np.float64, copy=False)[entries.factor_class]
                sums = np.bincount(cell, weights=amount * factor, minlength=size * years)
                values[measure][index] = sums.reshape(size, years)
        return ComponentFlows(tuple(scenarios), values)

    def lapsed_discounts(self, scope: npt.NDArray[np.bool_] | None) -> list[int]:
        """Return the discounts whose condition asks for cells outside a business × item scope."""
        return [
            number
            for number, cells in self.discount_cells.items()
            if scope is not None and any(not scope[cell] for cell in cells)
        ]

    def without(self, discounts: Collection[int]) -> "CostCube":
        """Return the amounts with some discounts left out."""
        out = [np.isin(one.discount, list(discounts)) for one in self.entries]
        each = zip(self.entries, out, strict=True)
        kept = (replace(one, amount=np.where(is_out, 0.0, one.amount)) for one, is_out in each)
        return replace(self, entries=tuple(kept))

    def quoted_flows(
        self,
        assumptions: AssumptionSet,
        scenario: int,
        scope: npt.NDArray[np.bool_] | None = None,
    ) -> CostFlows:
        """Return the flows of one quoted scenario by cell; as in ``evaluate``."""
        found = self.evaluate(assumptions, (scenario,), scope)
        return self.flows_of({name: values[0] for name, values in found.values.items()})

    def flows_of(self, values: Mapping[str, FloatArray]) -> CostFlows:
        """Return flows by cell from flows by component (measure → component × fiscal year)."""
        axes, parts = self.axes, self.components
        shape = (len(axes.offers), len(axes.businesses), len(axes.items))
        cells = {measure: parts.by_cell(flow, shape) for measure, flow in values.items()}
        phases: dict[str, FloatArray] = {}
        for measure, flow in values.items():
            by_phase = np.bincount(
                parts.offer * len(PHASES) + parts.phase,
                weights=flow.sum(axis=-1),
                minlength=shape[0] * len(PHASES),
            )
            phases[measure] = by_phase.astype(np.float64).reshape(shape[0], len(PHASES))
        return CostFlows(axes, self.fiscal_years, cells, phases)


def _distinct(
    values: npt.NDArray[np.generic],
) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.int64]]:
    """Return the distinct values, ascending, and the index of each value among them.

    As ``np.unique`` with ``return_inverse``, but quick where few values are distinct; NaN is one
    value and stands last.
    """
    found = np.unique(values)
    return found, np.searchsorted(found, values)


def _classes_of(
    columns: Mapping[str, npt.NDArray[np.generic]],
) -> tuple[dict[str, FloatArray], npt.NDArray[np.int64]]:
    """Return one row a class, and the class of each row."""
    names = [name for name in columns if name not in _LINEAR]
    factor_class = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
    for name in names:
        found, index = _distinct(columns[name].astype(np.float64, copy=False))
        if len(found) > 1:
            _, factor_class = _distinct(factor_class * len(found) + index)
    _, first = np.unique(factor_class, return_index=True)
    representative = {name: columns[name][first].astype(np.float64) for name in names}
    # One yen of each class; the other scales are summed already and stay neutral.
    representative["amount_point"] = np.ones(len(first))
    return representative, factor_class


def build_cube(model: CostModel, fiscal_years: tuple[int, ...] = ()) -> CostCube:
    """Sum the model's rows by scenario, component, year, class and discount.

    Rows are summed in the model's own order, which does not depend on the order of the files.

    Args:
        model: The lines laid out.
        fiscal_years: Years to have columns for, at least those of the model; empty for just those.
    """
    columns = model.columns
    classes, factor_class = _classes_of(columns)
    amount = np.ones(len(model.line))
    for name in _LINEAR:
        amount = amount * columns[name].astype(np.float64, copy=False)
    years = columns["fiscal_year"].astype(np.int64)
    if len(years) and not fiscal_years:
        fiscal_years = tuple(range(int(years.min()), int(years.max()) + 1))
    components, component = components_of(model)
    year = years - (fiscal_years[0] if fiscal_years else 0)
    entries = []
    for scenario in range(len(model.axes.scenarios)):
        rows = np.flatnonzero(model.scenario == scenario)
        # One number for component, year, class and discount, in this order.
        key = component[rows]
        for part in (year, factor_class, model.discount + 1):
            key = key * (int(part.max(initial=0)) + 1) + part[rows]
        order = np.argsort(key, kind="stable")
        sorted_rows = rows[order]
        begins = np.flatnonzero(np.diff(key[order], prepend=-1))
        heads = sorted_rows[begins]
        totals = np.add.reduceat(amount[sorted_rows], begins) if len(rows) else np.zeros(0)
        entries.append(
            _Entries(
                totals, factor_class[heads], component[heads], year[heads], model.discount[heads]
            )
        )
    cells = {number: found for number, found in model.discount_cells.items() if found}
    middles = np.flatnonzero(model.lines.is_midpoint[model.line] & (model.discount == NO_DISCOUNT))
    return CostCube(
        axes=model.axes,
        fiscal_years=fiscal_years,
        components=components,
        classes=classes,
        entries=tuple(entries),
        discount_cells=cells,
        midpoint_rows=middles,
        midpoint_components=component[middles],
    )
