"""A figure on its way to the browser: as it is, without the library's walk over every property."""

from plotly.basedatatypes import BaseFigure

from rfi.views.look.chart import Figure


class SentFigure(BaseFigure):  # type: ignore[misc] # plotly ships no types
    """A figure that says it is one of the library's, and hands its dict on untouched.

    Streamlit builds a validated figure out of a plain dict for every chart of every run, which
    costs more than all else about it; tests validate every figure instead.
    """

    def __init__(self, figure: Figure) -> None:
        """Hold a figure; the base class would build and validate it."""
        self._figure = figure

    def to_dict(self) -> Figure:
        """Return the figure."""
        return self._figure
