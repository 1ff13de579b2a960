"""What a municipality's own table does not say: which city, which year, how contracts add up."""

from dataclasses import replace
from typing import Any

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.mapping.head import show_layout_name
from rfi.app.sections.mapping.state import PREFIX, Mapped, change_head, mapped
from rfi.app.session.current import Current
from rfi.intake.laid.heads import CityHead
from rfi.views.conditions.city_list import city_label

_YEARS = tuple(range(1989, 2101))
_LONGEST = 200


def _set(name: str, key: str) -> None:
    found, value = mapped(), heard(key)
    if found is None or not isinstance(found.head, CityHead) or value in {None, ""}:
        return
    said: dict[str, Any] = {name: value}
    change_head(replace(found.head, **said))


def _city(key: str, here: Current) -> None:
    found, code = mapped(), heard(key)
    if found is not None and isinstance(found.head, CityHead) and code in here.cities:
        city = here.cities[code]
        change_head(replace(found.head, code=city.code, name=city.name))


def show_city_head(found: Mapped, head: CityHead, here: Current) -> None:
    """Let city, year and source be said, and whether contracts of one item add up."""
    keys = {name: f"{PREFIX}{name}" for name in ("code", "fiscal_year", "source", "adds_contracts")}
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_head"):
        st.selectbox(
            here.word("mapping.city"),
            tuple(here.cities),
            format_func=lambda code: city_label(code, here.cities, here.lang),
            index=0 if head.code else None,
            placeholder=here.word("mapping.choose"),
            key=showing(keys["code"], head.code or None),
            on_change=guarded(_city),
            args=(keys["code"], here),
            width=240,
        )
        st.selectbox(
            here.word("mapping.city_year"),
            _YEARS,
            key=showing(keys["fiscal_year"], head.fiscal_year),
            on_change=guarded(_set),
            args=("fiscal_year", keys["fiscal_year"]),
            width=170,
        )
        st.text_input(
            here.word("mapping.source"),
            max_chars=_LONGEST,
            key=showing(keys["source"], head.source),
            on_change=guarded(_set),
            args=("source", keys["source"]),
            width=220,
        )
        show_layout_name(found, here)
        st.toggle(
            here.word("mapping.adds_contracts"),
            key=showing(keys["adds_contracts"], head.adds_contracts),
            on_change=guarded(_set),
            args=("adds_contracts", keys["adds_contracts"]),
            help=here.word("mapping.adds_contracts.help"),
        )
