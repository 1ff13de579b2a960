"""A foreign file being mapped: its sheet with what each column is, its sums against its totals."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import SheetCell, column_letters
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.layout import Labels, Target
from rfi.intake.layout.rows import table_rows
from rfi.intake.mapping.draft import Draft, matches_of
from rfi.intake.mapping.roles import AMOUNTS, Role, role_of
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.intake.mapping_sums import row_words
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

# A sheet is shown to be recognised, not to be read: so many rows and columns of it. [ours]
MOST_ROWS, MOST_COLUMNS = 40, 14
_LONGEST = 40
# Amounts of one row stand apart by so much.
_GAP = " / "


def role_title(role: Role, lang: Lang) -> str:
    """Return what a role is called."""
    return (
        load_codelist("layout_columns").title(role, lang) if role else text("mapping.ignore", lang)
    )


def target_title(target: Target | None, asked: Asked, lang: Lang) -> str:
    """Return what a row is taken for, with its business where the row has one of its own."""
    if target is None:
        return text("mapping.nothing_near", lang)
    kind = load_codelist("layout_targets").title(target.kind, lang)
    words = asked.items.get(target.item, target.item) if target.kind == "item" else kind
    business = asked.businesses.get(target.business, "")
    return text("view.with_note", lang, shown=words, note=business) if business else words


def table_title(draft: Draft, at: int, lang: Lang) -> str:
    """Return what a table is called: its sheet, with the row where several stand on one."""
    table = draft.tables[at]
    name = table.sheet or text("mapping.csv", lang)
    if sum(one.sheet == table.sheet for one in draft.tables) == 1:
        return name
    return text("mapping.table_at", lang, sheet=name, row=table.heading_row)


def _head(draft: Draft, at: int, column: int, lang: Lang) -> Column:
    role = role_of(draft.tables[at], column)
    words = role_title(role, lang) if role else ""
    return Column(str(column), column_letters(column), words)


def columns_shown(draft: Draft, at: int) -> tuple[int, ...]:
    """Return the columns of a sheet that are shown: those with anything in them."""
    table = draft.tables[at]
    every = sorted({column for _, column in draft.sheet(at).cells})
    read = {column for column in every if role_of(table, column)}
    rest = [column for column in every if column not in read]
    return tuple(sorted((*read, *rest[: max(MOST_COLUMNS - len(read), 0)])))


def _words(cell: SheetCell | None) -> str:
    """Return a cell as it is seen, short enough to be told from others."""
    if cell is None:
        return ""
    if cell.kind == "number" and not isinstance(cell.value, str):
        return trimmed(float(cell.value))
    return as_written(cell)[:_LONGEST]


def view_sheet(draft: Draft, at: int, reading: Reading) -> Table:
    """Return the head of a sheet as it stands, its columns named by letter and by what they are."""
    sheet, table, lang = draft.sheet(at), draft.tables[at], reading.lang
    columns = columns_shown(draft, at)
    last = max((row for row, _ in sheet.cells), default=0)
    first = max(table.heading_row - MOST_ROWS // 4, 1)
    shown = range(first, min(first + MOST_ROWS, last + 1))
    end = table.last_row or last
    rows = []
    for number in shown:
        is_data = table.heading_row < number <= end and number not in table.skipped
        cells = []
        for column in columns:
            words = _words(sheet.cells.get((number, column)))
            is_read = is_data and role_of(table, column) in AMOUNTS
            cells.append(TableCell(text=words, is_marked=bool(words) and is_read))
        mark = text("mapping.heading_row", lang) if number == table.heading_row else ""
        rows.append(Row(str(number), str(number), tuple(cells), "count", note=mark))
    notes = (
        (text("mapping.rows_shown", lang, shown=len(shown), every=last),)
        if last > len(shown)
        else ()
    )
    return Table(
        key="mapping_sheet",
        title=table_title(draft, at, lang),
        caption=text("mapping.sheet.caption", lang),
        corner="",
        columns=tuple(_head(draft, at, column, lang) for column in columns),
        rows=tuple(rows),
        notes=notes,
    )


def amounts_of_rows(draft: Draft, at: int) -> Mapping[Labels, str]:
    """Return the words of a row → its amounts as they stand, for the eye."""
    found: dict[Labels, list[str]] = {}
    for row in table_rows(draft.sheet(at), draft.tables[at]):
        # Of a unit price what it comes to.
        times = {
            one.column: row.quantities.get(one.quantity_column, Fraction(1))
            for one in draft.tables[at].amounts
            if one.quantity_column is not None
        }
        written = [
            format_number(float(one.low * times.get(column, 1)))
            if one.low is not None
            else one.written
            for column, one in row.amounts.items()
        ]
        found.setdefault(row.labels, []).extend(written)
    return {labels: _GAP.join(words) for labels, words in found.items()}


def terms_words(draft: Draft, at: int, lang: Lang) -> str:
    """Return in one line what the amounts of a table have in common, as it is taken."""
    table, asked = draft.tables[at], draft.asked
    shown: list[str] = []

    def add(words: Iterable[str]) -> None:
        found = [each for each in dict.fromkeys(words) if each]
        shown.append(text("mapping.or", lang).join(found))

    taxes = load_codelist("tax_kinds")
    add(text(f"mapping.unit.{one.unit}", lang) for one in table.amounts)
    add(taxes.title(one.tax, lang) for one in table.amounts)
    add(asked.scenarios[one.scenario_id] for one in table.amounts)
    if table.business_column is None and any(not one.business for one in table.amounts):
        add((asked.businesses.get(table.business, ""),))
    months = text("mapping.months_of", lang, months="{}")
    add(months.replace("{}", str(one.months)) for one in table.amounts if one.months)
    shown.append(text("mapping.heading_at", lang, row=table.heading_row))
    return text("mapping.dot", lang).join(part for part in shown if part)


def view_mapped(draft: Draft, at: int, reading: Reading) -> Table:
    """Return the rows of a table that are taken, with what each is and how alike its words are."""
    lang, amounts = reading.lang, amounts_of_rows(draft, at)
    rows = []
    for one in matches_of(draft, at):
        target = draft.tables[at].targets.get(one.labels)
        if target is None:
            continue
        is_shown = target == one.target
        why = f"{one.score:.0f}" if is_shown else text("mapping.by_hand", lang)
        if one.is_known and is_shown:
            why = text("mapping.known", lang)
        cells = (
            TableCell(text=target_title(target, draft.asked, lang)),
            TableCell(text=why),
            TableCell(text=amounts.get(one.labels, "")),
        )
        rows.append(Row(row_words(one.labels), row_words(one.labels), cells))
    names = ("target", "score", "amounts")
    return Table(
        key="mapping_rows",
        title=text("mapping.rows.title", lang, count=len(rows)),
        caption=text("mapping.rows.caption", lang),
        corner=text("mapping.rows.label", lang),
        columns=tuple(Column(name, text(f"mapping.rows.{name}", lang)) for name in names),
        rows=tuple(rows),
    )
