"""The conditions that move live, behind one button on every comparing page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from rfi.app.frame.faults import acting
from rfi.app.frame.navigation import show_link
from rfi.app.frame.slider.rate import show_rate
from rfi.app.frame.widget_state import heard
from rfi.app.session.cache import answers_of
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now, keep_choices, language, workspace
from rfi.app.session.workspace import Choices
from rfi.compare.round.answers import AnswerSet
from rfi.scenario.assumptions import AssumptionValue
from rfi.scenario.chosen import Chosen, ChosenCity
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.conditions.city_list import short_label
from rfi.views.look.reading import MONEY_UNITS, TAX_BASES

HORIZONS = (60, 120)
DISCOUNT_RATES = (0.0, 0.01, 0.02, 0.035, 0.04)
# What the switch for levelling turns on; the Conditions page offers the others.
LEVEL_ON, LEVEL_OFF = "median", "off"
_PERCENT = 100
_RATE_WIDTH = 170
_KEYS = ("city", "scenario", "horizon", "discount", "tax", "unit", "levelling")


def _with_own(options: Iterable[float], *own: float) -> list[float]:
    return sorted({*options, *own})


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


def with_value(
    chosen: Chosen, key: str, value: AssumptionValue, answers: AnswerSet, source: str
) -> Chosen:
    """Return the choice with an assumption moved; back at the round's own value it is no change.

    A value that is in force already keeps its owner.
    """
    base = answers.assumptions.values[key]
    in_force = chosen.value_of(key) if chosen.has_changed(key) else base.value
    if value == in_force:
        return chosen
    if value == base.value:
        return chosen.with_assumption(key, None)
    return chosen.with_assumption(key, replace(base, value=value, source=source, note=""))


def take_value(key: str, here: Current, value: AssumptionValue) -> None:
    """Let a value hold for an assumption, in every control of it."""
    choose(with_value(chosen_now(), key, value, here.answers, here.word("changed_by")))
    forget_controls()


def take_assumption(key: str, widget: str, here: Current) -> None:
    """Let the value that a widget gave hold for an assumption, in every control of it."""
    value = heard(widget)
    if value is not None:
        take_value(key, here, value)


def _choose_place(choices: Choices, answers: AnswerSet, lang: Lang) -> Chosen:
    """Show city and scenario; return the choice with them."""
    cities, chosen = answers.cities.known, choices.chosen
    scenarios = answers.questionnaire.scenarios
    typed = (chosen.city.code,) if chosen.city and chosen.city.is_typed else ()
    own = chosen.city.code if chosen.city else ""
    names = Counter(city.name for city in cities.values())
    code = st.selectbox(
        text("app.control.city", lang),
        ("", *typed, *cities),
        format_func=lambda one: short_label(one, cities, names, lang),
        key=_start("city", own),
        help=text("app.control.city.help", lang),
        width=210,
    )
    if code != own:
        was = chosen.group
        chosen = chosen.with_city(ChosenCity(code) if code else None)
        if code and was and code not in was:
            st.toast(text("app.control.city.joined", lang))
    if code:
        st.selectbox(
            text("app.control.scenario", lang),
            (text("app.control.scenario.by_city", lang),),
            disabled=True,
            key="control_scenario_by_city",
            width=260,
        )
        return chosen
    in_force = chosen.scenario_id or answers.questionnaire.default_scenario_id
    scenario = st.selectbox(
        text("app.control.scenario", lang),
        tuple(scenarios),
        format_func=lambda one: scenarios[one].title,
        key=_start("scenario", in_force),
        width=260,
    )
    return chosen if scenario == in_force else replace(chosen, scenario_id=scenario)


def _back_to_standard() -> None:
    """Let the round's own assumptions hold again; city, group and scope stay."""
    here = workspace().choices
    keep_choices(replace(here, chosen=replace(here.chosen, assumptions=())))
    forget_controls()


def _take_rate(rate: float) -> None:
    choices, answers = workspace().choices, answers_of(workspace())
    source = text("app.changed_by", language())
    choose(with_value(choices.chosen, "fx_usd_jpy", rate, answers, source))


def show_controls(lang: Lang) -> None:
    """Show the button behind which the conditions are changed, and keep what is chosen there."""
    label = text("app.control.open", lang)
    box = st.popover(label, key="controls_open", on_change="rerun", width="content")
    if box.open:
        with box:
            _show_open(lang)


def _show_open(lang: Lang) -> None:
    here = workspace()
    answers, choices = answers_of(here), here.choices
    values, changed = answers.assumptions, answers.assumptions.owned(choices.chosen.assumptions)

    def word(name: str) -> str:
        return text(f"app.control.{name}", lang)

    base_rate, own_rate = values.number("discount_rate"), changed.number("discount_rate")
    base_months, own_months = values.number("horizon_months"), changed.number("horizon_months")
    level = changed.choice("levelling")
    with st.container(horizontal=True, key="controls_place"):
        chosen = _choose_place(choices, answers, lang)
    with st.container(horizontal=True, key="controls_values"):
        own_fx, base_fx = changed.number("fx_usd_jpy"), values.number("fx_usd_jpy")
        show_rate(own_fx, base_fx, lang, key="control_fx", take=_take_rate, width=_RATE_WIDTH)
        horizon = st.segmented_control(
            word("horizon"),
            [int(months) for months in _with_own(HORIZONS, base_months, own_months)],
            format_func=lambda months: text("app.control.months", lang, months=months),
            key=_start("horizon", int(own_months)),
            required=True,
            width="content",
        )
        discount = st.selectbox(
            word("discount"),
            _with_own(DISCOUNT_RATES, base_rate, own_rate),
            format_func=lambda rate: f"{trimmed(rate * _PERCENT)}%",
            key=_start("discount", own_rate),
            width=90,
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls_reading"):
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
        is_levelled = st.toggle(
            word("levelling"),
            key=_start("levelling", level != LEVEL_OFF),
            help=word("levelling.help"),
        )
    with st.container(horizontal=True, vertical_alignment="center", key="controls_more"):
        back = word("back")
        st.button(back, on_click=acting(_back_to_standard), key="controls_back", type="tertiary")
        show_link("conditions", word("more"))
    moved: dict[str, AssumptionValue] = {
        "horizon_months": horizon or int(own_months),
        "discount_rate": discount,
    }
    if is_levelled != (level != LEVEL_OFF):
        usual = values.choice("levelling")
        level_on = LEVEL_ON if usual == LEVEL_OFF else usual
        moved["levelling"] = level_on if is_levelled else LEVEL_OFF
    for key, value in moved.items():
        chosen = with_value(chosen, key, value, answers, text("app.changed_by", lang))
    keep_choices(replace(choices, chosen=chosen, tax=tax or "excluded", unit=unit or "thousand"))
