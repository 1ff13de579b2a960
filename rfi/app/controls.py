"""The conditions that move live, in one row above every comparing page."""

from collections.abc import Iterable

import streamlit as st

from rfi.app.cache import answers_of
from rfi.app.session import keep_choices, workspace
from rfi.app.workspace import Choices
from rfi.text.wording import Lang, text
from rfi.views.conditions import trimmed
from rfi.views.display import MONEY_UNITS, TAX_BASES

FX_FROM, FX_TO, FX_STEP = 100.0, 180.0, 1.0
HORIZONS = (60, 120)
DISCOUNT_RATES = (0.0, 0.01, 0.02, 0.035, 0.04)
_PERCENT = 100
_KEYS = ("scenario", "fx", "horizon", "discount", "tax", "unit")


def _with_own(options: Iterable[float], own: float) -> list[float]:
    return sorted({*options, own})


def _start(name: str, value: object) -> str:
    """Give a widget the value of the workspace when it has none of its own yet."""
    key = f"control_{name}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def forget_controls() -> None:
    """Let every control start from the workspace again."""
    for name in _KEYS:
        st.session_state.pop(f"control_{name}", None)


def show_controls(lang: Lang) -> None:
    """Show the row and keep what is chosen."""
    here = workspace()
    answers, choices = answers_of(here), here.choices
    values, scenarios = answers.assumptions, answers.questionnaire.scenarios

    def word(name: str) -> str:
        return text(f"app.control.{name}", lang)

    base_fx = values.number("fx_usd_jpy")
    base_rate, base_months = values.number("discount_rate"), int(values.number("horizon_months"))
    own_fx = base_fx if choices.fx_usd_jpy is None else choices.fx_usd_jpy
    with st.container(horizontal=True, vertical_alignment="top", key="controls"):
        scenario = st.selectbox(
            word("scenario"),
            tuple(scenarios),
            format_func=lambda code: scenarios[code].title,
            key=_start(
                "scenario", choices.scenario_id or answers.questionnaire.default_scenario_id
            ),
            width=220,
        )
        fx = st.slider(
            word("fx"),
            min(FX_FROM, base_fx),
            max(FX_TO, base_fx),
            step=FX_STEP,
            format=word("fx.format"),
            key=_start("fx", own_fx),
            help=text("app.control.fx.help", lang, rate=trimmed(base_fx)),
            width=230,
        )
        horizon = st.segmented_control(
            word("horizon"),
            [int(months) for months in _with_own(HORIZONS, base_months)],
            format_func=lambda months: text("view.conditions.months", lang, months=months),
            key=_start("horizon", choices.horizon_months or base_months),
            required=True,
            width="content",
        )
        discount = st.selectbox(
            word("discount"),
            _with_own(DISCOUNT_RATES, base_rate),
            format_func=lambda rate: f"{trimmed(rate * _PERCENT)}%",
            key=_start(
                "discount",
                base_rate if choices.discount_rate is None else choices.discount_rate,
            ),
            width=96,
        )
        tax = st.segmented_control(
            word("tax"),
            TAX_BASES,
            format_func=lambda code: word(f"tax.{code}"),
            key=_start("tax", choices.tax),
            required=True,
            width="content",
        )
        unit = st.segmented_control(
            word("unit"),
            MONEY_UNITS,
            format_func=lambda code: word(f"unit.{code}"),
            key=_start("unit", choices.unit),
            required=True,
            width="content",
        )
    keep_choices(
        Choices(
            scenario_id=scenario,
            fx_usd_jpy=None if fx == base_fx else fx,
            horizon_months=None if horizon in {None, base_months} else horizon,
            discount_rate=None if discount == base_rate else discount,
            tax=tax or "excluded",
            unit=unit or "thousand",
        )
    )
