"""Conditions, the group: which cities share, and how."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from rfi.app.frame.controls import take_assumption, take_value
from rfi.app.frame.faults import guarded
from rfi.app.frame.notices import tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.slider.slider import show_range, steps_between
from rfi.app.frame.widget_state import heard, showing
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.compare.round.chosen_conditions import sharing_method
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import trimmed
from rfi.views.conditions.city_figures import view_group
from rfi.views.conditions.city_list import city_label

_MAX_WEIGHT = 1e9
_BESIDE = 2
_PERCENT, _STEP = 100, 0.01


def _members_given(here: Current) -> None:
    codes = set(heard("group_members"))
    city = chosen_now().city
    if codes and city and city.code not in codes:
        codes.add(city.code)
        tell_next("info", here.word("group.kept"))
    choose(chosen_now().with_group(codes))


def _weight_given(code: str, here: Current) -> None:
    weights = dict(chosen_now().own_weights)
    weights[code] = float(heard(f"group_weight_{code}") or 0.0)
    if sum(weights.values()) <= 0:
        tell_next("error", here.word("group.weights_zero"))
        return
    choose(replace(chosen_now(), own_weights=tuple(sorted(weights.items()))))


def _show_weights(here: Current) -> None:
    names = {city.code: city.name for city in here.evaluation.conditions.group}
    columns = st.columns(_BESIDE, gap="small")
    for index, (code, weight) in enumerate(chosen_now().own_weights):
        with columns[index % _BESIDE]:
            # A name may be typed in: it is shown as it is, never as the markup of a label.
            st.html(f'<div class="rfi-part">{escape(names.get(code, code))}</div>')
            st.number_input(
                here.word("group.weight", number=index + 1),
                0.0,
                _MAX_WEIGHT,
                step=1.0,
                format="%g",
                key=showing(f"group_weight_{code}", float(weight)),
                on_change=guarded(_weight_given),
                args=(code, here),
                label_visibility="collapsed",
            )


def show_equal_share(key: str, here: Current) -> None:
    """Show the slider of what is divided equally; the rest goes by residents."""
    equal = here.evaluation.conditions.assumptions.number("sharing_equal_ratio")
    show_range(
        here.word("group.equal"),
        steps_between(0.0, 1.0, _STEP, equal),
        equal,
        lambda share: f"{trimmed(share * _PERCENT)}%",
        key=key,
        take=partial(take_value, "sharing_equal_ratio", here),
        about=here.word("group.equal.help"),
    )


def _show_sharing(here: Current) -> None:
    methods = load_codelist("sharing_methods")
    method = sharing_method(chosen_now(), here.answers)
    st.selectbox(
        here.word("group.method"),
        methods.codes,
        format_func=lambda code: methods.title(code, here.lang),
        key=showing("group_method", method),
        on_change=guarded(take_assumption),
        args=("sharing_method", "group_method", here),
    )
    if method == "mixed":
        show_equal_share("group_equal", here)
    elif method == "own":
        _show_weights(here)


def _show_members(here: Current) -> None:
    city = chosen_now().city
    typed = (city.code,) if city and city.is_typed else ()
    st.multiselect(
        here.word("group.members"),
        (*typed, *here.cities),
        format_func=lambda code: city_label(code, here.cities, here.lang),
        placeholder=here.word("group.members.none"),
        key=showing("group_members", list(chosen_now().group)),
        on_change=guarded(_members_given),
        args=(here,),
        select_all=False,
    )


def show_partners(here: Current) -> None:
    """Show members and key in one row, above what they decide."""
    with st.container(horizontal=True, vertical_alignment="top", key="partners"):
        _show_members(here)
        if here.evaluation.conditions.group:
            _show_sharing(here)


def show_group(here: Current) -> None:
    """Let members, sharing method and weights be chosen."""
    left, right = st.columns([5, 7], gap="medium")
    city = chosen_now().city
    group = here.evaluation.conditions.group
    with left:
        _show_members(here)
        if group:
            _show_sharing(here)
    with right:
        if not group:
            st.info(here.word("group.none"))
            return
        if city is None:
            st.info(here.word("group.no_city"))
        is_own = sharing_method(chosen_now(), here.answers) == "own"
        weights = dict(chosen_now().own_weights) if is_own else {}
        show_table(view_group(group, weights, here.reading), here)
