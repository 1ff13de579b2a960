"""From the quoted sizes to what one city would pay alone, a row a step (method §3)."""

from collections.abc import Iterator

from rfi.compare.cost.path.sized import MemberPath, SizedAmount, SizeEnd
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang
from rfi.views.look.table import Row
from rfi.views.trace.step_rows import section_row, text_row, value_row, words


def quantity_title(basis: str, procedure: str, asked: Questionnaire, lang: Lang) -> str:
    """Return the name of a quantity that prices follow."""
    title = load_codelist("quantity_bases").title(basis, lang)
    if not procedure:
        return title
    named = asked.procedures.get(procedure, procedure)
    return words("part.procedure", lang, basis=title, procedure=named)


def part_title(part: SizedAmount, asked: Questionnaire, lang: Lang) -> str:
    """Return what a part of the cell is priced by."""
    if not part.basis:
        return words("part.curve", lang)
    return quantity_title(part.basis, part.procedure, asked, lang)


def _end_rows(
    part: SizedAmount, end: SizeEnd, key: str, asked: Questionnaire, lang: Lang
) -> Iterator[Row]:
    facts = {"title": asked.scenarios[end.scenario_id].title}
    key = f"{key}.{end.scenario_id}"
    size = words("end.size", lang, **facts)
    yield value_row(f"{key}.size", size, end.population, words("people", lang), "number")
    yield value_row(f"{key}.amount", words("end.amount", lang, **facts), end.amount_jpy)
    if end.quantity is None:
        return
    quantity = words("end.quantity", lang, **facts)
    yield value_row(f"{key}.quantity", quantity, end.quantity, kind="number")
    if end.charge is not None:
        charge = words("end.charge", lang, **facts)
        yield value_row(f"{key}.charge", charge, end.charge, words("charge.rule", lang), "number")
    elif part.rule != "by_quantity":
        price = words("end.price", lang, **facts)
        yield value_row(f"{key}.price", price, end.value, words("price.rule", lang), "number")


def _tier_rows(part: SizedAmount, key: str, lang: Lang) -> Iterator[Row]:
    tariff = part.tariff
    if tariff is None:
        return
    method = words("tiers.volume" if tariff.is_volume else "tiers.graduated", lang)
    for start, price in zip(tariff.begin.tolist(), tariff.price.tolist(), strict=True):
        heading = words("tier", lang, start=trimmed(start))
        yield value_row(f"{key}.tier.{start}", heading, price, method, "number")
    if not len(tariff.begin):
        yield value_row(
            f"{key}.plain", words("tier.plain", lang), tariff.plain_price, kind="number"
        )
    if tariff.minimum == tariff.minimum:
        yield value_row(f"{key}.least", words("tier.least", lang), tariff.minimum, kind="number")


def _part_rows(part: SizedAmount, key: str, asked: Questionnaire, lang: Lang) -> Iterator[Row]:
    key = f"{key}.{part.basis or 'curve'}.{part.procedure}"
    title = part_title(part, asked, lang)
    rule = part.rule
    priced = "unit." if part.basis and rule != "by_quantity" else ""
    yield text_row(key, title, words(f"rule.{priced}{rule}", lang))
    yield from _tier_rows(part, key, lang)
    ends = {end.scenario_id: end for end in (part.lower, part.upper)}
    if rule == "by_quantity":
        ends = {part.profile: ends[part.profile]}
    for end in ends.values():
        yield from _end_rows(part, end, key, asked, lang)
    if part.exponent is not None:
        curve = words("curve", lang)
        yield value_row(f"{key}.b", words("exponent", lang), part.exponent, curve, "number")
    if part.quantity is not None:
        quantity = words("own.quantity", lang)
        yield value_row(f"{key}.own", quantity, part.quantity, kind="number")
        if part.charge is not None:
            charge = words("own.charge", lang)
            yield value_row(f"{key}.charge", charge, part.charge, kind="number")
        elif rule != "by_quantity":
            yield value_row(f"{key}.price", words("own.price", lang), part.value, kind="number")
    profile = asked.scenarios[part.profile].title
    amount = words("part.amount", lang)
    yield value_row(f"{key}.amount", amount, part.amount_jpy)
    multiple = words("multiple", lang, title=profile)
    note = words("multiple.rule", lang)
    yield value_row(f"{key}.multiple", multiple, part.multiple, note, "number")


def member_rows(member: MemberPath, key: str, asked: Questionnaire, lang: Lang) -> Iterator[Row]:
    """Yield the steps of one city; a part a block."""
    key = f"{key}.{member.name}"
    yield section_row(key, words("alone", lang, city=member.name))
    people = words("people", lang)
    size = words("population", lang)
    yield value_row(f"{key}.population", size, member.population, people, "number")
    for part in member.parts:
        yield from _part_rows(part, key, asked, lang)
    yield value_row(f"{key}.alone", words("alone.total", lang), member.alone_jpy)
