"""Offers as dots on one line."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rfi.views.look.band.axis import axis_around
from rfi.views.look.band.dots import Dot, dot_line
from rfi.views.look.chart import scale_of

AXIS = axis_around(100.0, scale_of([100.0]))


def places(html: str, look: str) -> list[float]:
    return [float(at) for at in re.findall(rf'class="{look}[^"]*" style="left:([-\d.]+)%', html)]


def test_the_line_runs_over_exact_figures_and_an_open_one_is_a_dashed_circle() -> None:
    html = dot_line(
        AXIS,
        [
            Dot("A", -50.0, is_open=False),
            Dot("B", 50.0, is_open=False),
            Dot("C", -90.0, is_open=True),
        ],
    )
    assert places(html, "rfi-reach") == [AXIS.at(-50.0)]
    assert html.count("rfi-dot-open") == 1
    assert "rfi-fill-C" not in html


def test_what_lies_outside_is_named_once_at_its_edge() -> None:
    html = dot_line(
        AXIS,
        [
            Dot("D", -300.0, is_open=True),
            Dot("E", -400.0, is_open=True),
            Dot("A", 900.0, is_open=False),
        ],
    )
    assert "◀ED" in html
    assert "A▶" in html


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=8))
def test_no_letter_covers_another(values: list[float]) -> None:
    dots = [Dot("ABCDEFGH"[index], value, is_open=False) for index, value in enumerate(values)]
    html = dot_line(AXIS, dots)
    for lane in ("rfi-above", "rfi-under"):
        found = sorted(places(html, f"rfi-dot-letter {lane}"))
        assert all(after - here > 4 for here, after in pairwise(found))
