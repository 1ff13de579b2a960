"""From the quotes of one cell to the shown city's figure, a row a step."""

from dataclasses import replace

from rfi.compare.cost.path.cell_path import CellPath, PhasePath
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_PERCENT = 100
_RATIO_DIGITS = 4


def _words(name: str, lang: Lang, **facts: object) -> str:
    return text(f"view.path.{name}", lang, **facts)


def _plain(key: str, heading: str, value: str, rule: str = "") -> Row:
    return Row(key, heading, (TableCell(text=value), TableCell(text=rule)), "text")


def _phase_rows(path: CellPath, found: PhasePath, asked: Questionnaire, lang: Lang) -> list[Row]:
    rows = [
        Row(found.phase, load_codelist("phases").title(found.phase, lang), level="section"),
    ]
    for quote in found.quotes:
        own = quote.own_quantity_jpy
        rule = _words("own", lang, amount=format_number(own)) if own else ""
        heading = _words("quote", lang, title=asked.scenarios[quote.scenario_id].title)
        rows.append(
            Row(quote.scenario_id, heading, (TableCell(quote.amount_jpy), TableCell(text=rule)))
        )
    for lower, upper, exponent in found.exponents:
        sizes = [format_number(quote.population) for quote in (lower, upper)]
        heading = _words("exponent", lang, first=sizes[0], second=sizes[1])
        key = f"exponent.{lower.scenario_id}"
        rows.append(
            _plain(key, heading, format_number(exponent, _RATIO_DIGITS), _words("curve", lang))
        )
    for name, amount in zip(path.members, found.alone_jpy, strict=True):
        heading = _words("alone", lang, city=name)
        rows.append(Row(f"alone.{name}", heading, (TableCell(amount), TableCell())))
    if len(path.members) > 1:
        ratio = format_number(found.ratio, _RATIO_DIGITS)
        rows.append(_plain("ratio", _words("ratio", lang), ratio, _words("ratio.rule", lang)))
        joint = (TableCell(found.joint_jpy), TableCell(text=_words("group.rule", lang)))
        rows.append(Row("group", _words("group", lang), joint))
        part = f"{format_number(found.individual_share * _PERCENT, 2)}%"
        share = f"{format_number(found.share * _PERCENT, _RATIO_DIGITS)}%"
        rows.append(_plain("individual", _words("individual", lang), part))
        rows.append(_plain("share", _words("share", lang), share, _words("share.rule", lang)))
    shown = (TableCell(found.borne_jpy), TableCell())
    rows.append(Row(f"{found.phase}.shown", _words("shown", lang), shown, level="total"))
    return rows


def view_cell_path(evaluation: Evaluation, reading: Reading, path: CellPath) -> Table:
    """Return the steps behind an estimated cell: amount, and the rule that gives it."""
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    rows = [row for found in path.phases for row in _phase_rows(path, found, questionnaire, lang)]
    if path.levelled:
        found = path.levelled
        rule = _words("levelled.rule", lang, donors=found.donors)
        rows.append(Row("levelling", _words("levelling", lang), level="section"))
        rows.append(
            Row("level", _words("level", lang), (TableCell(found.level_jpy), TableCell(text=rule)))
        )
        borne = (TableCell(path.levelled_borne_jpy), TableCell())
        rows.append(Row("level.shown", _words("shown", lang), borne, level="total"))
    return Table(
        key="path",
        title=_words("title", lang),
        caption=basis_caption(comparison, replace(reading, unit="one", tax="excluded")),
        corner=_words("corner", lang),
        columns=(Column("amount", _words("amount", lang)), Column("rule", _words("rule", lang))),
        rows=tuple(rows),
        unit="one",
        notes=(_words("gap", lang),) if path.is_gap else (),
    )
