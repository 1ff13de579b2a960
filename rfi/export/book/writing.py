"""What every sheet of one workbook is written with."""

from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.live_cell import LiveCells
from rfi.export.book.sheet_layout import Paper
from rfi.export.imprint import Imprint
from rfi.text.wording import Lang
from rfi.views.look.reading import Reading

# Excel takes no longer text inside a formula.
_LONGEST_LITERAL = 250


def _after(formula: str, words: str) -> str:
    if not formula or len(words) > _LONGEST_LITERAL:
        return ""
    quoted = words.replace('"', '""')
    return f'={formula}&"{quoted}"'


@dataclass(frozen=True, slots=True)
class Writing:
    """A workbook while it is written.

    Attributes:
        book: The workbook.
        formats: Its formats.
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        paper: What stands at the edges of every page.
        imprint: Number, day and end of the audit.
        basis: Conditions in one line.
        live: The cells of tables that hold a formula.
        moved: Formula of what is said before a caption once an assumption is changed in the
            workbook; "" where it holds values only.
        exported: Formula of what is said before words that stay as exported.
        finding: Formula of the finding of the first page; "" for none.
    """

    book: Workbook
    formats: CellFormats
    evaluation: Evaluation
    reading: Reading
    paper: Paper
    imprint: Imprint
    basis: str
    live: LiveCells
    moved: str = ""
    exported: str = ""
    finding: str = ""

    def caption(self, words: str) -> str:
        """Return the formula of a caption that says when an assumption was changed; "" for none."""
        return _after(self.moved, words)

    def as_exported(self, words: str) -> str:
        """Return the formula of words that stay as exported and say so; "" for none."""
        return _after(self.exported, words)

    @property
    def lang(self) -> Lang:
        """Language."""
        return self.reading.lang
