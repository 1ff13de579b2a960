"""What every rule asks of each city under one offer, and who would rather leave."""

from dataclasses import replace

from rfi.analysis.choice.joining import RuleShares
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.text.wording import Lang, text
from rfi.views.choice.joining.words import coalition_words, open_kind_of, percent, yearly_words
from rfi.views.look.band.picture import code_of_figure
from rfi.views.look.captions import basis_caption
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell


def _sign(evaluation: Evaluation, index: int) -> str:
    """Return the sign of what is not exact under an offer; "" where all of it is."""
    if needed(evaluation.choices.joining).offers[index].state != "open":
        return ""
    return SIGNS[open_kind_of(evaluation.costs.offers[index])]


def _cell(
    evaluation: Evaluation, index: int, rule: RuleShares, member: int, reading: Reading
) -> TableCell:
    """Return a share; where the city pays more than alone it says by how much a year."""
    found = needed(evaluation.choices.joining).offers[index]
    share, alone = float(rule.share_jpy[member]), float(found.alone_jpy[member])
    if found.state == "open":
        return TableCell(share, sign=_sign(evaluation, index))
    loss = share - alone
    parts = []
    if loss > YEN_TOLERANCE:
        parts.append(
            text(
                "choice.joining.loses",
                reading.lang,
                amount=yearly_words(evaluation, loss, reading),
            )
        )
    error = float(rule.standard_error_jpy[member])
    if error:
        amount = yearly_words(evaluation, error, reading)
        parts.append(text("choice.joining.error", reading.lang, amount=amount))
    note = text("view.list_separator", reading.lang).join(parts)
    return TableCell(share, note=note, is_marked=loss > YEN_TOLERANCE)


def _leavers(evaluation: Evaluation, rule: RuleShares, reading: Reading) -> TableCell:
    """Return how many coalitions would rather leave, the one that objects most, and by how much."""
    lang = reading.lang
    if rule.core is None:
        return TableCell(text=text("choice.joining.unjudged", lang))
    partial = text("choice.joining.partial", lang) if rule.core.is_partial else ""
    if not rule.core.objecting:
        return TableCell(text=text("choice.joining.nobody", lang), note=partial)
    joining = needed(evaluation.choices.joining)
    names = coalition_words(rule.core.objecting[0], joining.prices.cities, lang)
    amount = yearly_words(evaluation, rule.core.objection_jpy[0], reading)
    return TableCell(
        text=text("choice.joining.leavers", lang, count=len(rule.core.objecting)),
        note=text("choice.joining.most", lang, names=names, amount=amount) + partial,
    )


def _heading(rule: RuleShares, equal_ratio: float, lang: Lang) -> Column:
    name = text(f"choice.rule.{rule.rule}", lang, equal=percent(equal_ratio))
    return Column(rule.rule, name, note=text(f"choice.rule.{rule.rule}.note", lang))


def view_sharing_rules(evaluation: Evaluation, reading: Reading, index: int) -> Table:
    """Return cities × rules under one offer: the share, and where it is more than going alone.

    Yen of the window, nominal, tax-excluded.
    """
    lang, joining = reading.lang, needed(evaluation.choices.joining)
    found = joining.offers[index]
    sign = _sign(evaluation, index)
    rows = [
        Row(
            city.code,
            city.name,
            (
                TableCell(
                    float(found.alone_jpy[member]),
                    sign="" if joining.prices.is_alone_known[member, index] else sign,
                ),
                *(_cell(evaluation, index, rule, member, reading) for rule in found.rules),
            ),
            note=text("choice.joining.residents", lang, count=f"{city.population:,}"),
        )
        for member, city in enumerate(joining.prices.cities)
    ]
    letter = look_of(evaluation.costs.offers[index]).letter
    total = TableCell(found.total_jpy, sign=sign, of=code_of_figure(letter))
    alone = TableCell(float(found.alone_jpy.sum()), sign=sign)
    rows.append(
        Row(
            "total",
            text("choice.joining.total", lang),
            (alone, *(total for _ in found.rules)),
            level="total",
        )
    )
    leavers = (_leavers(evaluation, rule, reading) for rule in found.rules)
    rows.append(
        Row("leavers", text("choice.joining.who", lang), (TableCell(), *leavers), kind="text")
    )
    return Table(
        key="sharing_rules",
        title=text("choice.joining.table", lang, offer=offer_label(evaluation.costs, index)),
        caption=basis_caption(
            evaluation.costs,
            replace(reading, tax="excluded"),
            text("view.whose.members", lang, count=len(joining.prices.cities)),
        ),
        corner=text("view.joint.corner", lang),
        columns=(
            Column("alone_price", text("view.joint.alone", lang)),
            *(_heading(rule, joining.equal_ratio, lang) for rule in found.rules),
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.joining.note", lang), text("choice.joining.note.core", lang)),
        letter=letter,
    )
