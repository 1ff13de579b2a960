"""A view of the meeting as text, as it stands in the minutes."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.totals import known_total_of, whole_certainty
from rfi.views.meeting.totals import by_key, changed


def minute_place(evaluation: Evaluation, reading: Reading, view: str) -> str:
    """Return which view under which conditions, digests of program and data among them."""
    line = view_conditions(evaluation, reading).line(reading)
    return text("view.minute.place", reading.lang, view=view, line=line)


def minute_text(evaluation: Evaluation, reading: Reading, base: Evaluation, note: str) -> str:
    """Return what was noted, and the totals on the screen as lines of text.

    Where a total moved since the baseline, it is said under which conditions that stood.
    """
    lang = reading.lang
    offers, before = evaluation.costs.offers, by_key(base.costs)
    scale = scale_of(known_total_of(offer, reading) or 0.0 for offer in offers)
    lines = [note.strip(), ""] if note.strip() else []
    changes = []
    for index, offer in enumerate(offers):
        total = known_total_of(offer, reading)
        shown = (
            text("view.not_estimable", lang)
            if total is None
            else offer.bound.sign.replace("〜", "") + scale.label(total) + scale.title(lang)
        )
        # Of no total there is nothing to be sure of.
        certainty = (
            ""
            if total is None
            else text("view.minute.certainty", lang, certainty=whole_certainty(offer, lang))
        )
        change = changed(offer, before.get(offer.offer_key), reading, scale)
        changes.append(change)
        moved = (
            text("view.minute.moved", lang, amount=change.amount, unit=scale.title(lang))
            if change.moves
            else ""
        )
        lines.append(
            text(
                "view.minute.line",
                lang,
                offer=offer_label(evaluation.costs, index),
                total=shown,
                certainty=certainty,
                moved=moved,
            )
        )
    if any(change.moves for change in changes):
        lines.append(_base_line(evaluation, reading, base))
    return "\n".join(lines)


def _base_line(evaluation: Evaluation, reading: Reading, base: Evaluation) -> str:
    """Return the conditions of the baseline that are others now."""
    now, then = (
        {one.label: one.value for one in view_conditions(of, reading).brief}
        for of in (evaluation, base)
    )
    nothing = text("view.none", reading.lang)
    was = [
        f"{label} {then.get(label, nothing)}"
        for label in {**now, **then}
        if now.get(label) != then.get(label)
    ]
    separator = text("view.list_separator", reading.lang)
    return text("view.minute.base", reading.lang, conditions=separator.join(was))
