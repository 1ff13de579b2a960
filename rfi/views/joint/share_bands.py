"""共同利用 as bands: what the shown city pays alone, and in the group, offer by offer."""

from html import escape

from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.joint.shares import alone_sign, share_sign
from rfi.views.joint.words import joint_words
from rfi.views.look.band.axis import Axis, axis_between
from rfi.views.look.band.marks import offer_name, signed, whole_certainty_chip
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.chart import scale_of
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading

_PERCENT = 100
# Beside the dots their figures stand, a mark before them.
_ROOM = 0.24


def shown_member(evaluation: Evaluation) -> int:
    """Return the index of the member that is shown: the chosen city, else the first."""
    conditions, joint = evaluation.conditions, needed(evaluation.joint_use)
    codes = [city.code for city in joint.members]
    return codes.index(conditions.city_code) if conditions.city_code in codes else 0


class _Sentences:
    """What is said of each offer; tax-excluded, nominal, over the window."""

    def __init__(self, evaluation: Evaluation, reading: Reading) -> None:
        self.comparison = evaluation.costs
        self.joint = needed(evaluation.joint_use)
        self.lang: Lang = reading.lang
        self.member = shown_member(evaluation)
        self.scale = scale_of(float(amount) for amount in self.joint.alone_jpy.reshape(-1))

    def alone(self, member: int, index: int) -> str:
        """Return the price of going alone with its sign."""
        amount = float(self.joint.alone_jpy[member, index])
        sign = alone_sign(self.comparison, self.joint, member, index)
        return sign + self.scale.brief(amount)

    def shared(self, member: int, index: int) -> str:
        """Return the share with its sign."""
        amount = float(self.joint.share_jpy[member, index])
        sign = share_sign(self.comparison, self.joint, index)
        return sign + self.scale.brief(amount)

    def word(self, name: str, **facts: object) -> str:
        """Return a wording, the unit of the picture in it."""
        return joint_words(name, self.lang, unit=self.scale.title(self.lang), **facts)

    def difference(self, member: int, index: int) -> tuple[str, str, bool]:
        """Return share − alone, its part of the price alone, and whether it is for reference."""
        joint = self.joint
        value, base = (
            float(joint.difference_jpy[member, index]),
            float(joint.alone_jpy[member, index]),
        )
        part = format_number(value / base * _PERCENT) if base else ""
        is_open = bool(joint.is_alone_open[member, index] or joint.is_open[index])
        amount = signed(value, self.scale.brief(value), self.lang)
        return amount, f"{signed(value, part, self.lang)}%" if part else "", is_open


def _sentence(words: _Sentences, index: int) -> str:
    joint, member, lang = words.joint, words.member, words.lang
    alone = tag(
        "span",
        said(words.word("band.alone")) + tag("b", escape(words.alone(member, index))),
        "rfi-alone",
    )
    to = said(words.word("band.to", count=len(joint.members)))
    if not joint.is_estimable[index]:
        chip = said(text("view.not_estimable", lang), "rfi-chip rfi-none")
        reason = said(words.word("band.no_price"), "rfi-others")
        return tag("span", tag("span", alone + to + chip), "rfi-sentence") + reason
    share = tag("b", escape(words.shared(member, index)), "rfi-share")
    amount, part, is_open = words.difference(member, index)
    look = "rfi-less rfi-open" if is_open else "rfi-less"
    reference = said(words.word("band.reference"), "rfi-aside") if is_open else ""
    change = tag("span", reference + tag("b", escape(amount)) + said(f" {part}"), look)
    first = tag("span", tag("span", alone + to + share) + change, "rfi-sentence")
    others = [
        words.word("band.other", city=city.name, amount=amount, part=part)
        for other, city in enumerate(joint.members)
        if other != member
        for amount, part, _ in [words.difference(other, index)]
    ]
    if is_open:
        others.append(words.word("band.both_open"))
    return first + said(text("view.band_separator", lang).join(others), "rfi-others")


def _line(words: _Sentences, axis: Axis, index: int) -> str:
    """Return ○ alone and ● shared on the common scale, the way between them dashed beside holes."""
    joint, member = words.joint, words.member
    alone = float(joint.alone_jpy[member, index])
    letter = escape(look_of(words.comparison.offers[index]).letter)
    at = axis.at(alone)
    parts = [axis.grid]
    if not joint.is_estimable[index]:
        parts.append(tag("span", "", "rfi-dot rfi-dot-alone", f"left:{at}%"))
        label = words.word("band.only_alone", amount=words.alone(member, index))
        return "".join((*parts, said(label, "rfi-dot-words rfi-left-of", f"left:{at}%")))
    share = axis.at(float(joint.share_jpy[member, index]))
    is_open = bool(joint.is_alone_open[member, index] or joint.is_open[index])
    left, right = min(share, at), max(share, at)
    look = "rfi-reach rfi-reach-open" if is_open else "rfi-reach"
    parts.append(tag("span", "", look, f"left:{left}%;width:{round(right - left, 2)}%"))
    dashed = " rfi-dot-open" if joint.is_alone_open[member, index] else ""
    parts.append(tag("span", "", f"rfi-dot rfi-dot-alone{dashed}", f"left:{at}%"))
    parts.append(tag("span", "", f"rfi-dot rfi-fill-{letter}", f"left:{share}%"))
    sides = ("rfi-left-of", "rfi-right-of") if share <= at else ("rfi-right-of", "rfi-left-of")
    shared = tag("b", escape(words.shared(member, index)))
    parts.append(tag("span", shared, f"rfi-dot-words {sides[0]}", f"left:{share}%"))
    parts.append(said(words.alone(member, index), f"rfi-dot-words {sides[1]}", f"left:{at}%"))
    return "".join(parts)


def picture_shares(evaluation: Evaluation, reading: Reading) -> Picture:
    """Return one band an offer: a sentence for the shown city, the other members, and two dots."""
    words = _Sentences(evaluation, reading)
    joint, lang, comparison = words.joint, reading.lang, words.comparison
    count, city = len(joint.members), joint.members[words.member]
    values = [
        float(amounts[words.member, index])
        for index in range(len(comparison.offers))
        for amounts in (joint.alone_jpy, joint.share_jpy)
        if amounts is joint.alone_jpy or joint.is_estimable[index]
    ]
    axis = axis_between(values, words.scale, _ROOM)
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    shown = said(words.word("band.heading", city=city.name, months=months))
    below = said(words.word("band.heading.below"), "rfi-below")
    dots = said(words.word("band.dots", count=count))
    head = band(
        (
            cell(said(text("view.bands.offer", lang)), ""),
            cell(shown + below, "rfi-left"),
            cell(dots + tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
        ),
        "rfi-bands-head",
    )
    bands = (
        band(
            (
                cell(
                    offer_name(
                        comparison,
                        index,
                        below=whole_certainty_chip(comparison.offers[index], lang),
                    ),
                    "rfi-who",
                ),
                cell(_sentence(words, index), "rfi-left"),
                cell(_line(words, axis, index), "rfi-track"),
            )
        )
        for index in range(len(comparison.offers))
    )
    legend = tag("div", said(words.word("band.legend"), "rfi-key"), "rfi-legend")
    title = words.word("band.title", city=city.name, count=count)
    part = format_number(float(joint.shares[words.member]) * _PERCENT, 1)
    caption = words.word("band.caption", part=part)
    html = tag("div", legend + head + "".join(bands), "rfi-bands rfi-joint-bands")
    return Picture("share_bands", title, caption, html)
