"""One benefit line in words: before and after, volume, grade of evidence, marks."""

from rfi.compare.benefit.lines import LineFigure
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text

# What a procedure line is shown by: minutes for whom its KPI speaks, the online rate for a KPI
# that counts neither minutes nor hours.
_PAIR_OF = {"resident": "wait_minutes", "staff": "staff_minutes"}
_TIMED = frozenset({"min_per_case", "minutes", "hours_per_year", "fte"})
_PERCENT = 100


def _number(value: float | None, lang: Lang) -> str:
    return text("view.benefit.unknown", lang) if value is None else trimmed(value, 2)


Sides = tuple[float | None, float | None]


def pair_words(sides: Sides, lang: Lang) -> str:
    """Return before → after; a side that is not given is named so."""
    return text(
        "view.benefit.pair", lang, before=_number(sides[0], lang), after=_number(sides[1], lang)
    )


def in_percent(sides: Sides) -> Sides:
    """Return shares (0–1) in per cent."""
    before, after = (None if side is None else side * _PERCENT for side in sides)
    return before, after


def line_pair(line: LineFigure) -> str:
    """Return the name of the pair that a line is shown by."""
    if not line.procedure_id:
        return "value"
    is_timed = line.kpi.unit in _TIMED
    return _PAIR_OF.get(line.kpi.beneficiary, "online_rate") if is_timed else "online_rate"


def line_words(line: LineFigure, lang: Lang) -> str:
    """Return before → after of a line, with the unit where it is not that of the KPI."""
    name = line_pair(line)
    sides = line.pairs[name]
    if name == "online_rate":
        return text("view.benefit.of.online_rate", lang, pair=pair_words(in_percent(sides), lang))
    words = pair_words(sides, lang)
    return words if name == "value" else text(f"view.benefit.of.{name}", lang, pair=words)


def grade_title(line: LineFigure, lang: Lang) -> str:
    """Return the grade of evidence, in the words of the code list."""
    return load_codelist("evidence_grades").title(line.grade, lang)


def mark_words(line: LineFigure, lang: Lang, *, is_brief: bool = False) -> tuple[str, ...]:
    """Return the marks of a line in words; in brief, without those of the side not shown."""
    scale = "" if line.scale is None else trimmed(line.scale, 2)
    aside = {"capacity_unstated"} if is_brief and line.kpi.beneficiary == "resident" else set()
    return tuple(
        text(f"view.benefit.mark.{mark}", lang, scale=scale)
        for mark in line.marks
        if mark not in aside
    )


def volume_words(line: LineFigure, lang: Lang) -> str:
    """Return the yearly volume of the body, "" where there is none."""
    if line.volume is None:
        return ""
    return text("view.benefit.volume", lang, volume=format_number(line.volume))
