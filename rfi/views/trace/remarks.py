"""付記, every one of the round: beside which figure, what, by whom and when."""

from rfi.evaluation.evaluation import Evaluation
from rfi.evaluation.remarks import NO_REMARKS
from rfi.text.dates import shown_moment
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.remark.marks import left_out, remark_mark, state_words, words_of_figure
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("offer", "figure", "text", "conditions", "written", "state")


def view_remarks(evaluation: Evaluation, reading: Reading) -> Table | None:
    """Return the remarks that may be shown, and how many may not; None where there are none."""
    lang, remarks = reading.lang, evaluation.remarks
    if remarks == NO_REMARKS:
        return None
    asked = evaluation.questionnaire
    rows = tuple(
        Row(
            str(one.number),
            remark_mark(one.number, lang),
            tuple(
                TableCell(text=words)
                for words in (
                    one.letter or text("view.none", lang),
                    words_of_figure(asked, one.business, one.item, lang),
                    one.text,
                    one.conditions,
                    text("view.remarks.written", lang, by=one.by, at=shown_moment(one.at)),
                    state_words(one, lang) or text("view.remarks.current", lang),
                )
            ),
            "text",
        )
        for one in remarks.told
    )
    return Table(
        key="remarks",
        title=text("view.remarks.title", lang, count=len(rows)),
        caption=text("view.remarks.caption", lang),
        corner=text("view.remarks.corner", lang),
        columns=tuple(
            Column(name, text(f"view.remarks.heading.{name}", lang)) for name in _COLUMNS
        ),
        rows=rows,
        unit=reading.unit,
        notes=left_out(remarks, lang),
    )
