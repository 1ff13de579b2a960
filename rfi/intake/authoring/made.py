"""The questionnaire that a draft makes of its source.

What is typed is read as the authoring workbook reads its cells. What refers to a row that is gone
goes with it, so that a questionnaire names nothing that it does not ask: a business takes its
requirements, indicators, procedures and options along, an item its questions.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from rfi.document.authoring.book import default_id
from rfi.document.authoring.cells import read_field
from rfi.document.authoring.layout import (
    BUSINESSES,
    DEFAULT_SCENARIO,
    ITEMS,
    PROCEDURES,
    SCENARIOS,
    AskedColumn,
    cover_rows,
    tables,
)
from rfi.document.authoring.numbers import Numbers
from rfi.document.form.draft import Draft, Path
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import SheetCell
from rfi.intake.authoring.draft import PARTS, QuestionnaireDraft, is_own
from rfi.scenario.city.cells import COMMON_BUSINESS
from rfi.schema.issue import Issue

_QUESTIONS, _ID = "cost_questions", "questionnaire_id"
# Without any of these a list stays, so that its emptiness is told.
_NEEDED = frozenset({SCENARIOS, BUSINESSES, ITEMS})
_PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class MadeQuestionnaire:
    """A questionnaire, sound or not.

    Attributes:
        value: The questionnaire.
        issues: What could not be read, or was read otherwise than it was typed.
        keys: Part → key of each of its rows.
        asked: Key of a cost item → keys of the businesses that it is asked of.
    """

    value: Mapping[str, Any]
    issues: tuple[Issue, ...]
    keys: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)


def asked_by_default(draft: QuestionnaireDraft, source: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return key of a cost item → keys of the businesses that it is asked of.

    Until somebody ticks otherwise, a business of one's own is asked what is asked of any business
    alone, an item of one's own of every business alone; what is common is asked once for all.
    """
    own = {part: [key for key in draft.rows.get(part, {}) if is_own(key)] for part in PARTS}
    found: dict[str, set[str]] = {}
    for row in source.get(_QUESTIONS, ()):
        asked = set(row[BUSINESSES])
        more = own[BUSINESSES] if asked - {COMMON_BUSINESS} else ()
        found.setdefault(row["item"], set()).update(asked, more)
    known = [str(row["business"]) for row in source.get(BUSINESSES, ())]
    alone = {*known, *own[BUSINESSES]} - {COMMON_BUSINESS}
    found.update({item: set(alone) for item in own[ITEMS]})
    for item, ticks in draft.asked.items():
        asked = found.setdefault(item, set())
        asked.update(key for key, is_asked in ticks.items() if is_asked)
        asked.difference_update(key for key, is_asked in ticks.items() if not is_asked)
    return found


