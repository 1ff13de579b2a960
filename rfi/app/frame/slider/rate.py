"""The slider of the exchange rate, wherever it is moved."""

from collections.abc import Callable
from functools import lru_cache, partial

from rfi.app.frame.slider.slider import show_range, steps_between
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text

FX_FROM, FX_TO = 100.0, 180.0
_STEP = 1.0
# Rates and languages whose words are kept.
_MOST_WORDS = 1024


@lru_cache(maxsize=_MOST_WORDS)
def _words(lang: Lang, rate: float) -> str:
    """Return a rate in words; every run of a page says all of them."""
    return text("app.control.fx.value", lang, rate=trimmed(rate))


def show_rate(
    rate: float,
    standard: float,
    lang: Lang,
    *,
    key: str,
    take: Callable[[float], None],
    width: int | None = None,
) -> None:
    """Show the slider at the rate in force; it can go back to the round's own.

    Args:
        rate: In force, in yen for a dollar.
        standard: The round's own.
        lang: Of the words.
        key: Of the widget.
        take: Lets a rate hold.
        width: In pixels; None takes the room that there is.
    """
    show_range(
        text("app.control.fx", lang),
        # A rate beyond the scale is one step more: the others stay where they are.
        steps_between(FX_FROM, FX_TO, _STEP, rate, standard),
        rate,
        partial(_words, lang),
        key=key,
        take=take,
        about=text("app.control.fx.help", lang, rate=trimmed(standard)),
        width=width,
    )
