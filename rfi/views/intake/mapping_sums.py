"""A foreign file's columns of amounts, each against what the file says it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rfi.intake.layout.asked import Asked
from rfi.intake.layout.layout import Labels
from rfi.intake.layout.reconciliation import Reconciliation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("mapped", "discount", "left", "open", "total", "difference")
_NONE = "－"


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


def _cells(one: Reconciliation, names: Sequence[str]) -> tuple[TableCell, ...]:
    undecided = sum(each.amount_jpy for each in one.left_out if each.is_open)
    amounts = {
        "mapped": one.mapped_jpy,
        "discount": one.discount_jpy,
        "left": one.left_out_jpy - undecided,
        "open": undecided,
        "total": one.total_jpy,
        "difference": one.difference_jpy,
    }
    return tuple(
        TableCell(text=_NONE)
        if amounts[name] is None
        else TableCell(
            amounts[name],
            is_marked=name == "difference" and bool(amounts[name]),
            is_difference=name == "difference",
        )
        for name in names
    )


def view_sums(found: Sequence[Reconciliation], asked: Asked, reading: Reading) -> Table:
    """Return each column of amounts against its own total, and the rows left out by name.

    Args:
        found: The columns.
        asked: Whose items; of a column of one item it is named beside the heading.
        reading: Language.
    """
    lang = reading.lang
    every = [each for one in found for each in one.left_out]
    has_open = any(each.is_open for each in every)
    names = [name for name in _COLUMNS if name != "open" or has_open]
    left = tuple(
        text(
            "mapping.left",
            lang,
            label=row_words(each.labels),
            place=each.place,
            amount=format_number(each.amount_jpy),
        )
        for each in every
        if not each.is_open
    )
    return Table(
        key="mapping_sums",
        title=text("mapping.sums.title", lang),
        caption=text("mapping.sums.caption", lang),
        corner=text("mapping.sums.column", lang),
        columns=tuple(Column(name, text(f"mapping.sums.{name}", lang)) for name in names),
        rows=tuple(
            Row(
                one.place,
                one.heading,
                _cells(one, names),
                "yen",
                note=" ".join(filter(None, (one.place, asked.items.get(one.item, "")))),
            )
            for one in found
        ),
        notes=left,
    )
