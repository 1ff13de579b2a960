"""表示する提案: which offers are shown, and whether by name, in the row of pages."""

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.session.current import Current
from rfi.app.session.open_round import UNKNOWN_OFFERS
from rfi.app.session.session import show_offers, workspace
from rfi.disclosure.shown import Shown
from rfi.scenario.letters import letter_at
from rfi.text.wording import text
from rfi.views.look.offers import short_names

# Pages that cannot do without names, and those that show what people typed.
NAMED = frozenset(("rounds", "intake", "queries"))
TYPED = frozenset(("meeting", "minutes"))
_NAMES, _OFFERS = "shown_anonymous", "shown_offers"


def _choose_names() -> None:
    show_offers(Shown(bool(heard(_NAMES)), workspace().choices.shown.places))


def _choose_offers() -> None:
    places = tuple(sorted(int(place) for place in heard(_OFFERS) or ()))
    show_offers(Shown(workspace().choices.shown.is_anonymous, places))


def _show_all() -> None:
    show_offers(Shown(workspace().choices.shown.is_anonymous))


def _labels(here: Current) -> dict[int, str]:
    """Return what every offer of the round is called, by place; the letter alone without names."""
    offers = here.answers.tables["offers"]
    places = offers["place"].tolist()
    if workspace().choices.shown.is_anonymous:
        return {place: letter_at(place) for place in places}
    names = short_names(offers["vendor"].tolist())
    return {place: f"{letter_at(place)} {name}" for place, name in zip(places, names, strict=True)}


def show_shown(here: Current) -> None:
    """Show the switch that hides names, and behind a button the offers that are shown."""
    labels, shown = _labels(here), workspace().choices.shown
    places = [place for place in shown.places if place in labels]
    some = here.word("shown.some", shown=len(places), count=len(labels))
    label = some if places else here.word("shown")
    box = st.popover(label, key="shown_open", on_change="rerun", width="content")
    if box.open:
        with box:
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
                on_click=guarded(_show_all),
                disabled=not places,
                key="shown_all",
                type="tertiary",
            )
    st.toggle(
        here.word("shown.anonymous"),
        key=showing(_NAMES, shown.is_anonymous),
        on_change=guarded(_choose_names),
        help=here.word("shown.anonymous.help"),
    )


def show_banner(page: str, here: Current) -> None:
    """Say that names are hidden, or that they are and this page shows some all the same."""
    if unknown := st.session_state.pop(UNKNOWN_OFFERS, ()):
        given = text("list.separator", here.lang).join(unknown)
        st.text(here.word("shown.unknown", given=given))
    if not workspace().choices.shown.is_anonymous:
        return
    if page in NAMED:
        st.warning(here.word("shown.banner.named"))
    else:
        words = "shown.banner.typed" if page in TYPED else "shown.banner"
        st.html(f'<div class="rfi-anonymous" role="status">{here.word(words)}</div>')