class _Maker:
    """Makes one part after the other; the later ones name rows of the earlier ones."""

    def __init__(self, draft: QuestionnaireDraft, source: Mapping[str, Any]) -> None:
        self._draft, self._source = draft, source
        self._asked = asked_by_default(draft, source)
        # Part → key → id of what is asked.
        self._ids: dict[str, dict[str, str]] = {}
        lists = {*PARTS, _QUESTIONS}
        plain = {key: value for key, value in source.items() if key not in lists}
        self._made = Draft(value=deepcopy(plain))

    def make(self) -> MadeQuestionnaire:
        for part in (name for name in tables() if name in PARTS):
            rows = list(self._rows(part))
            if rows or part in _NEEDED:
                self._made.value[part] = rows
        self._made.value[_QUESTIONS] = self._questions()
        self._drop_volumes()
        self._read_cover()
        keys = {part: tuple(ids) for part, ids in self._ids.items()}
        asked = {item: frozenset(found) for item, found in self._asked.items()}
        return MadeQuestionnaire(self._made.value, tuple(self._made.issues), keys, asked)

    def _rows(self, part: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a part that are asked, those of the source first."""
        id_key, typed = PARTS[part], self._draft.rows.get(part, {})
        given = {str(row[id_key]): row for row in self._source.get(part, ())}
        numbers, ids = Numbers(part, set(given)), self._ids.setdefault(part, {})
        removed = set(self._draft.removed.get(part, ()))
        for key in (*given, *(key for key in typed if is_own(key))):
            cells = typed.get(key, {})
            is_empty = key not in given and not any(cells.values())
            if key in removed or is_empty or not self._is_asked(part, key, given.get(key), cells):
                continue
            row = dict(given.get(key, {}))
            for column in tables()[part].columns:
                if column.key in cells:
                    self._put(row, column, cells[column.key], (part, len(ids)))
            if key not in given:
                row[id_key] = numbers.next(row)
            ids[key] = row[id_key]
            yield row

    def _is_asked(
        self, part: str, key: str, row: Mapping[str, Any] | None, cells: Mapping[str, str]
    ) -> bool:
        """Tell whether what a row belongs to is asked; one that names nothing is kept to tell."""
        if part == ITEMS:
            return bool(self._asked.get(key, set()) & self._ids[BUSINESSES].keys())
        business = cells.get("business", (row or {}).get("business"))
        return part == BUSINESSES or not business or business in self._ids[BUSINESSES]

    def _put(self, row: dict[str, Any], column: AskedColumn, words: str, path: Path) -> None:
        """Put what is typed in place of what stood in a row."""
        if column.field is None or column.is_id:
            return
        row.pop(column.key, None)
        if words and column.refers_to:
            row[column.key] = self._ids[column.refers_to][words]
        elif words:
            read_field(row, _cell(words, column), column, path, "", self._made)

    def _questions(self) -> list[dict[str, Any]]:
        items, businesses = self._ids[ITEMS], self._ids[BUSINESSES]
        made, seen = [], set[str]()
        for row in self._source.get(_QUESTIONS, ()):
            key = str(row["item"])
            if key not in items:
                continue
            # Of several questions of an item the first one takes what is ticked besides.
            whole = self._asked[key]
            others = {code for one in self._source[_QUESTIONS] if one["item"] == key
                      for code in one[BUSINESSES]}  # fmt: skip
            asked = whole & set(row[BUSINESSES]) | (set() if key in seen else whole - others)
            seen.add(key)
            made.append({**row, BUSINESSES: _in_order(asked, row[BUSINESSES], businesses)})
        made += [
            {"item": code, BUSINESSES: _in_order(self._asked[key], (), businesses)}
            for key, code in items.items()
            if key not in seen
        ]
        return [row for row in made if row[BUSINESSES]]

    def _drop_volumes(self) -> None:
        procedures = set(self._ids[PROCEDURES].values())
        for index, row in enumerate(self._made.value[SCENARIOS]):
            if "volumes" in row:
                kept = [one for one in row["volumes"] if one["procedure_id"] in procedures]
                self._made.value[SCENARIOS][index] = {**row, "volumes": kept}

    def _read_cover(self) -> None:
        value, fields = self._made.value, self._draft.fields
        for key, asked in cover_rows().items():
            if key not in fields or asked.field is None:
                continue
            *above, last = asked.field.keys
            home = value
            for step in above:
                home = home.setdefault(step, {})
            home.pop(last, None)
            words = fields[key]
            if words and asked.is_id:
                home[last] = fold(words)
            elif words and key != DEFAULT_SCENARIO:
                read_field(value, _cell(words, asked), asked, (), "", self._made)
            if above and not home:
                del value[above[0]]
        scenarios = self._ids[SCENARIOS]
        chosen = scenarios.get(fields.get(DEFAULT_SCENARIO, ""))
        before = chosen or value.get(DEFAULT_SCENARIO)
        if scenarios:
            first = next(iter(scenarios.values()))
            value[DEFAULT_SCENARIO] = before if before in scenarios.values() else first
        value.setdefault(_ID, default_id(value))


def _cell(words: str, column: AskedColumn) -> SheetCell:
    """Return what is typed as a cell: plain digits are a number where one is asked."""
    is_number = column.field is not None and column.field.is_number
    if is_number and _PLAIN_NUMBER.fullmatch(words):
        return SheetCell(1, 1, "number", float(words) if "." in words else int(words))
    return SheetCell(1, 1, "text", words)


def _in_order(asked: set[str], first: object, ids: Mapping[str, str]) -> list[str]:
    """Return the ids of what is asked, in the order in which the question named them."""
    named = list(first) if isinstance(first, list) else []
    order = [*named, *(key for key in ids if key not in named)]
    return [ids[key] for key in order if key in asked and key in ids]


def made_of(draft: QuestionnaireDraft, source: Mapping[str, Any]) -> MadeQuestionnaire:
    """Return the questionnaire that a draft makes of its source."""
    return _Maker(draft, source).make()
