"""The rule of scoring: off until a formula is chosen."""

import streamlit as st

from rfi.app.frame.controls import take_assumption, with_value
from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.schema.codelists import load_codelist

_FORMULA_WIDTH, _POINTS_WIDTH, _WIDE = 240, 92, 190
_MOST_POINTS, _MOST_MILLIONS = 10_000.0, 1e6
_MILLION = 1e6
_POINTS = ("cost", "residents", "staff")


def _take_ceiling(widget: str, here: Current) -> None:
    given = heard(widget)
    if given is not None:
        value = given * _MILLION if given else None
        words = here.word("changed_by")
        choose(with_value(chosen_now(), "score_ceiling_jpy", value, here.answers, words))


def _take_must(widget: str, here: Current) -> None:
    value = "on" if heard(widget) else "off"
    choose(with_value(chosen_now(), "score_must", value, here.answers, here.word("changed_by")))


def show_scoring_controls(here: Current) -> bool:
    """Show formula, points, ceiling and rounding in one row.

    Returns:
        That this is not all: the contents of the section follow.
    """
    values = here.evaluation.conditions.assumptions
    formulas, roundings = load_codelist("scoring_formulas"), load_codelist("scoring_roundings")
    with st.container(horizontal=True, vertical_alignment="bottom", key="scoring_rule"):
        st.selectbox(
            here.word("choice.scoring.formula"),
            formulas.codes,
            format_func=lambda code: formulas.title(code, here.lang),
            key=showing("scoring_formula", values.choice("scoring")),
            on_change=guarded(take_assumption),
            args=("scoring", "scoring_formula", here),
            width=_FORMULA_WIDTH,
        )
        if here.evaluation.choices.scoring is None:
            return False
        for name in _POINTS:
            st.number_input(
                here.word(f"choice.scoring.{name}"),
                0.0,
                _MOST_POINTS,
                step=5.0,
                format="%g",
                key=showing(f"score_{name}", float(values.get(f"score_{name}") or 0)),
                on_change=guarded(take_assumption),
                args=(f"score_{name}", f"score_{name}", here),
                width=_POINTS_WIDTH,
            )
        st.number_input(
            here.word("choice.scoring.ceiling"),
            0.0,
            _MOST_MILLIONS,
            step=100.0,
            format="%g",
            key=showing("score_ceiling", float(values.get("score_ceiling_jpy") or 0) / _MILLION),
            on_change=guarded(_take_ceiling),
            args=("score_ceiling", here),
            width=_WIDE,
        )
        st.selectbox(
            here.word("choice.scoring.rounding"),
            roundings.codes,
            format_func=lambda code: roundings.title(code, here.lang),
            key=showing("score_rounding", values.choice("score_rounding")),
            on_change=guarded(take_assumption),
            args=("score_rounding", "score_rounding", here),
            width=_WIDE,
        )
        st.toggle(
            here.word("choice.scoring.must"),
            key=showing("score_must", values.choice("score_must") == "on"),
            on_change=guarded(_take_must),
            args=("score_must", here),
        )
    return False
