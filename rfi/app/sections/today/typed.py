"""Four figures of today's cost, typed on the spot for a city that gave no table."""

from collections.abc import Callable, Mapping

import streamlit as st

from rfi.app.frame.acts import act, permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import heard
from rfi.app.session.current import Current
from rfi.intake.round.round import RoundFile
from rfi.scenario.city.city import City
from rfi.scenario.city.templates import typed_costs
from rfi.store.round.files import put_file
from rfi.views.today.offers_alone import view_offers_alone

# What is asked → the standard item that it is counted as.
_ASKED = {"software": "R01", "operation": "R03", "equipment": "R11", "others": "R17"}
_THOUSAND = 1000
# What stands beside today's cost; the survey of ratios does without it.
_SECTIONS = ("before_after", "bridge", "net")
_MOST = 10**9


def _take(city: City, here: Current) -> None:
    amounts = {code: (heard(_field(name)) or 0) * _THOUSAND for name, code in _ASKED.items()}
    if not any(amounts.values()):
        tell_next("warning", here.word("today.typed.empty"))
        return
    data = typed_costs(city, int(heard(_field("year"))), amounts, here.lang)
    file = RoundFile(here.word("today.typed.name", city=city.name), data)
    known = {one.name: one.sha256 for one in here.workspace.round.city_files}
    seen = here.stored.files.get(("city_files", known.get(file.name, "")), 0)
    act(
        "city_files",
        lambda store, round_id, signed: put_file(store, round_id, "city_files", file, seen, signed),
    )


def _field(name: str) -> str:
    return f"typed_{name}"


def typed_sections(here: Current) -> Mapping[str, Callable[[Current], bool]]:
    """Return the sections that ask for today's cost, where none of the chosen city is known."""
    is_known = here.evaluation.conditions.city is None or here.evaluation.today is not None
    return {} if is_known else dict.fromkeys(_SECTIONS, _show_typed_costs)


def _show_typed_costs(here: Current) -> bool:
    """Ask for four yearly amounts of the chosen city, above what they will stand beside.

    Returns:
        Whether that is all; who may not give them is told where they are given.
    """
    city = here.evaluation.conditions.city
    if city is None or not permitted("city_files"):
        return False
    base = int(here.questionnaire.value["base_fiscal_year"])
    with st.form("typed_costs", border=True):
        st.text(here.word("today.typed", city=city.name))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name in _ASKED:
                st.number_input(
                    here.word(f"today.typed.{name}"),
                    0,
                    _MOST,
                    value=None,
                    step=1,
                    key=_field(name),
                    width=190,
                )
            st.number_input(
                here.word("today.typed.year"), 2000, 2100, base - 1, key=_field("year"), width=120
            )
            st.form_submit_button(
                here.word("today.typed.take"),
                on_click=acting(_take),
                args=(city, here),
                type="primary",
            )
        st.caption(here.word("today.typed.help"))
    show_table(view_offers_alone(here.evaluation, here.reading), here)
    return True
