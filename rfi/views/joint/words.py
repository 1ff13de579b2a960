"""Wording of what a group of cities shares."""

from rfi.compare.cost.comparison import Comparison
from rfi.text.wording import Lang, text


def joint_words(name: str, lang: Lang, **facts: object) -> str:
    """Return a wording of joint use."""
    return text(f"view.joint.{name}", lang, **facts)


def whose_words(name: str, comparison: Comparison, lang: Lang) -> str:
    """Return whose cost a table shows that stands beside what the pages show."""
    return text(f"view.whose.{name}", lang, count=len(comparison.conditions.group))
