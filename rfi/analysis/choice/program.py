"""Linear and mixed-integer programs, small and solved to the proven optimum. The home of HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from highspy import _core

from rfi.analysis.choice.constants import PROGRAM_GAP, PROGRAM_NODES
from rfi.normalize.step import FloatArray

_STATUS = highspy.HighsModelStatus


@dataclass(slots=True)
class Program:
    """min cost·x over rows low ≤ a·x ≤ high and 0 ≤ x ≤ upper, or free where ``lower`` says so.

    Attributes:
        cost: Of each variable.
        lower, upper: Bounds of each variable.
        is_whole: Whether each variable takes whole numbers only.
        rows: (columns, coefficients, low, high) of each row.
    """

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Sequence[int], Sequence[float], float, float]] = field(default_factory=list)

    def add(
        self, cost: float, lower: float = 0.0, upper: float = np.inf, *, is_whole: bool = False
    ) -> int:
        """Add a variable and return its index."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        return len(self.cost) - 1

    def bind(
        self,
        columns: Sequence[int],
        coefficients: Sequence[float],
        low: float = -np.inf,
        high: float = np.inf,
    ) -> None:
        """Add the row low ≤ Σ coefficient·x ≤ high."""
        self.rows.append((columns, coefficients, low, high))

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.col_cost_ = np.array(self.cost)
        model.col_lower_, model.col_upper_ = np.array(self.lower), np.array(self.upper)
        model.row_lower_ = np.array([low for *_, low, _ in self.rows])
        model.row_upper_ = np.array([high for *_, high in self.rows])
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row[0]) for row in self.rows)])
        matrix.index_ = np.array([column for row in self.rows for column in row[0]])
        matrix.value_ = np.array([value for row in self.rows for value in row[1]], dtype=np.float64)
        if any(self.is_whole):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[one] for one in self.is_whole]
        return model

    def solve(self, below: float = np.inf) -> "Solution | None":
        """Return the optimum; None where no x keeps all rows, or none was found in the nodes.

        Args:
            below: Of a mixed-integer program: what costs more is not looked for.

        Raises:
            ArithmeticError: the program has no bound.
        """
        # The class around it greets on standard output, which belongs to the command line.
        solver = _core._Highs()  # noqa: SLF001 - it has no public name
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", PROGRAM_GAP),
            ("mip_max_nodes", PROGRAM_NODES),
            ("objective_bound", below),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        solver.run()
        status = solver.getModelStatus()
        if status in {_STATUS.kInfeasible, _STATUS.kObjectiveBound}:
            return None
        is_proven = status == _STATUS.kOptimal
        if not is_proven and status != _STATUS.kSolutionLimit:
            message = f"the program was not solved: {solver.modelStatusToString(status)}"
            raise ArithmeticError(message)
        found = solver.getSolution()
        if not found.value_valid:
            return None
        return Solution(np.array(found.col_value), np.array(found.row_dual), is_proven)


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found.

    Attributes:
        value: Of each variable.
        dual: Of each row of a linear program.
        is_proven: Whether nothing better can be; else the nodes that may be looked at ran out.
    """

    value: FloatArray
    dual: FloatArray
    is_proven: bool
