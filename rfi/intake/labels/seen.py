"""What a person sees beside the hidden marks of a sheet: labels that are another row's or new."""

from dataclasses import dataclass, field

from rfi.document.form.marks import COVER, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.form.second.own import FACT_ROW
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import cell_name
from rfi.intake.form.asked_rows import AskedRow, asked_rows, first_rows
from rfi.intake.form.choices import Choices
from rfi.intake.form.writing.cover_facts import cover_facts
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import LANGS, Lang, text

# Labels by which a person knows the row; the cost sheet's two only together.
_NAMES = frozenset(
    {"book.requirement", "book.text", "book.item", "book.title", "book.kpi", "book.question"}
)
_PAIR = frozenset({"book.business", "book.cost_item"})
_OPTION = frozenset({"book.option", "book.scenario"})


@dataclass(slots=True)
class SeenLabels:
    """What the labels of one sheet say against its marks, each with its cell first.

    Attributes:
        moved: (cell, row id, label, expected) of labels that are those of another row.
        changed: (cell, row or column id, label, expected) of labels that are nobody's.
        scenarios: (cell, column id, title, expected) of titles that are another scenario's.
        missing: Rows that are gone.
    """

    moved: list[tuple[str, str, str, str]] = field(default_factory=list)
    changed: list[tuple[str, str, str, str]] = field(default_factory=list)
    scenarios: list[tuple[str, str, str, str]] = field(default_factory=list)
    missing: list[AskedRow] = field(default_factory=list)


def _same(given: str, expected: str) -> bool:
    return given == expected or fold(given) == fold(expected)


def _names(keys: tuple[str, ...], labels: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the labels that name a row, each with its kind; of costs both in one."""
    by_key = dict(zip(keys, map(fold, labels), strict=True))
    found: set[tuple[str, ...]] = {
        (key, by_key[key]) for key in _NAMES & by_key.keys() if by_key[key]
    }
    if by_key.keys() >= _PAIR:
        found.add((by_key["book.business"], by_key["book.cost_item"]))
    if by_key.keys() >= _OPTION:
        found.add((by_key["book.option"], by_key["book.scenario"]))
    return found


def seen_labels(sheet: PrintedSheet, asked: Questionnaire) -> SeenLabels:
    """Return what the labels of a sheet say; a form is in one of two languages."""
    if sheet.table == COVER:
        return _seen_cover(sheet, asked)
    found = _seen(sheet, asked, LANGS[:1])
    is_other = not sheet.is_first and (found.moved or found.changed)
    return _seen(sheet, asked, LANGS) if is_other else found


def _seen_cover(sheet: PrintedSheet, asked: Questionnaire) -> SeenLabels:
    """Return what was typed over the facts of the round: by when, to whom, and how to answer."""
    facts = [fact for lang in LANGS for fact in cover_facts(asked, lang)]
    heads = {fold(text(f"form.cover.{key}", lang)): key for key, _ in facts for lang in LANGS}
    own = {fold(said) for _, said in facts} | {fold(asked.title), *heads}
    found = SeenLabels()
    for _, number, labels in sheet.rows:
        key = next((heads[fold(label)] for label in labels if fold(label) in heads), "")
        for (_, column), label in zip(sheet.headings, labels, strict=True):
            if label and fold(label) not in own:
                said = next((said for one, said in facts if one == key), asked.title)
                place = cell_name(sheet.sheet, number, column)
                found.changed.append((place, FACT_ROW, label, said))
    return found


def _seen(sheet: PrintedSheet, asked: Questionnaire, langs: tuple[Lang, ...]) -> SeenLabels:
    known, owners, names = _expected(sheet, asked, langs)
    shown = tuple(key for key, _ in sheet.headings)
    found = SeenLabels()
    found.missing = [known[row_id] for row_id in known.keys() - {row[0] for row in sheet.rows}]
    for row_id, number, labels in sheet.rows:
        if row_id not in known:
            continue
        expected = names[row_id]
        wrong = [
            (key, column, label)
            for (key, column), label in zip(sheet.headings, labels, strict=True)
            if not any(_same(label, one.get(key, "")) for one in expected)
        ]
        if not wrong:
            continue
        own = {name for one in expected for name in _names(tuple(one), tuple(one.values()))}
        others = [name for name in _names(shown, labels) - own if name in owners]
        for key, column, label in wrong:
            place = cell_name(sheet.sheet, number, column)
            if others and label:
                found.moved.append((place, row_id, label, expected[0].get(key, "")))
            else:
                found.changed.append((place, row_id, label, expected[0].get(key, "")))
    _look_above(sheet, asked, found)
    return found


def _expected(
    sheet: PrintedSheet, asked: Questionnaire, langs: tuple[Lang, ...]
) -> tuple[dict[str, AskedRow], set[tuple[str, ...]], dict[str, list[dict[str, str]]]]:
    """Return the rows that a sheet prints, all names of rows, and what stands beside each row."""
    if sheet.is_first:
        versions = [first_rows(sheet.table, asked)]
    else:
        versions = [asked_rows(sheet.table, Choices(asked, lang)) for lang in langs]
    names: dict[str, list[dict[str, str]]] = {}
    owners: set[tuple[str, ...]] = set()
    for keys, rows in versions:
        for row in rows:
            names.setdefault(row.row_id, []).append(dict(zip(keys, row.labels, strict=True)))
            owners |= _names(keys, row.labels)
    return {row.row_id: row for row in versions[0][1]}, owners, names


def _look_above(sheet: PrintedSheet, asked: Questionnaire, found: SeenLabels) -> None:
    shown_titles = Choices(asked, "ja").titles["scenario"]
    titles = {fold(one.title): one.scenario_id for one in asked.scenarios.values()}
    for key, column, shown, row in sheet.scenarios:
        scenario = split_column_key(key)[1]
        own = asked.scenarios.get(scenario)
        if own is None or _same(shown, own.title) or _same(shown, shown_titles[scenario]):
            continue
        place = cell_name(sheet.sheet, row, column)
        if fold(shown) in titles:
            found.scenarios.append((place, key, shown, own.title))
        else:
            found.changed.append((place, key, shown, own.title))
