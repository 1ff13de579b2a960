"""The draft of a questionnaire that a person is making, kept beside their view of the round."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.intake.authoring.next_year import next_questionnaire
from rfi.intake.authoring.standard import standard_lists
from rfi.scenario.questionnaire_draft import QuestionnaireDraft

_DRAFT, _SOURCE = "questionnaire_draft", "questionnaire_source"
SOURCES = ("round", "next", "standard")


def source_name() -> str:
    """Return what the draft starts from."""
    kept = aside(_SOURCE)
    return kept if kept in SOURCES else SOURCES[0]


def start_from(source: str) -> None:
    """Begin the draft anew from another source."""
    keep_aside(_SOURCE, source)
    keep_aside(_DRAFT, "")


def source_of(here: Current) -> Mapping[str, Any]:
    """Return the questionnaire that the draft starts from."""
    name, own = source_name(), here.questionnaire.value
    if name == "next":
        return next_questionnaire(own)
    if name == "standard":
        # What an RFI must say itself is taken from the round until it is typed over.
        return {**own, **standard_lists()}
    return own


def draft() -> QuestionnaireDraft:
    """Return the draft as it was kept."""
    kept = aside(_DRAFT)
    if not kept:
        return QuestionnaireDraft()
    value = json.loads(kept)
    return QuestionnaireDraft(value["removed"], value["fields"])


def _keep(made: QuestionnaireDraft) -> None:
    removed = {part: sorted(ids) for part, ids in made.removed.items() if ids}
    value = {"removed": removed, "fields": dict(made.fields)}
    is_empty = not removed and not any(made.fields.values())
    keep_aside(_DRAFT, "" if is_empty else json.dumps(value, ensure_ascii=False, sort_keys=True))


def keep_removed(part: str, ids: Collection[str]) -> None:
    """Keep which rows of a part are not asked."""
    now = draft()
    _keep(QuestionnaireDraft({**now.removed, part: tuple(ids)}, now.fields))


def keep_field(name: str, words: str) -> None:
    """Keep what stands in place of a word of the source."""
    now = draft()
    _keep(QuestionnaireDraft(now.removed, {**now.fields, name: words.strip()}))
