"""Conditions, the city: one of the list or typed in, and its figures."""

from dataclasses import replace
from html import escape

import streamlit as st

from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.notices import tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.conditions.city_files import show_city_upload
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.scenario.chosen import ChosenCity
from rfi.scenario.city.city import MAX_PEOPLE, City, CityFigure, CityVolume
from rfi.schema.codelists import load_codelist
from rfi.views.conditions.chosen_words import city_figure_words, status_title
from rfi.views.conditions.city_figures import view_cities, view_volumes
from rfi.views.conditions.city_list import cities_in, city_label, prefectures

_MAX_FIGURE = 1e12
_MAX_NAME = 40
_PERCENT = 100.0
_LIST_HEIGHT = 310
_TO_CONFIRM = "to_confirm"
_WIDTHS = (2.6, 1.9, 1.3, 4.0, 1.1)


def choose_city(city: ChosenCity | None, here: Current) -> None:
    """Show another city; where there is a group it joins that, and this is said."""
    before = chosen_now()
    after = before.with_city(city)
    choose(after)
    if city and before.group and city.code not in before.group:
        tell_next("info", here.word("control.city.joined"))


def _picked(here: Current) -> None:
    code = heard("city_choice")
    own = chosen_now().city
    if own is None or code != own.code:
        choose_city(ChosenCity(code) if code else None, here)


def _typed(here: Current) -> None:
    name, people = heard("typed_name").strip(), heard("typed_population")
    if not name or people is None:
        tell_next("error", here.word("city.typed.incomplete"))
    elif name in here.cities:
        choose_city(ChosenCity(name), here)
    else:
        choose_city(ChosenCity(name, int(people)), here)


def _show_pickers(here: Current) -> None:
    chosen = chosen_now().city
    own = chosen.code if chosen else ""
    with st.container(horizontal=True, vertical_alignment="bottom", key="city_pick"):
        prefecture = st.selectbox(
            here.word("city.prefecture"),
            prefectures(here.cities),
            index=None,
            placeholder=here.word("trace.any"),
            key="city_prefecture",
            width=150,
        )
        found = cities_in(prefecture, here.cities)
        st.selectbox(
            here.word("city.choose", count=len(here.cities)),
            ("", *(() if not own or own in found else (own,)), *found),
            format_func=lambda code: city_label(code, here.cities, here.lang),
            key=showing("city_choice", own),
            on_change=guarded(_picked),
            args=(here,),
            width=270,
        )
        st.text_input(
            here.word("city.typed.name"), max_chars=_MAX_NAME, key="typed_name", width=190
        )
        st.number_input(
            here.word("city.typed.population"),
            1,
            MAX_PEOPLE,
            value=None,
            step=1000,
            key="typed_population",
            width=170,
        )
        st.button(
            here.word("city.typed.use"), on_click=acting(_typed), args=(here,), key="typed_use"
        )
        if own:
            st.button(
                here.word("city.leave"),
                on_click=acting(choose_city),
                args=(None, here),
                key="city_leave",
            )


def _figure_given(key: str, here: Current) -> None:
    own, value = chosen_now().city, heard(f"city_figure_{key}")
    if own is None:
        return
    figure = None
    if value is not None:
        unit = load_codelist("city_figure_keys").rows[key]["unit"]
        figure = CityFigure(float(value), unit, here.word("changed_by"), _TO_CONFIRM)
    if key == "population" and own.is_typed and value is not None:
        own = replace(own, population=int(value))
    choose(replace(chosen_now(), city=own.with_figure(key, figure)))


def _back_to_profile(key: str) -> None:
    own = chosen_now().city
    if own:
        choose(replace(chosen_now(), city=own.with_figure(key, None)))


def _words(parts: tuple[str, ...]) -> None:
    """Show words of a profile, as they are, in one line each."""
    lines = "".join(f'<span title="{escape(part)}">{escape(part)}</span>' for part in parts)
    st.html(f'<div class="rfi-owner">{lines}</div>')


