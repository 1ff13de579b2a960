"""Choices that tables of several subjects offer."""

from collections.abc import Callable, Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.letters import letter_at
from rfi.text.wording import text
from rfi.views.look.contents import Choice
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading

INTERACTIVE = "a narrower look at the same table"
ONCE = "a file holds it once, with another section"


def offer_indexes(evaluation: Evaluation) -> Sequence[int]:
    """Return the index of every offer."""
    return range(len(evaluation.costs.offers))


def index_title(index: int, evaluation: Evaluation, _: Reading) -> str:
    """Return letter and vendor of an offer."""
    return offer_label(evaluation.costs, index)


def index_code(index: int, evaluation: Evaluation) -> str:
    """Return the letter of an offer: its index is another one when others are shown."""
    return letter_at(evaluation.costs.offers[index].place)


def of_offer(
    key: str, word: str, options: Callable[[Evaluation], Sequence[int]] = offer_indexes
) -> Choice[int]:
    """Return the choice of one offer; files hold the table of each."""
    return Choice("index", key, word, options, index_title, "list", code=index_code)


def worded(prefix: str) -> Callable[[str, Evaluation, Reading], str]:
    """Return what words a code below ``app.<prefix>``."""
    return lambda code, _, reading: text(f"app.{prefix}.{code}", reading.lang)


def switch(
    name: str, key: str, word: str, *, filed: bool = False, is_on: bool = False
) -> Choice[bool]:
    """Return the choice of a narrower or wider look; a file holds one of both."""
    return Choice(
        name,
        key,
        word,
        lambda _: (False, True),
        lambda _, __, reading: text(f"app.{word}", reading.lang),
        "switch",
        start=int(is_on),
        filed=lambda _: (filed,),
        reason=INTERACTIVE,
    )


def pair_of(
    keys: tuple[str, str],
    words: tuple[str, str],
    options: Callable[[Evaluation], Sequence[int]] = offer_indexes,
) -> tuple[Choice[int], Choice[int]]:
    """Return the choice of two offers; a file holds each other one against the first.

    Args:
        keys: Of the two controls.
        words: Wording of the two controls, below ``app.``.
        options: Indexes of the offers that can be chosen.
    """
    return (
        Choice(
            "first",
            keys[0],
            words[0],
            options,
            index_title,
            "list",
            filed=lambda e: options(e)[:1],
            reason="the difference of two offers is that of their differences from the first",
            code=index_code,
        ),
        Choice(
            "second",
            keys[1],
            words[1],
            options,
            index_title,
            "list",
            1,
            filed=lambda e: options(e)[1:],
            code=index_code,
        ),
    )
