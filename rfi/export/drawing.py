"""A chart as values, before anything is drawn: on a slide natively, on a page as SVG."""

from dataclasses import dataclass
from typing import Literal

ChartKind = Literal["stacked", "columns", "bars"]
# How a series is told apart in grey too: solid and dark, diagonal, white with an edge, or the
# pattern that an offer has everywhere.
SOLID, DIAGONAL, WHITE = "solid", "diagonal", "white"


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: figures in the unit of the chart, None for none.

    Attributes:
        name: In the legend.
        values: One a category.
        look: ``SOLID``, ``DIAGONAL``, ``WHITE``, or one of plotly's patterns.
        colour: Of the ink.
    """

    name: str
    values: tuple[float | None, ...]
    look: str = SOLID
    colour: str = "#1c355e"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A native chart.

    Attributes:
        title: What it shows, with its unit; "" where the slide says it.
        kind: Parts upon each other, columns side by side, or bars that run to the right.
        categories: Names; a total stands in the second line of its name.
        series: Figures.
        digits: Printed after the point.
        most: End of the axis, so that two charts beside each other have one scale; None fits it.
        has_labels: Whether figures stand on the parts.
        is_difference: Whether they are this − that: ＋ before an increase, △ before a decrease.
    """

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    digits: int = 1
    most: float | None = None
    has_labels: bool = True
    is_difference: bool = False

    @property
    def shape(self) -> str:
        """Number format of its figures."""
        plain = "0." + "0" * self.digits if self.digits else "#,##0"
        return f'"＋"{plain};"△"{plain};{plain}' if self.is_difference else plain
