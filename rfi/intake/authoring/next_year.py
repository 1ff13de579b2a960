"""Last year's questionnaire as the start of the next one, and what differs between two of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rfi.document.authoring.layout import ID_KEYS
from rfi.schema.fields import titles_by_path
from rfi.text.wording import Lang, text

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_DAYS = ("issued_on", "deadline_on", "wished_go_live_on")
_LEAP_DAY, _DAY_BEFORE = (2, 29), 28
# A rate is of its day, and has to be looked up again.
_OF_ITS_DAY = ("on", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two questionnaires.

    Attributes:
        path: Keys from the root; of a row, its table and the id.
        kind: ``added``, ``removed`` or ``changed``.
        before, after: What stood there, as text; "" for nothing.
    """

    path: tuple[str, ...]
    kind: str
    before: str = ""
    after: str = ""

    def words(self, lang: Lang) -> str:
        """Return it as a line for whoever reads."""
        title = titles_by_path("questionnaire")[self.path[:1]][lang]
        place = text("list.separator", lang).join((title, *self.path[1:]))
        return text(f"author.change.{self.kind}", lang, place=place, before=self.before,
                    after=self.after)  # fmt: skip


def _year_later(day: str) -> str:
    found = date.fromisoformat(day)
    is_leap_day = (found.month, found.day) == _LEAP_DAY
    return found.replace(
        year=found.year + 1, day=_DAY_BEFORE if is_leap_day else found.day
    ).isoformat()


def _next_name(name: str) -> str:
    """Return a name with its years a year later.

    >>> _next_name("core-city-2026"), _next_name("共同利用の照会")
    ('core-city-2027', '共同利用の照会')
    """
    return _YEAR.sub(lambda found: str(int(found[0]) + 1), name)


def next_questionnaire(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a questionnaire that asks the same a year later; the rate waits to be looked up."""
    name = _next_name(value["questionnaire_id"])
    is_same = name == value["questionnaire_id"]
    fx = {key: part for key, part in value["reference_fx"].items() if key not in _OF_ITS_DAY}
    return {
        **value,
        **{key: _year_later(value[key]) for key in _DAYS if key in value},
        "questionnaire_id": f"{name}.next" if is_same else name,
        "title": _next_name(value["title"]),
        "base_fiscal_year": value["base_fiscal_year"] + 1,
        "reference_fx": fx,
        "businesses": [
            {**row, "wished_go_live_on": _year_later(row["wished_go_live_on"])}
            if "wished_go_live_on" in row
            else row
            for row in value["businesses"]
        ],
    }


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{part}" for part in value.values())
    return str(value)


def _rows(table: str, value: Mapping[str, Any]) -> dict[str, Any]:
    key = ID_KEYS[table] or "symbol"
    return {row[key]: row for row in value.get(table, ())}


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Yield what a later questionnaire asks otherwise: fields of the cover, rows by their ids."""
    plain = [key for key in {**before, **after} if key not in ID_KEYS]
    for key in plain:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old or new, list):
            yield Change((key,), "changed", str(len(old or ())), str(len(new or ())))
            continue
        kind = "added" if old is None else "removed" if new is None else "changed"
        yield Change((key,), kind, _written(old or ""), _written(new or ""))
    for table in ID_KEYS:
        rows, later = _rows(table, before), _rows(table, after)
        for name in {**rows, **later}:
            if name not in rows:
                yield Change((table, name), "added")
            elif name not in later:
                yield Change((table, name), "removed")
            elif rows[name] != later[name]:
                yield Change((table, name), "changed")
