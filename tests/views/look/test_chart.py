"""What goes to the browser of a figure is the figure."""

import json

import plotly.io
import plotly.tools

from rfi.views.look.chart import Figure, SentFigure

FIGURE: Figure = {
    "data": [{"type": "bar", "x": ["A", "B"], "y": [3, 4.5]}],
    "layout": {"title": {"text": "費用"}},
}


def test_a_sent_figure_reaches_the_browser_as_it_is() -> None:
    sent = plotly.tools.return_figure_from_figure_or_data(SentFigure(FIGURE), validate_figure=True)
    assert sent is FIGURE
    assert json.loads(plotly.io.to_json(sent, validate=False)) == FIGURE


def test_the_library_would_have_sent_the_same_with_a_template_beside_it() -> None:
    built = plotly.tools.return_figure_from_figure_or_data(FIGURE, validate_figure=True)
    written = json.loads(plotly.io.to_json(built, validate=False))
    assert written["data"] == FIGURE["data"]
    assert written["layout"]["title"] == FIGURE["layout"]["title"]
