"""One slide for a section of 分析: its answer in a sentence, and its first figures."""

from collections.abc import Mapping
from functools import partial

from rfi.export.slides.part import Part
from rfi.export.slides.slide import SUB_WIDTH, Grid, Line, Slide
from rfi.text.width import text_width
from rfi.text.wording import text
from rfi.views.choice.contents import CONTENTS
from rfi.views.look.contents import Content
from rfi.views.look.table import Row, Table

# Section → the view whose table has room on a slide. What changed since the last round is known to
# no file, which knows of one round.
_TABLES: Mapping[str, str] = {
    "customization": "view_way_totals",
    "joining": "view_sharing_rules",
    "vendors": "view_plans",
    "ask": "view_asking",
    "scoring": "view_scores",
    "plan": "view_plan_cities",
}
ANALYSES = tuple(_TABLES)


def _answer(part: Part, content: Content) -> str:
    """Return the sentence that a picture or chart opens with; "" of a table."""
    given = (part.evaluation, part.reading, content.opening(part.evaluation))
    picture, figure = content.pictured(*given), content.drawn(*given)
    if picture is not None:
        return picture.title
    return str(figure["layout"]["title"]["text"]) if figure is not None else ""


def _line(table: Table, row: Row) -> Line:
    cells = tuple(table.shown(row, cell) or cell.note for cell in row.cells)
    return Line(row.heading.strip(), cells, row.level == "total")


def _grid(table: Table) -> Grid:
    heads = tuple(one.label for one in table.columns)
    rows = (row for row in table.rows if row.level != "section")
    return Grid(table.corner, heads, tuple(_line(table, row) for row in rows), 0.24)


def analysis_slide(part: Part, section: str) -> Slide | None:
    """Return the slide of a section; None where the round holds nothing for it.

    Args:
        part: Everything.
        section: Of the page 分析.
    """
    contents = [one for one in CONTENTS.of(section) if one.unmet(part.evaluation) is None]
    answer = next((said for one in contents if (said := _answer(part, one))), "")
    filed = (
        table
        for one in contents
        if one.name == _TABLES[section]
        for table in one.filed(part.evaluation, part.reading)
    )
    table = next((one for one in filed if one.rows), None)
    if table is None:
        return None
    has_room = text_width(answer) <= SUB_WIDTH
    return Slide(
        section,
        text(f"app.{CONTENTS.subject}.{section}", part.lang),
        answer if has_room else table.title,
        grid=_grid(table),
        remark="" if has_room else answer,
        notes=(table.title, table.caption, *table.notes),
    )


MAKERS = {section: partial(analysis_slide, section=section) for section in ANALYSES}
