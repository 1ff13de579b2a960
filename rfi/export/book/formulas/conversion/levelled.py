"""What levelling puts in, as rows of 換算: values, since donors follow rules of their own."""

from rfi.export.book.formulas.conversion.amounts import PRESENT
from rfi.export.book.formulas.conversion.cells import CellsSheet
from rfi.export.book.formulas.conversion.columns import BUSINESS, ITEM, OFFER, PHASE, RULE
from rfi.export.book.formulas.grid import Cell, Formula
from rfi.export.book.formulas.payers import GROUP, SHARED
from rfi.schema.codelists import load_codelist


def levelled_rows(sheet: CellsSheet, measure: str) -> list[list[Cell]]:
    """Return what levelling puts in, as values: they stand for what is shown as exported."""
    payers, at, names = sheet.payers, sheet.columns, sheet.names
    levelled = payers.own.levelled
    nominal, present = levelled[measure], levelled[PRESENT]
    axes, questionnaire = sheet.basis.model.axes, sheet.basis.questionnaire
    view = names.of("view")
    rows = []
    for index in range(len(nominal.values)):
        offer, business, item = (int(axis[index]) for axis in nominal.at)
        made: list[Cell] = [None] * (at.shown_present + 1)
        made[OFFER], made[BUSINESS], made[ITEM] = (
            sheet.letters[offer],
            axes.businesses[business],
            axes.items[item],
        )
        made[PHASE] = load_codelist("phases").title(
            questionnaire.phases[axes.items[item]], names.lang
        )
        made[RULE] = names.word("cells.levelled")
        for column, few in ((at.shown, nominal), (at.shown_present, present)):
            amount = float(few.values[index].sum())
            number = f"{amount:.15g}"
            if payers.joint is not None:
                share = sheet.share()
                text = f"IF({view}={SHARED},{share}*{number},IF({view}={GROUP},{number},0))"
            else:
                text = f"IF({view}={payers.view},{number},0)"
            made[column] = Formula(text, amount * sheet.part)
        rows.append(made)
    return rows
