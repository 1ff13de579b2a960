"""A foreign file's columns of amounts, each against what the file says it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rfi.intake.layout.layout import Labels
from rfi.intake.layout.reconciliation import Reconciliation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell


@dataclass(frozen=True, slots=True)
class Sums:
    """What all columns of a file come to together, in yen as it quotes them.

    Attributes:
        mapped, discount, left_out: Of all columns; left out are those a person left out.
        open: Of rows of which nobody has said what they are.
        total: What the file says its columns come to; None where a column says nothing.
        difference: Sum − total, of the columns that say one; None where none does.
        without_total: How many columns say no total.
    """

    mapped: float
    discount: float
    left_out: float
    open: float
    total: float | None
    difference: float | None
    without_total: int


def sums_of(found: Sequence[Reconciliation]) -> Sums:
    """Return the columns of a file added up."""
    said = [one for one in found if one.total_jpy is not None]
    undecided = sum(each.amount_jpy for one in found for each in one.left_out if each.is_open)
    # Exact sums: two differences of opposite sign must not hide each other.
    off = [Fraction(str(one.difference_jpy)) for one in said]
    return Sums(
        mapped=sum(one.mapped_jpy for one in found),
        discount=sum(one.discount_jpy for one in found),
        left_out=sum(one.left_out_jpy for one in found) - undecided,
        open=undecided,
        total=sum(one.total_jpy or 0 for one in said) if said else None,
        difference=float(sum(map(abs, off))) if said else None,
        without_total=len(found) - len(said),
    )


def sums_words(found: Sequence[Reconciliation], lang: Lang) -> str:
    """Return the reconciliation in one sentence."""
    if not found:
        return text("mapping.sums.none", lang)
    sums = sums_of(found)
    given = {"discount": sums.discount, "left": sums.left_out, "open": sums.open}
    parts = [("mapped", sums.mapped), *(pair for pair in given.items() if pair[1])]
    added = text("mapping.plus", lang).join(
        text(f"mapping.sums.part.{name}", lang, amount=format_number(yen)) for name, yen in parts
    )
    whole = format_number(sums.mapped + sum(given.values()))
    words = (
        text("mapping.sums", lang, added=added, sum=whole)
        if len(parts) > 1
        else text("mapping.sums.alone", lang, added=added)
    )
    if sums.total is None or sums.difference is None:
        return f"{words} {text('mapping.sums.no_total', lang)}"
    said = {"total": format_number(sums.total), "difference": format_number(sums.difference)}
    more = text("mapping.sums.said", lang, **said)
    if sums.without_total:
        more += text("mapping.sums.some", lang, count=sums.without_total)
    return f"{words} {more}"


def row_words(labels: Labels) -> str:
    """Return the words of a row in one line."""
    return " / ".join(labels)


def view_sums(found: Sequence[Reconciliation], reading: Reading) -> Table:
    """Return each column of amounts against its own total, and the rows left out by name."""
    lang = reading.lang
    names = ("mapped", "discount", "left", "total", "difference")
    rows = []
    for one in found:
        total = TableCell(one.total_jpy) if one.total_jpy is not None else TableCell(text="－")
        off = one.difference_jpy
        cells = (
            TableCell(one.mapped_jpy),
            TableCell(one.discount_jpy),
            TableCell(one.left_out_jpy),
            total,
            TableCell(off, is_marked=bool(off), is_difference=True)
            if off is not None
            else TableCell(text="－"),
        )
        rows.append(Row(one.place, one.heading, cells, "yen", note=one.place))
    left = tuple(
        text(
            "mapping.left",
            lang,
            label=row_words(each.labels),
            place=each.place,
            amount=format_number(each.amount_jpy),
        )
        for one in found
        for each in one.left_out
    )
    return Table(
        key="mapping_sums",
        title=text("mapping.sums.title", lang),
        caption=text("mapping.sums.caption", lang),
        corner=text("mapping.sums.column", lang),
        columns=tuple(Column(name, text(f"mapping.sums.{name}", lang)) for name in names),
        rows=tuple(rows),
        notes=left,
    )
