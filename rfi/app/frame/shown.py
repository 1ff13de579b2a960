"""見せ方・表示する提案: how much is shown, of which offers, to whom, in the row of pages."""

from dataclasses import replace

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.widget_state import heard, relabel, showing
from rfi.app.session.current import Current
from rfi.app.session.obeyed import UNKNOWN_OFFERS
from rfi.app.session.session import show_offers, workspace
from rfi.scenario.address import LEVELS, MODES, Shown, is_open_to
from rfi.scenario.letters import letter_at
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.aggregate.contents import CONTENTS as AGGREGATE
from rfi.views.aggregate.contents import PARTS, WHOLE
from rfi.views.look.offers import short_names

# Pages that cannot do without names, and those that show what people typed.
NAMED = frozenset(("rounds", "intake", "queries"))
TYPED = frozenset(("meeting", "minutes"))
# Pages of which every figure is one of an offer; all but these show conditions and nothing else.
_OF_OFFERS = frozenset((
    *("summary", "costs", "today", "joint", "benefits", "fit", "service", "free", "robust"),
    *("trace", "choice", "meeting"),
))  # fmt: skip
_IN_PARTS = frozenset(("costs",))
# The way of a figure goes down to the price of a line.
_OF_LINES = frozenset(("trace",))
# What a meeting kept holds figures and names of the offers that were shown then.
_KEPT = frozenset(("minutes",))
_MODE, _LEVEL, _OFFERS, _VENDOR = "shown_mode", "shown_level", "shown_offers", "shown_vendor"
_MODE_WIDTH = 130


def _shown() -> Shown:
    return workspace().choices.shown


def _choose_mode() -> None:
    mode = heard(_MODE)
    # Offers picked for one way of showing would name another vendor's copy.
    is_other = "own" in {mode, _shown().mode}
    show_offers(replace(_shown(), mode=mode, places=() if is_other else _shown().places))
    relabel()


def _choose_level() -> None:
    show_offers(replace(_shown(), level=heard(_LEVEL) or LEVELS[0]))


def _choose_offers() -> None:
    places = tuple(sorted(int(place) for place in heard(_OFFERS) or ()))
    show_offers(replace(_shown(), places=places))


def _choose_vendor() -> None:
    show_offers(replace(_shown(), places=(int(heard(_VENDOR)),)))


def _show_all() -> None:
    show_offers(replace(_shown(), places=()))


def _labels(here: Current) -> dict[int, str]:
    """Return what every offer of the round is called, by place; the letter alone without names."""
    is_anonymous, answers = _shown().is_anonymous, here.answers

    def make() -> dict[int, str]:
        offers = answers.tables["offers"]
        places = offers["place"].tolist()
        names = [""] * len(places) if is_anonymous else short_names(offers["vendor"].tolist())
        each = zip(places, names, strict=True)
        return {place: f"{letter_at(place)} {name}".rstrip() for place, name in each}

    return answers.kept.get("labels", is_anonymous, make)


def _first_of_vendors(here: Current) -> dict[int, str]:
    """Return the place of the first offer of each vendor, and its name."""
    offers = here.answers.tables["offers"]
    found: dict[str, int] = {}
    for place, vendor in zip(offers["place"].tolist(), offers["vendor"].tolist(), strict=True):
        found.setdefault(vendor, place)
    names = short_names(tuple(found))
    return dict(zip(found.values(), names, strict=True))


def _show_vendor(here: Current) -> None:
    """Show whose own answer is shown."""
    vendors = _first_of_vendors(here)
    places = _shown().places
    chosen = next((place for place in places if place in vendors), next(iter(vendors)))
    st.selectbox(
        here.word("shown.own.pick"),
        list(vendors),
        format_func=lambda place: vendors[place],
        key=showing(_VENDOR, chosen),
        on_change=guarded(_choose_vendor),
    )


