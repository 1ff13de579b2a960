"""A step of a computation over columns: it names what it reads and only adds columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rfi.scenario.assumptions import AssumptionSet

FloatArray = npt.NDArray[np.float64]
Columns = Mapping[str, npt.NDArray[np.generic]]
Compute = Callable[[Mapping[str, FloatArray], AssumptionSet], Mapping[str, FloatArray]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: Also the key of its wording (``step.<name>``).
        adds: Columns it adds → unit, a code of ``step_units``.
        uses: Columns it reads.
        reads: Assumptions it reads.
        compute: Columns and those assumptions → the added columns.
        neutral: Column it reads → what stands for it where a caller has no such column: a value
            that changes nothing, or NaN for "not known".
    """

    name: str
    adds: Mapping[str, str]
    uses: tuple[str, ...]
    reads: tuple[str, ...]
    compute: Compute
    neutral: Mapping[str, float] = field(default_factory=dict)

    def given(self, columns: Columns) -> dict[str, FloatArray]:
        """Return the columns that the step reads; a neutral one has no axis of its own.

        Raises:
            KeyError: a column without a neutral value is not there.
        """
        return {
            name: np.asarray(
                self.neutral[name]
                if name in self.neutral and name not in columns
                else columns[name],
                dtype=np.float64,
            )
            for name in self.uses
        }


def run_steps(
    columns: Columns, assumptions: AssumptionSet, steps: Sequence[Step]
) -> dict[str, npt.NDArray[np.generic]]:
    """Return ``columns`` and what the steps add; ``columns`` itself comes back untouched.

    Args:
        columns: Arrays of one shape, or of shapes that broadcast.
        assumptions: What the steps read.
        steps: In the order to run them.

    Raises:
        KeyError: a step uses a column or an assumption that is not there.
        ValueError: a step would overwrite a column.
    """
    result = dict(columns)
    for step in steps:
        added = step.compute(step.given(result), assumptions.only(step.reads))
        if set(added) != set(step.adds) or set(added) & set(result):
            message = f"step {step.name} adds {sorted(added)} over {sorted(step.adds)}"
            raise ValueError(message)
        result.update(added)
    return result
