"""版の違い: two versions of an answer, field by field."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from rfi.intake.round.versions import FieldChange
from rfi.intake.value_paths import keys_of, schema_path, value_at
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field, load_fields, titles_by_path
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import place_words, shown_value

_SINGLE = "one"
_INSIDE = "view.changes.inside"
_MONEY = frozenset({"amount", "unit", "currency"})
# What names a row stands at its place, in titles.
_NAMES = frozenset(
    {
        "line_id",
        "discount_id",
        "scenario_id",
        "item",
        "businesses",
        "option_id",
        "requirement_id",
        "kpi_id",
        "item_id",
        "question_id",
        "benefit_id",
    }
)
# Fields that hold the code of something that is asked under another name.
_ASKED_AS = {
    "cost_item": "item",
    "business": "businesses",
    "applies_to_items": "item",
    "applies_to_businesses": "businesses",
}
# Fields of a row that are shown.
_PARTS = 12
_COLUMNS = ("kind", "field", "place", "old", "new")
CHANGE_KINDS = ("changed", "added", "removed")


def change_kind_title(kind: str, lang: Lang) -> str:
    """Return the name of a kind of change."""
    return load_codelist("change_kinds").title(kind, lang)


def count_changes(changes: Sequence[FieldChange], lang: Lang) -> str:
    """Return how many of each kind there are, in words."""
    counts = Counter[str](change.kind for change in changes)
    return text("view.changes.counts", lang, **{kind: counts[kind] for kind in CHANGE_KINDS})


def _titles(asked: Questionnaire) -> Mapping[str, Mapping[str, str]]:
    """Return field of a row → code → title, of everything that the questionnaire names."""
    rows = asked.value

    def of(kind: str, key: str, title: str = "title") -> dict[str, str]:
        return {str(row[key]): str(row[title]) for row in rows.get(kind, ())}

    scenarios = {code: scenario.title for code, scenario in asked.scenarios.items()}
    return {
        "scenario_id": scenarios,
        "businesses": asked.businesses,
        "item": asked.items,
        "kpi_id": of("kpis", "kpi_id"),
        "requirement_id": of("requirements", "requirement_id", "text"),
        "item_id": of("service_level_items", "item_id"),
        "question_id": of("free_questions", "question_id"),
        "option_id": of("options", "option_id"),
        "procedure_id": asked.procedures,
    }


def _row_words(row: Mapping[str, object], titles: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what names a row: the titles of its codes, or its own title."""
    if "offer_id" in row and isinstance(row.get("title"), str):
        return [str(row["title"])]
    words = []
    for key, known in titles.items():
        value = row.get(key)
        codes = value if isinstance(value, list) else (value,)
        words += [known.get(code, code) for code in codes if isinstance(code, str)]
    own = row.get("title", row.get("topic"))
    return words or ([own] if isinstance(own, str) else [])


def _place(
    change: FieldChange, versions: tuple[object, object], asked: Questionnaire, lang: Lang
) -> str:
    """Return the rows around the field by their titles, outermost first; else by number."""
    value = versions[0] if change.kind == "removed" else versions[1]
    titles = _titles(asked)
    words: list[str] = []
    at = ""
    for key in keys_of(change.pointer):
        at = f"{at}/{key}"
        row = value_at(value, at)
        if key.isdecimal() and isinstance(row, Mapping):
            named = text("view.changes.parts", lang).join(_row_words(row, titles))
            words.append(named or place_words(at, lang).rpartition(text(_INSIDE, lang))[2])
    return text(_INSIDE, lang).join(words) or text("view.none", lang)


def _currencies(
    change: FieldChange, changes: Sequence[FieldChange], versions: tuple[object, object]
) -> tuple[object, object]:
    """Return the old and the new currency of the row that a change stands in."""
    whole = versions[0] if change.kind == "removed" else versions[1]
    row = change.pointer.rpartition("/")[0]
    now = value_at(whole, f"{row}/currency")
    place = (*change.path[:-1], "currency")
    before = next((one.old for one in changes if one.path == place), now)
    return before, now