def _show_picks(here: Current, labels: dict[int, str], places: list[int]) -> None:
    """Show which offers are shown."""
    st.pills(
        here.word("shown.pick"),
        list(labels),
        selection_mode="multi",
        format_func=lambda place: labels[place],
        key=showing(_OFFERS, places),
        on_change=guarded(_choose_offers),
        help=here.word("shown.pick.help"),
    )
    st.button(
        here.word("shown.all"),
        on_click=acting(_show_all),
        disabled=not places,
        key="shown_all",
        type="tertiary",
    )


def show_shown(here: Current) -> None:
    """Show how much is shown; behind a button of which offers, and to whom."""
    labels, shown = _labels(here), _shown()
    places = [place for place in shown.places if place in labels]
    # Another label would be another button, closed: how many are shown is said in the conditions.
    box = st.popover(here.word("shown"), key="shown_open", on_change="rerun", width="content")
    if box.open:
        with box:
            if shown.mode == "own":
                _show_vendor(here)
            elif shown.mode != "aggregate":
                _show_picks(here, labels, places)
            if shown.mode != "own":
                levels = load_codelist("disclosure_levels")
                st.segmented_control(
                    here.word("shown.level"),
                    LEVELS,
                    format_func=lambda level: levels.title(level, here.lang),
                    key=showing(_LEVEL, shown.level),
                    on_change=guarded(_choose_level),
                    help=here.word("shown.level.help"),
                )
    st.selectbox(
        here.word("shown.mode"),
        MODES,
        format_func=lambda mode: here.word(f"shown.mode.{mode}"),
        key=showing(_MODE, shown.mode),
        on_change=guarded(_choose_mode),
        help=here.word("shown.mode.help"),
        label_visibility="collapsed",
        width=_MODE_WIDTH,
    )


def _banner(page: str, here: Current) -> str:
    """Return what is said of what is shown; "" where nothing is held back."""
    shown = _shown()
    parts = []
    if shown.mode in {"aggregate", "own"}:
        parts.append(here.word(f"shown.banner.{shown.mode}"))
    elif shown.is_anonymous:
        parts.append(here.word("shown.banner.typed" if page in TYPED else "shown.banner"))
    if shown.level != LEVELS[0] and shown.mode != "own":
        level = load_codelist("disclosure_levels").title(shown.level, here.lang)
        parts.append(here.word("shown.banner.level", level=level))
    return " ".join(parts)


def show_banner(page: str, here: Current) -> None:
    """Say that something is held back, or that it is and this page shows it all the same."""
    if unknown := st.session_state.pop(UNKNOWN_OFFERS, ()):
        given = text("list.separator", here.lang).join(unknown)
        st.text(here.word("shown.unknown", given=given))
    words = _banner(page, here)
    if not words:
        return
    if page in NAMED:
        mode = _shown().mode
        if mode in {"aggregate", "own"}:
            title = here.word(f"shown.mode.{mode}")
            st.warning(here.word("shown.banner.named_mode", mode=title))
        elif _shown().is_anonymous:
            st.warning(here.word("shown.banner.named"))
    else:
        st.html(f'<div class="rfi-anonymous" role="status">{words}</div>')


def show_instead(name: str, here: Current) -> bool:
    """Show statistics, or why a page is not shown, in place of the page; tell whether it was so.

    The page itself is then not run: no part of it can forget to hold something back.

    Args:
        name: Of the page.
        here: What the session shows.
    """
    conditions = here.evaluation.conditions
    if name in _KEPT and conditions.mode in {"aggregate", "own"}:
        st.info(here.word("shown.withheld.notes"))
        return True
    if name in _OF_LINES and not is_open_to("meeting", conditions.level):
        st.info(here.word("shown.withheld.level"))
        return True
    if name not in _OF_OFFERS or conditions.mode != "aggregate":
        return False
    st.caption(here.word("shown.aggregate.only"))
    if name in _IN_PARTS:
        if is_open_to("meeting", conditions.level):
            show_parts(AGGREGATE, PARTS, here)
        else:
            st.info(here.word("shown.aggregate.level"))
            show_parts(AGGREGATE, WHOLE, here)
    else:
        show_parts(AGGREGATE, WHOLE, here)
    return True
