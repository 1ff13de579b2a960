"""From the quotes of one cell to the figure that is shown, a row a step."""

from collections.abc import Iterator
from dataclasses import replace

from rfi.compare.cost.path.chain import CellPath, GroupStep, LevelStep, PhasePath, ShareStep
from rfi.compare.cost.path.sized import QuotedAmount
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import all_digits
from rfi.text.wording import Lang
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table
from rfi.views.trace.size_rows import member_rows, quantity_title
from rfi.views.trace.step_rows import section_row, text_row, value_row, words


def _quote_row(quote: QuotedAmount, key: str, asked: Questionnaire, lang: Lang) -> Row:
    heading = words("quote", lang, title=asked.scenarios[quote.scenario_id].title)
    rule = ""
    if quote.population == quote.population:
        size = all_digits(quote.population)
        rule = words("quote.size", lang, population=size, cities=quote.cities)
    return value_row(f"{key}.{quote.scenario_id}", heading, quote.amount_jpy, rule)


def _group_rows(
    group: GroupStep, found: PhasePath, key: str, asked: Questionnaire, lang: Lang
) -> Iterator[Row]:
    yield section_row(f"{key}.group", words("group.section", lang, cities=group.cities))
    single = words("group.single", lang, title=asked.scenarios[group.single.scenario_id].title)
    yield value_row(f"{key}.single", single, group.single.amount_jpy)
    ends = {end.scenario_id: end for end in (group.lower, group.upper)}
    for place, part in enumerate(group.pooled):
        basis = quantity_title(part.basis, part.procedure, asked, lang)
        quantity, charge = words("pooled", lang, basis=basis), words("pooled.charge", lang)
        yield value_row(f"{key}.pooled.{place}", quantity, part.quantity, kind="number")
        yield value_row(
            f"{key}.charge.{place}", charge, part.charge, words("charge.rule", lang), "number"
        )
    for name, end in ends.items():
        if group.is_pooled:
            break
        facts = {"title": asked.scenarios[name].title, "cities": end.cities}
        amount = words("group.end", lang, **facts)
        yield value_row(f"{key}.{name}.amount", amount, end.amount_jpy)
        ratio = words("group.end.ratio", lang, **facts)
        rule = words("ratio.rule", lang)
        yield value_row(f"{key}.{name}.ratio", ratio, group.ratio_of(end), rule, "number")
    beyond = "ratio.beyond" if group.is_beyond else "ratio.between"
    rule = words("ratio.quoted" if len(ends) == 1 and not group.is_beyond else beyond, lang)
    if group.pooled:
        rule = words("ratio.pooled" if group.is_pooled else "ratio.partly_pooled", lang)
    yield value_row(f"{key}.ratio", words("ratio", lang), group.ratio, rule, "number")
    total = words("group", lang)
    yield value_row(f"{key}.joint", total, found.joint_jpy, words("group.rule", lang))
    nearer = words("individual.amount", lang, title=asked.scenarios[group.nearer.scenario_id].title)
    yield value_row(f"{key}.individual.amount", nearer, group.nearer.individual_jpy)
    individual, rule = words("individual", lang), words("individual.rule", lang)
    yield value_row(f"{key}.individual", individual, found.individual_share, rule, "number")


def _share_rows(share: ShareStep, lang: Lang) -> Iterator[Row]:
    yield section_row("sharing", words("share.section", lang))
    method = load_codelist("sharing_methods").title(share.method, lang)
    yield text_row("sharing.method", words("share.method", lang), method)
    if share.method == "mixed":
        alpha = words("share.alpha", lang)
        yield value_row("sharing.alpha", alpha, share.equal_ratio, kind="number")
    yield value_row("sharing.n", words("share.cities", lang), share.cities, kind="count")
    rule = words(f"share.weight.{share.method}", lang)
    weight = words("share.weight", lang, city=share.city)
    yield value_row("sharing.weight", weight, share.weight, rule, "number")
    yield value_row("sharing.weights", words("share.weights", lang), share.weights, kind="number")
    rule = words(f"share.rule.{share.method}", lang)
    yield value_row("sharing.share", words("share", lang), share.share, rule, "number")


def _level_rows(
    path: CellPath, found: LevelStep, asked: Questionnaire, lang: Lang
) -> Iterator[Row]:
    business, item = found.cell
    facts = {"business": asked.businesses[business], "item": asked.items[item]}
    yield section_row("levelling", words("levelling", lang, **facts))
    for number, amount in enumerate(found.donors_jpy, start=1):
        yield value_row(f"donor.{number}", words("donor", lang, number=number), amount)
    if found.free:
        yield value_row("donor.free", words("donor.free", lang), found.free, kind="count")
    level = load_codelist("levelling_levels").title(found.level, lang)
    rule = words("levelled.rule", lang, level=level, donors=len(found.donors_jpy))
    if found.expected_by:
        rule = words("expected.rule", lang, source=found.expected_by)
    yield value_row("level", words("level", lang), found.level_jpy, rule)
    rule = words("level.share", lang) if path.share else ""
    yield value_row("level.shown", words("shown", lang), found.borne_jpy, rule, level="total")


def _phase_rows(
    path: CellPath, found: PhasePath, asked: Questionnaire, lang: Lang
) -> Iterator[Row]:
    key = found.phase
    yield section_row(key, load_codelist("phases").title(found.phase, lang))
    for quote in found.quotes:
        yield _quote_row(quote, f"{key}.quote", asked, lang)
    for member in found.members:
        yield from member_rows(member, key, asked, lang)
    if found.group:
        yield from _group_rows(found.group, found, key, asked, lang)
    if path.is_outside:
        rule = words("outside", lang)
    elif path.is_left_out:
        rule = words("gap", lang)
    else:
        rule = words("shown.rule", lang) if path.share else ""
    yield value_row(f"{key}.shown", words("shown", lang), found.borne_jpy, rule, level="total")


def view_cell_path(evaluation: Evaluation, reading: Reading, path: CellPath) -> Table:
    """Return the steps behind a cell: each value, and the rule that gives it."""
    comparison, asked, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    rows = [*_share_rows(path.share, lang)] if path.share else []
    for found in path.phases:
        rows += _phase_rows(path, found, asked, lang)
    if path.levelled:
        rows += _level_rows(path, path.levelled, asked, lang)
    return Table(
        key="path",
        title=words("title", lang),
        caption=basis_caption(comparison, replace(reading, unit="one", tax="excluded")),
        corner=words("corner", lang),
        columns=(Column("amount", words("amount", lang)), Column("rule", words("rule", lang))),
        rows=tuple(rows),
        unit="one",
    )
