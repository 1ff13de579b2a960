"""The session: the round that is open, what is chosen in it, one language, who works."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast, get_args

import streamlit as st

from rfi.app.access.person import admitted
from rfi.app.session.workspace import Choices, Workspace
from rfi.scenario.address import SHOWN_PARTS, Shown, address_of_shown, shown_of_address
from rfi.scenario.chosen import Chosen
from rfi.store.round.act import Signed
from rfi.store.round.answers import KEPT
from rfi.store.round.conditions import Choice
from rfi.store.round.reading import StoredRound
from rfi.text.wording import LANGS, Lang
from rfi.views.look.reading import MoneyUnit, TaxBasis

_STORED, _WORKSPACE, _CHOICE, _LANG, _STAFF = "stored", "workspace", "choice", "lang", "staff_name"
_SHOWN_STAFF = "staff"
# Whatever else of a person's view is kept beside the conditions, by its name.
_ASIDE = "kept_aside"
# What stays when another round is opened; all else are widgets of the one before.
_STAYS = frozenset((_LANG, _STAFF))


def opened() -> StoredRound | None:
    """Return the round that is open in this session."""
    return cast("StoredRound | None", st.session_state.get(_STORED))


def stored() -> StoredRound:
    """Return the round that is open; pages that need one are shown only where one is."""
    return cast("StoredRound", st.session_state[_STORED])


def workspace() -> Workspace:
    """Return round and choices of the session; there is one while a round is open."""
    return cast("Workspace", st.session_state[_WORKSPACE])


def _workspace(found: StoredRound, choices: Choices) -> Workspace:
    replaced = frozenset(one.sha256 for one in found.answers if one.state == KEPT)
    remarks = tuple(one.remark for one in found.remarks)
    return Workspace(found.round, choices, found.letters, replaced, remarks, found.hidden.words)


def _choices(choice: Choice) -> Choices:
    """Return a choice as it was kept; what no longer exists of it is as at the start."""
    tax, unit = choice.shown.get("tax"), choice.shown.get("unit")
    start = Choices(choice.chosen)
    shown, _ = shown_of_address(choice.shown)
    return replace(
        start,
        shown=shown,
        tax=cast("TaxBasis", tax) if tax in get_args(TaxBasis) else start.tax,
        unit=cast("MoneyUnit", unit) if unit in get_args(MoneyUnit) else start.unit,
    )


def open_round(found: StoredRound, choice: Choice) -> None:
    """Show a round under what its person chose in it; what belongs to another one lapses.

    A session that shows none yet may be one that a page, still open in a browser, has begun anew
    after the program came back: what its controls say is of this round and stays.
    """
    if _WORKSPACE in st.session_state:
        for key in [key for key in st.session_state if key not in _STAYS]:
            del st.session_state[key]
    st.session_state[_STORED] = found
    st.session_state[_CHOICE] = choice
    st.session_state[_WORKSPACE] = _workspace(found, _choices(choice))
    if choice.shown.get(_SHOWN_STAFF):
        keep_staff_name(choice.shown[_SHOWN_STAFF])
    own = {"tax", "unit", *SHOWN_PARTS, _SHOWN_STAFF}
    st.session_state[_ASIDE] = {
        name: value for name, value in choice.shown.items() if name not in own
    }


def close_round() -> None:
    """Show no round."""
    for key in (_STORED, _CHOICE, _WORKSPACE):
        st.session_state.pop(key, None)


def show_state(found: StoredRound) -> None:
    """Show the open round as it stands now, under the same choices."""
    st.session_state[_STORED] = found
    st.session_state[_WORKSPACE] = _workspace(found, workspace().choices)


def choice_kept() -> Choice:
    """Return what the database holds of this person's choices in the open round."""
    return cast("Choice", st.session_state[_CHOICE])


def keep_choice(choice: Choice) -> None:
    """Remember what the database holds now."""
    st.session_state[_CHOICE] = choice


def shown_now() -> dict[str, str]:
    """Return how the person looks at the round, as it is kept beside the conditions."""
    choices = workspace().choices
    shown: dict[str, str] = {"tax": choices.tax, "unit": choices.unit}
    shown |= shown_in_words()
    shown |= st.session_state.get(_ASIDE, {})
    name = st.session_state.get(_STAFF)
    return {**shown, _SHOWN_STAFF: name} if name else shown


def shown_in_words() -> dict[str, str]:
    """Return what is shown, as address and database hold it."""
    return address_of_shown(workspace().choices.shown)


def show_offers(shown: Shown) -> None:
    """Show other offers, or the same with or without names."""
    keep_choices(replace(workspace().choices, shown=shown))


def aside(name: str) -> str:
    """Return something else of this person's view of the round; "" where nothing was kept."""
    return str(st.session_state.get(_ASIDE, {}).get(name, ""))


def keep_aside(name: str, value: str) -> None:
    """Keep something else of this person's view beside the conditions; "" forgets it."""
    kept = {**st.session_state.get(_ASIDE, {}), name: value}
    st.session_state[_ASIDE] = {key: text for key, text in kept.items() if text}


def keep_choices(choices: Choices) -> None:
    """Put other choices into the workspace."""
    st.session_state[_WORKSPACE] = replace(workspace(), choices=choices)


def chosen_now() -> Chosen:
    """Return what is chosen at this moment.

    Callbacks of one run follow each other: each builds on what the one before it chose.
    """
    return workspace().choices.chosen


def choose(chosen: Chosen) -> None:
    """Put another choice of city, group, scope and assumptions into the workspace."""
    keep_choices(replace(workspace().choices, chosen=chosen))


def language() -> Lang:
    """Return the language: as chosen, else from the address (``?lang=en``), else Japanese."""
    # Asked for dozens of times a run, and there but for the first: to ask whether costs as much.
    try:
        return cast("Lang", st.session_state[_LANG])
    except KeyError:
        asked = st.query_params.get("lang", LANGS[0])
        found: Lang = asked if asked in LANGS else LANGS[0]
        st.session_state[_LANG] = found
        return found


def keep_language(lang: Lang) -> None:
    """Choose a language; the address follows."""
    st.session_state[_LANG] = lang


def staff_name() -> str:
    """Return who works in this session, as recorded beside what is done: a login says it."""
    who = admitted()
    return who.name if who.by_login else str(st.session_state.get(_STAFF) or who.name)


def keep_staff_name(name: str) -> None:
    """Set who works in this session."""
    st.session_state[_STAFF] = name.strip()


def now() -> str:
    """Return the time as recorded beside what is done."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def signed() -> Signed:
    """Return who does something, and when."""
    return Signed(staff_name(), now())
