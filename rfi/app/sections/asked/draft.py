"""The draft of a questionnaire that a person is making, kept beside their view of the round."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from rfi.app.frame.widget_state import heard
from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.intake.authoring.draft import QuestionnaireDraft, in_order_written
from rfi.intake.authoring.made import MadeQuestionnaire, made_of
from rfi.intake.authoring.next_year import next_questionnaire
from rfi.intake.authoring.standard import DRAFT_ID, standard_lists

_DRAFT, _SOURCE = "questionnaire_draft", "questionnaire_source"
_TURN, _MADE = "asked_turn", "asked_made"
SOURCE_CHOICE = "asked_source"
SOURCES = ("round", "next", "standard")
# Drafts that are held read: those as they were laid out and as they are, of a few people at once.
_KEPT = 64
# What a questionnaire from the standard lists keeps of the round: no RFI can be read without it.
_OF_THE_ROUND = ("schema_version", "base_fiscal_year")


def source_name(here: Current) -> str:
    """Return what the draft starts from."""
    kept = aside(_SOURCE)
    if kept in SOURCES:
        return kept
    is_blank = here.questionnaire.questionnaire_id == DRAFT_ID
    return "standard" if is_blank else SOURCES[0]


def take_source() -> None:
    """Begin the draft anew from the source that was chosen."""
    keep_aside(_SOURCE, str(heard(SOURCE_CHOICE)))
    keep_aside(_DRAFT, "")
    lay_out_anew()


def turn() -> int:
    """Return a number that is another one after every change from outside the rows."""
    return int(st.session_state.get(_TURN, 0))


def lay_out_anew() -> None:
    """Let the rows be laid out anew: what is kept was changed from outside of them."""
    st.session_state[_TURN] = turn() + 1


def source_of(here: Current) -> Mapping[str, Any]:
    """Return the questionnaire that the draft starts from."""
    name, own = source_name(here), here.questionnaire.value
    if name == "next":
        return next_questionnaire(own)
    if name == "standard":
        # The rate is a start; its day and source are the round's own.
        rate = {"reference_fx": {"usd_jpy": own["reference_fx"]["usd_jpy"]}}
        return {**{key: own[key] for key in _OF_THE_ROUND}, **rate, **standard_lists()}
    return own


@lru_cache(_KEPT)
def draft_of(kept: str) -> QuestionnaireDraft:
    """Return a draft as it was kept."""
    if not kept:
        return QuestionnaireDraft()
    value = json.loads(kept)
    rows = {part: in_order_written(found) for part, found in value.get("rows", {}).items()}
    return QuestionnaireDraft(**{**value, "rows": rows})


def kept_draft() -> str:
    """Return the draft as it is kept."""
    return aside(_DRAFT)


def draft() -> QuestionnaireDraft:
    """Return the draft as it stands."""
    return draft_of(kept_draft())


def made(here: Current) -> MadeQuestionnaire:
    """Return the questionnaire that the draft makes of its source; made once a draft."""
    state = (source_name(here), here.questionnaire.sha256, kept_draft())
    known, found = st.session_state.get(_MADE, ((), None))
    if known == state and isinstance(found, MadeQuestionnaire):
        return found
    found = made_of(draft(), source_of(here))
    st.session_state[_MADE] = (state, found)
    return found


def keep(now: QuestionnaireDraft) -> None:
    """Keep a draft."""
    value = {
        "removed": {part: sorted(keys) for part, keys in now.removed.items() if keys},
        "fields": dict(now.fields),
        "rows": {part: rows for part, rows in now.rows.items() if rows},
        "asked": {item: ticks for item, ticks in now.asked.items() if ticks},
    }
    is_empty = not any(value.values())
    keep_aside(_DRAFT, "" if is_empty else json.dumps(value, ensure_ascii=False, sort_keys=True))


def keep_removed(part: str, keys: Collection[str]) -> None:
    """Keep which rows of a part are not asked."""
    now = draft()
    keep(replace(now, removed={**now.removed, part: tuple(keys)}))
    lay_out_anew()


def keep_field(name: str, words: str) -> None:
    """Keep what stands in place of a word of the source; "" where nothing shall stand."""
    now = draft()
    keep(replace(now, fields={**now.fields, name: words.strip()}))
