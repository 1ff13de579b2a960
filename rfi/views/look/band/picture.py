"""A picture in HTML: what a table holds too, drawn so that it is seen at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be shown; every text in it is escaped.

    Attributes:
        key: Name of the picture, stable over languages.
        title: What it shows.
        caption: Whose, in which unit.
        html: The picture itself.
    """

    key: str
    title: str
    caption: str
    html: str


def tag(name: str, inner: str, look: str = "", style: str = "") -> str:
    """Return an element; ``inner`` is HTML already."""
    shown = f' class="{look}"' if look else ""
    placed = f' style="{style}"' if style else ""
    return f"<{name}{shown}{placed}>{inner}</{name}>"


def said(words: str, look: str = "", style: str = "") -> str:
    """Return words as a span, escaped."""
    return tag("span", escape(words), look, style)


# Where a name may be broken: where its writing changes, never within a run of one kind.
_SEAM = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=[\u30a0-\u30ffA-Za-z0-9])"
    r"|(?<=[\u30a0-\u30ffA-Za-z0-9])(?=[\u4e00-\u9fff])"
    r"|(?<=[A-Za-z0-9])(?=[\u30a0-\u30ff])|(?<=[\u30a0-\u30ff])(?=[A-Za-z0-9])"
    r"|(?<=[\u30fb\uff06\uff0f])"
)


def name_parts(name: str) -> list[str]:
    """Return the parts of a name between which a line may end.

    >>> name_parts("仮想クラウドサービス")
    ['仮想', 'クラウドサービス']
    """
    return _SEAM.split(name)


def name_html(name: str) -> str:
    """Return a name, escaped, that is broken between words only.

    >>> name_html("仮想クラウドサービス")
    '仮想<wbr>クラウドサービス'
    """
    return "<wbr>".join(escape(part) for part in name_parts(name))


def named(name: str) -> str:
    """Return the name of an offer as a span that is broken between words only."""
    return tag("span", name_html(name), "rfi-name")


_PARTS = 3
_OF_FIGURE = "."
# What no code of a cost item begins with, and what an address holds as it is.
_PHASE = "~"
_PLACE = '<a data-figure="'


def code_of_figure(letter: str, business: str = "", item: str = "") -> str:
    """Return what names a figure: whose it is, of which business and item; "" is all of them.

    >>> code_of_figure("A", item="I03")
    'A..I03'
    """
    return _OF_FIGURE.join((letter, business, item))


def code_of_phase(phase: str) -> str:
    """Return what stands at the place of a cost item for all items of a phase.

    >>> code_of_figure("A", item=code_of_phase("exit"))
    'A..~exit'
    """
    return _PHASE + phase


def items_of(asked: Questionnaire, item: str) -> frozenset[str]:
    """Return the cost items that a code stands for: itself, or those of a phase."""
    phase = item.removeprefix(_PHASE)
    if phase == item:
        return frozenset({item})
    return frozenset(one for one, of in asked.phases.items() if of == phase)


def item_titles(asked: Questionnaire, lang: Lang) -> Mapping[str, str]:
    """Return code → title of all that a figure may be of: the sums of phases, then the items."""
    phases = {of: load_codelist("phases").title(of, lang) for of in asked.phases.values()}
    sums = {
        code_of_phase(phase): text("view.items.subtotal", lang, phase=phases[phase])
        for phase in load_codelist("phases").codes
        if phase in phases
    }
    return {**sums, **asked.items}


def parts_of_figure(code: str) -> tuple[str, str, str]:
    """Return letter, business and item of a code, "" where it names none.

    >>> parts_of_figure("A..I03"), parts_of_figure("B")
    (('A', '', 'I03'), ('B', '', ''))
    """
    letter, business, item = [*code.split(_OF_FIGURE), *[""] * _PARTS][:_PARTS]
    return letter, business, item


def figure(inner: str, code: str) -> str:
    """Return a figure that a page can lead from; elsewhere it is the figure alone."""
    return f'{_PLACE}{escape(code, quote=True)}">{inner}</a>'


def remark_html(mark: str) -> str:
    """Return the mark of a remark as it stands beside a figure; "" is none."""
    return tag("sup", escape(mark), "rfi-remark") if mark else ""


def led_from(html: str, address: str) -> str:
    """Return a picture or table whose figures lead to where they come from.

    Args:
        html: With figures as ``figure`` made them.
        address: Where the figure's code follows, for example ``trace?round=x&figure=``.
    """
    return html.replace(_PLACE, f'<a class="rfi-from" href="{escape(address, quote=True)}')


def cell(inner: str, look: str) -> str:
    """Return one cell of a band."""
    return tag("div", inner, look)


def band(cells: Iterable[str], look: str = "") -> str:
    """Return one band: a row of the picture."""
    return tag("div", "".join(cells), f"rfi-band {look}".strip())
