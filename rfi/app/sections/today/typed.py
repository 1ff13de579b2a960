"""Four figures of today's cost, typed on the spot for a city that gave no table."""

import streamlit as st

from rfi.app.frame.acts import act_and_rerun, permitted
from rfi.app.session.current import Current
from rfi.intake.round.round import RoundFile
from rfi.scenario.city.city import City
from rfi.scenario.city.templates import typed_costs
from rfi.store.round.files import put_file

# What is asked → the standard item that it is counted as.
_ASKED = {"software": "R01", "operation": "R03", "equipment": "R11", "others": "R17"}
_THOUSAND = 1000
_MOST = 10**9


def _take(city: City, year: int, amounts: dict[str, int], here: Current) -> None:
    data = typed_costs(city, year, amounts, here.lang)
    file = RoundFile(here.word("today.typed.name", city=city.name), data)
    known = {one.name: one.sha256 for one in here.workspace.round.city_files}
    seen = here.stored.files.get(("city_files", known.get(file.name, "")), 0)
    act_and_rerun(
        "city_files",
        lambda store, round_id, signed: put_file(store, round_id, "city_files", file, seen, signed),
    )


def show_typed_costs(here: Current) -> None:
    """Ask for four yearly amounts of the chosen city, where none of its costs are known."""
    city = here.evaluation.conditions.city
    if city is None or here.evaluation.today is not None or not permitted("city_files"):
        return
    base = int(here.questionnaire.value["base_fiscal_year"])
    with st.form("typed_costs", border=True):
        st.text(here.word("today.typed", city=city.name))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            given = {
                name: st.number_input(
                    here.word(f"today.typed.{name}"),
                    0,
                    _MOST,
                    value=None,
                    step=1,
                    key=f"typed_{name}",
                    width=190,
                )
                for name in _ASKED
            }
            year = st.number_input(
                here.word("today.typed.year"), 2000, 2100, base - 1, key="typed_year", width=120
            )
            is_given = st.form_submit_button(here.word("today.typed.take"), type="primary")
        st.caption(here.word("today.typed.help"))
    if is_given:
        amounts = {_ASKED[name]: (value or 0) * _THOUSAND for name, value in given.items()}
        if any(amounts.values()):
            _take(city, int(year), amounts, here)
        st.warning(here.word("today.typed.empty"))
