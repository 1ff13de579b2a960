"""What the questionnaire marks as a must and an offer leaves out, named title by title."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from rfi.document.form.free import blank_row
from rfi.intake.rules.asked.free_rules import is_answered
from rfi.intake.rules.case import Case, Row
from rfi.scenario.free_questions import free_questions_of
from rfi.scenario.options import options_of
from rfi.schema.issue import Issue, Worded

_SHOWN, _OPEN = 8, "unanswered"
_VALUES = frozenset({"value_number", "value_text", "value_date", "value_boolean", "zone"})


@dataclass(frozen=True, slots=True)
class _Musts:
    """What of one kind is a must.

    Attributes:
        what: Wording key of the kind.
        table, key: Where the answers stand, and what names one there.
        titles: Id → title.
        is_answered: Whether a row of the answers says anything.
    """

    what: str
    table: str
    key: str
    titles: Mapping[str, str]
    is_answered: Callable[[Row], bool]


def _free(case: Case) -> _Musts:
    return _Musts(
        "term.free_questions",
        "free_answers",
        "question_id",
        {one.question_id: one.title for one in free_questions_of(case.asked) if one.is_must},
        is_answered,
    )


def _option_prices(case: Case) -> _Musts:
    return _Musts(
        "term.options",
        "option_lines",
        "option_id",
        {one.option_id: one.title for one in options_of(case.asked) if one.is_must},
        lambda row: row.get("state", _OPEN) != _OPEN,
    )


def _titles(case: Case, kind: str, key: str) -> Mapping[str, str]:
    rows = case.asked.value.get(kind, ())
    return {row[key]: row["title"] for row in rows if row.get("need") == "must"}


def _cost_items(case: Case) -> _Musts:
    """A cost item is answered where any of its cells is, in whatever state."""
    return _Musts(
        "term.item",
        "cost_lines",
        "item",
        _titles(case, "cost_items", "item"),
        lambda row: row.get("state", "priced") != _OPEN,
    )


def _kpis(case: Case) -> _Musts:
    return _Musts(
        "author.sheet.kpis",
        "benefit_lines",
        "kpi_id",
        _titles(case, "kpis", "kpi_id"),
        lambda row: row.get("state") != _OPEN,
    )


def _service_levels(case: Case) -> _Musts:
    return _Musts(
        "term.service_levels",
        "service_levels",
        "item_id",
        _titles(case, "service_level_items", "item_id"),
        lambda row: not _VALUES.isdisjoint(row),
    )


_KINDS = (_cost_items, _option_prices, _kpis, _service_levels, _free)


def must_unanswered(case: Case) -> Iterator[Issue]:
    """What is a must and has no answer, one issue an offer and kind, at the first empty cell."""
    for of in (kind(case) for kind in _KINDS):
        # Where nothing is a must no answer need be looked at.
        rows_of = case.arrays(of.table) if of.titles else ()
        told = case.lost_ids(of.table, of.key) if of.titles else ()
        for offer, ((_, rows), lost) in enumerate(zip(rows_of, told, strict=True)):
            given = {row[of.key] for row in rows if of.is_answered(row)}
            missing = [name for name in of.titles if name not in given | lost]
            if not missing:
                continue
            titles = tuple(of.titles[name] for name in missing)
            places = [case.origins.get(blank_row(offer, name), "") for name in missing]
            found = case.issue(
                "must_unanswered",
                "warning",
                f"/offers/{offer}/{of.table}",
                what=Worded(of.what),
                count=len(missing),
                titles=(*titles[:_SHOWN], "…") if len(titles) > _SHOWN else titles,
                cells=tuple(filter(None, places)),
            )
            yield replace(found, origin=next(filter(None, places), ""))


MUST_RULES = (must_unanswered,)