def _show_figure(key: str, city: City, own: ChosenCity, here: Current) -> None:
    figure = city.figures.get(key)
    title = load_codelist("city_figure_keys").title(key, here.lang)
    name, value, unit, owner, back = st.columns(_WIDTHS, gap="small", vertical_alignment="center")
    with name:
        _words((title,))
    with value:
        st.number_input(
            title,
            1.0 if key == "population" else 0.0,
            _MAX_FIGURE,
            value=None,
            step=1.0,
            format="%.0f",
            placeholder=here.word("city.unknown"),
            key=showing(f"city_figure_{key}", figure.value if figure else None),
            on_change=guarded(_figure_given),
            args=(key, here),
            label_visibility="collapsed",
        )
    with unit:
        _words((load_codelist("city_figure_keys").unit(key, here.lang),))
    with owner:
        if figure:
            _words((status_title(figure.status, here.lang), figure.source))
        elif key in load_codelist("assumption_keys").codes:
            value_now = city_figure_words(here.evaluation.conditions.assumptions.number(key))
            _words((here.word("city.by_assumption", value=value_now),))
    with back:
        if key in dict(own.figures):
            st.button(
                here.word("reset"),
                on_click=acting(_back_to_profile),
                args=(key,),
                key=f"city_back_{key}",
                type="tertiary",
            )


def _volume_given(procedure: str, here: Current) -> None:
    own, cases = chosen_now().city, heard(f"city_cases_{procedure}")
    online = heard(f"city_online_{procedure}")
    if own is None:
        return
    volume = None
    if cases is not None:
        rate = None if online is None else online / _PERCENT
        volume = CityVolume(float(cases), rate, here.word("changed_by"), _TO_CONFIRM)
    choose(replace(chosen_now(), city=own.with_volume(procedure, volume)))


def _show_volumes(city: City, here: Current) -> None:
    titles = here.questionnaire.procedures
    if not titles:
        st.info(here.word("city.no_procedure"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="city_volume"):
        procedure = st.selectbox(
            here.word("city.procedure"),
            tuple(titles),
            format_func=lambda code: titles[code],
            key="city_procedure",
            width=170,
        )
        volume = city.volumes.get(procedure)
        rate = volume.online_rate if volume else None
        st.number_input(
            here.word("city.cases"),
            0.0,
            _MAX_FIGURE,
            value=None,
            step=1.0,
            format="%.0f",
            placeholder=here.word("city.unknown"),
            key=showing(f"city_cases_{procedure}", volume.annual_cases if volume else None),
            on_change=guarded(_volume_given),
            args=(procedure, here),
            width=140,
        )
        st.number_input(
            here.word("city.online"),
            0.0,
            _PERCENT,
            value=None,
            step=1.0,
            format="%.1f",
            placeholder=here.word("city.unknown"),
            key=showing(
                f"city_online_{procedure}", None if rate is None else round(rate * _PERCENT, 6)
            ),
            on_change=guarded(_volume_given),
            args=(procedure, here),
            width=140,
        )
    with st.container(height=_LIST_HEIGHT, border=False, key="city_volumes"):
        show_table(view_volumes(here.evaluation, here.reading, city), here)


def show_city(here: Current) -> None:
    """Let a city be chosen, its figures be edited, and tables of cities be given."""
    _show_pickers(here)
    _show_chosen(here)
    with st.expander(here.word("city.files"), key="city_files"):
        show_city_upload(here)


def _show_chosen(here: Current) -> None:
    own, city = chosen_now().city, here.evaluation.conditions.city
    if own is None or city is None:
        st.info(here.word("city.none_chosen"))
        codes = cities_in(heard("city_prefecture"), here.cities)
        with st.container(height=_LIST_HEIGHT, border=False, key="city_list"):
            show_table(view_cities((here.cities[code] for code in codes), here.reading), here)
        return
    left, right = st.columns([7, 5], gap="medium")
    with left:
        st.html(f'<div class="rfi-part">{escape(here.word("city.figures", name=city.name))}</div>')
        with st.container(gap="xsmall", key="city_figures"):
            for key in load_codelist("city_figure_keys").codes:
                _show_figure(key, city, own, here)
    with right:
        _show_volumes(city, here)
