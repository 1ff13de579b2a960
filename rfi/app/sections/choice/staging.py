"""The two plans as a table that a person edits; kept for that person beside the conditions."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from rfi.analysis.staging.plan import Plan
from rfi.analysis.staging.rows import Rows, plans_of_rows, rows_of_plan
from rfi.app.frame.faults import acting
from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.normalize.months import format_month
from rfi.views.choice.staging.plans import Plans, plan_name

_KEPT, _EDITOR, _BASE, _PARALLEL = "start_plans", "plan_editor", "plan_base", "plan_parallel"
_COLUMNS = ("plan", "month", "businesses", "cities")
_BEFORE, _AFTER, _MOST_PARALLEL = 12, 84, 24
_HEIGHT = 220


def _kept() -> tuple[Rows, int]:
    """Return the rows and the months of both running as they were kept; none where none were."""
    try:
        held = json.loads(aside(_KEPT) or "{}")
        return [dict(row) for row in held.get("rows", [])], int(held.get("parallel", 0))
    except (ValueError, TypeError, AttributeError):
        return [], 0


def _opening(plans: Iterable[Plan]) -> Rows:
    return [row for number, plan in enumerate(plans) for row in rows_of_plan(plan, number)]


def _months(here: Current) -> list[str]:
    staging = here.evaluation.choices.staging
    first = min(staging.go_live_months) if staging else 0
    return [format_month(month) for month in range(first - _BEFORE, first + _AFTER)]


def _titles(here: Current) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return business and city codes by the titles that stand in the table."""
    staging = here.evaluation.choices.staging
    businesses = {title: code for code, title in here.questionnaire.businesses.items()}
    return businesses, {city.name: city.code for city in (staging.cities if staging else ())}


def _frame(rows: Rows, here: Current) -> pd.DataFrame:
    businesses, cities = ({code: name for name, code in one.items()} for one in _titles(here))
    return pd.DataFrame(
        [
            {
                "plan": plan_name(int(row["plan"]), here.lang),
                "month": row["month"],
                "businesses": [
                    businesses[code] for code in row["businesses"] if code in businesses
                ],
                "cities": [cities[code] for code in row["cities"] if code in cities],
            }
            for row in rows
        ],
        columns=list(_COLUMNS),
    )


def _codes(given: object, known: Mapping[str, str]) -> list[str]:
    return [known[name] for name in given if name in known] if isinstance(given, list) else []


def _rows(frame: pd.DataFrame, here: Current) -> Rows:
    businesses, cities = _titles(here)
    numbers = {plan_name(number, here.lang): number for number in (0, 1)}
    return [
        {
            "plan": numbers.get(row["plan"]),
            "month": row["month"] if isinstance(row["month"], str) else "",
            "businesses": _codes(row["businesses"], businesses),
            "cities": _codes(row["cities"], cities),
        }
        for row in frame.to_dict("records")
    ]


def _config(here: Current) -> dict[str, Any]:
    businesses, cities = _titles(here)
    names = [plan_name(number, here.lang) for number in (0, 1)]

    def word(name: str) -> str:
        return here.word(f"choice.plan.column.{name}")

    return {
        "plan": st.column_config.SelectboxColumn(word("plan"), options=names, width="small"),
        "month": st.column_config.SelectboxColumn(
            word("month"), options=_months(here), width="small"
        ),
        "businesses": st.column_config.MultiselectColumn(
            word("businesses"), options=list(businesses)
        ),
        "cities": st.column_config.MultiselectColumn(word("cities"), options=list(cities)),
    }


def _forget() -> None:
    keep_aside(_KEPT, "")
    for key in (_EDITOR, _BASE, _PARALLEL):
        st.session_state.pop(key, None)


def _show_editor(here: Current, opening: Sequence[Plan]) -> tuple[Rows, int]:
    """Show the table and what it is told; return its rows and the months of both running."""
    kept, parallel = _kept()
    if _EDITOR not in st.session_state:
        # The table that the edits of this page are made on; it stays while the page stands.
        st.session_state[_BASE] = kept or _opening(opening)
    with st.expander(here.word("choice.plan.edit")):
        st.caption(here.word("choice.plan.help"))
        frame = st.data_editor(
            _frame(st.session_state[_BASE], here),
            column_config=_config(here),
            num_rows="dynamic",
            hide_index=True,
            height=_HEIGHT,
            key=_EDITOR,
        )
        with st.container(horizontal=True, vertical_alignment="bottom", key="plan_more"):
            months = st.number_input(
                here.word("choice.plan.parallel"),
                0,
                _MOST_PARALLEL,
                parallel,
                key=_PARALLEL,
                width=180,
            )
            st.button(here.word("choice.plan.back"), on_click=acting(_forget), key="plan_back")
    return _rows(frame, here), months


def pick_plans(here: Current) -> Plans:
    """Let the two plans be edited; return them, None for one without rows."""
    staging = here.evaluation.choices.staging
    if staging is None:
        return None, None
    index = st.session_state.get("plan_offer")
    usable = [at for at, one in enumerate(staging.prices) if one is not None]
    if not usable:
        return None, None
    offer = index if index in usable else usable[0]
    opening = (staging.at_once(offer), staging.in_turn(offer))
    rows, parallel = _show_editor(here, opening)
    plans, left_out = plans_of_rows(rows, parallel)
    if left_out:
        st.warning(here.word("choice.plan.left_out", count=left_out))
    if rows != _opening(opening) or parallel:
        keep_aside(_KEPT, json.dumps({"rows": rows, "parallel": parallel}, ensure_ascii=False))
    if parallel:
        # Plans to begin with run beside today's systems as long as the others.
        first, second = (
            plan or Plan(one.stages, parallel) for plan, one in zip(plans, opening, strict=True)
        )
        return first, second
    return plans
