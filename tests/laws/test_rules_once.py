"""A rule stands once: tax, growth, deflation and discounting are steps, and nowhere else."""

import ast
import math
from collections.abc import Iterator

import pytest

from rfi.normalize.cost.steps import NEUTRAL
from tests.laws.source import RFI, name_of, python_files

HOME = RFI / "normalize" / "cost" / "steps.py"
OTHERS = [path for path in python_files(RFI) if path != HOME]
RATES = {"growth", "rate", "tax", "escalation", "deflator", "discount", "inflation"}
POWERS = {"pow", "power", "float_power"}
RUNNING_PRODUCTS = {"cumprod", "prod", "accumulate"}
HUNDRED = {"PERCENT", "HUNDRED"}
TAX_FACTORS = {1.1, 1.08}


def words_of(node: ast.AST) -> set[str]:
    """Return the words of all names, attributes and texts in an expression."""
    names = (
        part.id
        if isinstance(part, ast.Name)
        else part.attr
        if isinstance(part, ast.Attribute)
        else part.value
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else ""
        for part in ast.walk(node)
    )
    return {word for name in names for word in name.lower().split("_")}


def is_number(node: ast.expr, value: float) -> bool:
    return (
        isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value == value
    )


def is_hundred(node: ast.expr) -> bool:
    name = getattr(node, "id", getattr(node, "attr", ""))
    return is_number(node, 100) or name.strip("_") in HUNDRED


def sum_sides(node: ast.expr) -> tuple[ast.expr, ...]:
    """Return both sides of a sum; nothing for any other expression."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return node.left, node.right
    return ()


def is_one_plus(node: ast.expr) -> bool:
    return any(is_number(side, 1) for side in sum_sides(node))


def grown_names(tree: ast.AST) -> set[str]:
    """Return the names that stand for 1 + something."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_one_plus(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def bases_of(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what is multiplied by itself in one expression."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
        yield node.left if isinstance(node, ast.BinOp) else node.target
    if isinstance(node, ast.Call) and node.args:
        if called(node) in POWERS:
            yield node.args[0]
        if called(node) in RUNNING_PRODUCTS and is_one_plus(node.args[0]):
            yield node.args[0]


def is_compounded(base: ast.expr, grown: set[str]) -> bool:
    """Tell whether a base is 1 + something, a name for it, or a rate or growth."""
    name = getattr(base, "id", getattr(base, "attr", ""))
    return is_one_plus(base) or name in grown or bool(RATES & set(name.lower().split("_")))


def factors_of(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what one expression multiplies with or divides by."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        if isinstance(node.op, ast.Mult | ast.Div):
            yield node.right if isinstance(node, ast.BinOp) else node.value
        if isinstance(node, ast.BinOp) and (
            isinstance(node.op, ast.Mult) or is_hundred(node.right)
        ):
            yield node.left


def is_taxing(factor: ast.expr) -> bool:
    """Tell whether a factor is 100 + r, 1 + a rate, or 1.1 written out."""
    if any(is_number(factor, known) for known in TAX_FACTORS):
        return True
    if any(is_hundred(side) for side in sum_sides(factor)):
        return True
    return is_one_plus(factor) and bool(RATES & words_of(factor))


def restated(source: str) -> list[str]:
    """Return the expressions that compound or put tax on or off."""
    tree = ast.parse(source)
    grown = grown_names(tree)
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp | ast.AugAssign | ast.Call)
        if any(is_compounded(base, grown) for base in bases_of(node))
        or any(map(is_taxing, factors_of(node)))
    ]


def filling_of(value: ast.expr) -> float | None:
    """Return the one value that a column is made of where it is written out."""
    if not isinstance(value, ast.Call):
        return None
    if called(value).startswith("zeros"):
        return 0
    if called(value).startswith("ones"):
        return 1
    if not called(value).startswith("full"):
        return None
    filled = value.args[-1]
    if getattr(filled, "id", getattr(filled, "attr", "")) == "nan":
        return math.nan
    number = getattr(filled, "value", None)
    return number if isinstance(number, int | float) else None


def is_same(one: float | None, other: float) -> bool:
    return one == other or (one is not None and math.isnan(one) and math.isnan(other))


def filled_in(source: str) -> list[str]:
    """Return the columns of steps that a caller fills with their neutral value."""
    return [
        key.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant)
        and isinstance(key.value, str)
        and key.value in NEUTRAL
        and is_same(filling_of(value), NEUTRAL[key.value])
    ]


@pytest.mark.parametrize(
    "planted",
    [
        "x = (1 + rate) ** -years",
        "x = amount / (1 + a.number('deflator_rate')) ** years",
        "x = (d + 1.0) ** t",
        "factor = 1 + d\nx = factor ** t",
        "x = np.power(1 + d, t)",
        "x = growth ** years",
        "x = self.discount_rate ** years",
        "growth **= years",
        "x = np.cumprod(1 + rates)",
        "x = amount * 100 / (100 + percent)",
        "x = amount * (PERCENT + percent) / PERCENT",
        "x = (100 + percent) / 100 * amount",
        "x = amount / (constants.PERCENT + percent)",
        "x = amount * 1.1",
        "x = 1.10 * amount",
        "x = amount / 1.08",
        "amount *= 1.1",
        "x = amount * (1 + tax_rate)",
        "x = amount / (1 + values.number('tax_rate'))",
    ],
)
def test_a_planted_second_rule_is_found(planted: str) -> None:
    assert len(restated(planted)) == 1


@pytest.mark.parametrize(
    "genuine",
    [
        "x = population ** np.log2(BURDEN)",
        "x = first * (second / first) ** power",
        "x = POWER_BASE ** digits",
        "x = 2 ** members",
        "x = float(BASE) ** abs(power)",
        "x = HOURS * (PERCENT - percent) / PERCENT",
        "x = share * PERCENT",
        "x = (amount / alone - 1) * 100",
        "x = most * (1 + MARGIN)",
        "x = least * 1.05",
        "x = (page + 1) * size",
        "x = 100 + percent",
        "x = np.prod(sizes)",
        "x = f(**given)",
    ],
)
def test_another_power_or_product_is_none(genuine: str) -> None:
    assert restated(genuine) == []


def test_the_steps_hold_growth_deflation_discounting_and_tax() -> None:
    found = "\n".join(restated(HOME.read_text("utf-8")))
    for part in ("escalation_percent", "price_growth_rate", "deflator_rate", "discount_rate"):
        assert part in found
    assert "PERCENT + percent" in found


def test_no_rule_of_the_steps_stands_a_second_time() -> None:
    found = {
        name_of(path): rules for path in OTHERS if (rules := restated(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        "x = {'fx_share': np.zeros(count)}",
        "x = {'share': np.ones_like(amount)}",
        "x = {'vendor_fx_rate': np.full(count, np.nan)}",
        "x = {'is_renewal': np.full(count, 0)}",
    ],
)
def test_a_planted_neutral_column_is_found(planted: str) -> None:
    assert len(filled_in(planted)) == 1


def test_a_column_that_says_something_is_none() -> None:
    source = """x = {
        "is_usd": currency == "USD",
        "share": np.full(n, part),
        "is_recurring": np.ones(n),
        "amount": np.zeros(n),
    }"""
    assert filled_in(source) == []


def test_no_caller_fills_in_a_neutral_column() -> None:
    sources = {path: path.read_text("utf-8") for path in OTHERS}
    found = {
        name_of(path): names
        for path, source in sources.items()
        # What does not hold the name of a column need not be parsed.
        if any(key in source for key in NEUTRAL) and (names := filled_in(source))
    }
    assert found == {}