def _unit(unit: str, currency: object, lang: Lang) -> str:
    """Return a unit as it stands behind a number: 千円 for thousands of yen."""
    units = load_codelist("money_units")
    if unit not in units.codes:
        return units.title(unit, lang)
    size = "" if unit == _SINGLE else units.title(unit, lang)
    money = load_codelist("currencies").title(str(currency), lang) if currency else ""
    return text("view.changes.unit", lang, size=size, currency=money).strip()


@cache
def _fields() -> Mapping[tuple[str, ...], Field]:
    return {field.path: field for field in load_fields("rfi_response")}


def _words_of(
    path: tuple[str, ...], value: object, titles: Mapping[str, Mapping[str, str]], lang: Lang
) -> object:
    """Return a value with titles where it holds codes, of a standard list or of what is asked."""
    if isinstance(value, list):
        return [_words_of(path, part, titles, lang) for part in value]
    field = _fields().get(path)
    if not isinstance(value, str) or field is None:
        return value
    asked = titles.get(_ASKED_AS.get(path[-1], path[-1]), {})
    if value in asked:
        return asked[value]
    if field.codelist and value in load_codelist(field.codelist).codes:
        return load_codelist(field.codelist).title(value, lang)
    return value


def _parts_of_row(
    path: tuple[str, ...],
    row: Mapping[str, object],
    titles: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> Iterator[str]:
    """Yield the fields of a row that came or went, each with its title."""
    for key, value in row.items():
        inner = (*path, key)
        if isinstance(value, Mapping):
            yield from _parts_of_row(inner, value, titles, lang)
        elif value is not None and not (isinstance(value, list) and value[:1] and _is_row(value)):
            words = shown_value(_words_of(inner, value, titles, lang), lang)
            named = titles_by_path("rfi_response").get(inner)
            title = named[lang] if named else key
            yield text("view.changes.part", lang, title=title, value=words)


def _is_row(value: list[object]) -> bool:
    return isinstance(value[0], Mapping)


def _shown(value: object, unit: str, change: FieldChange, asked: Questionnaire, lang: Lang) -> str:
    """Return a value with its unit; a row with money by its amount first."""
    path, titles = schema_path(change.pointer), _titles(asked)
    if not isinstance(value, Mapping):
        return shown_value(_words_of(path, value, titles, lang), lang, unit)
    parts = []
    has_money = isinstance(value.get("amount"), int | float)
    if has_money:
        money = _unit(str(value.get("unit", _SINGLE)), value.get("currency"), lang)
        parts.append(shown_value(value["amount"], lang, money))
    left_out = _NAMES | (_MONEY if has_money else frozenset())
    rest = {key: part for key, part in value.items() if key not in left_out}
    parts += _parts_of_row(path, rest, titles, lang)
    return text("view.value.separator", lang).join(parts[:_PARTS]) or text("view.none", lang)


def view_changes(
    changes: Sequence[FieldChange],
    names: tuple[str, str],
    versions: tuple[object, object],
    asked: Questionnaire,
    reading: Reading,
    kinds: Collection[str] = CHANGE_KINDS,
) -> Table:
    """Return one row a change, old beside new with their units.

    Args:
        changes: Every change between the two versions.
        names: Names of the old and the new version.
        versions: Their values.
        asked: What both answer, for the titles of its codes.
        reading: Language, unit and tax basis.
        kinds: Kinds of change to show.
    """
    lang = reading.lang
    rows = []
    for number, change in enumerate((one for one in changes if one.kind in kinds), start=1):
        old_money, new_money = _currencies(change, changes, versions)
        old_unit = _unit(change.old_unit, old_money, lang)
        new_unit = _unit(change.new_unit, new_money, lang)
        words = (
            change_kind_title(change.kind, lang),
            change.title(lang),
            _place(change, versions, asked, lang),
            _shown(change.old, old_unit, change, asked, lang),
            _shown(change.new, new_unit, change, asked, lang),
        )
        cells = tuple(TableCell(text=word) for word in words)
        rows.append(Row(change.pointer, str(number), cells, "text"))
    return Table(
        key="changes",
        title=text("view.changes.title", lang, old=names[0], new=names[1]),
        caption=count_changes(changes, lang),
        corner=text("view.issues.corner", lang),
        columns=tuple(Column(name, text(f"view.changes.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
    )
