"""Wording of rules, of points and of what a formula does."""

from fractions import Fraction

from rfi.analysis.choice.scoring import Score
from rfi.analysis.scoring.audit import Finding
from rfi.analysis.scoring.rules import Rule, ScoredOffer
from rfi.analysis.scoring.weights import Weights
from rfi.compare.cost.comparison import Comparison
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.offers import look_of

_PERCENT, _DIGITS = 100, 2


def points_words(points: Fraction | float) -> str:
    """Return points with at most two digits.

    >>> points_words(Fraction(45, 2)), points_words(Fraction(81))
    ('22.5', '81')
    """
    printed = format_number(float(points), _DIGITS)
    return printed.rstrip("0").rstrip(".")


def weights_words(weights: Weights, lang: Lang) -> str:
    """Return three weights as parts of a hundred."""
    cost, residents, staff = (trimmed(round(one * _PERCENT, 1)) for one in weights)
    facts = {"cost": cost, "residents": residents, "staff": staff}
    return text("choice.scoring.weights", lang, **facts)


def rule_words(rule: Rule, lang: Lang) -> str:
    """Return formula, points and rounding in one line."""
    return text(
        "choice.scoring.rule",
        lang,
        formula=load_codelist("scoring_formulas").title(rule.formula, lang),
        cost=points_words(rule.cost),
        residents=points_words(rule.residents),
        staff=points_words(rule.staff),
        rounding=load_codelist("scoring_roundings").title(
            f"{rule.rounding.direction}_{rule.rounding.digits}", lang
        ),
    )


def why_words(score: Score, offer: ScoredOffer, lang: Lang) -> str:
    """Return why an offer has no points."""
    if score.state == "disqualified":
        name = "unmet" if offer.is_requirement_unmet else "over"
        return text(f"choice.scoring.none.{name}", lang)
    return text(f"choice.scoring.none.{score.state}", lang)


def finding_words(costs: Comparison, found: Finding, lang: Lang) -> str:
    """Return one finding in one sentence."""
    letters = [look_of(costs.offers[at]).letter for at in found.offers]
    first, rest = (letters[0], letters[1:]) if letters else ("", [])
    name = found.kind if found.is_found else f"{found.kind}.not"
    return text(
        f"choice.scoring.finding.{name}",
        lang,
        first=first,
        others=text("list.separator", lang).join(rest),
        pair=text("choice.scoring.pair", lang).join(letters[-2:]),
        before=points_words(abs(found.before or Fraction(0))),
        after=points_words(abs(found.after or Fraction(0))),
    )
