"""From which difference on a row is shown among the differences."""

import math
from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.look.chart import scale_of
from rfi.views.look.reading import Reading

# Thresholds that are offered, as parts of the widest row, and round figures of one decade: so far
# apart that most moves of an assumption leave them as they are.
_PARTS, _ROUND = (0.01, 0.03, 0.1, 0.3), (1, 3, 10)


def thresholds(evaluation: Evaluation) -> Sequence[int]:
    """Return from which difference on a row is shown, yen; 0 shows every row."""
    found = evaluation.statistics().items.values()
    widest = max((spread.difference or 0.0 for spread in found), default=0.0)
    return tuple(sorted({0, *(_rounded(widest * part) for part in _PARTS)}))


def _rounded(value: float) -> int:
    """Return a round figure near a value.

    >>> _rounded(38_038_700), _rounded(0)
    (30000000, 0)
    """
    if value < 1:
        return 0
    power = 10 ** math.floor(math.log10(value))
    return int(max(part * power for part in _ROUND if part * power <= value))


def threshold_words(least: int, _: Evaluation, reading: Reading) -> str:
    """Return a threshold in words."""
    if not least:
        return text("view.differences.all", reading.lang)
    scale = scale_of([least])
    amount = format_number(least / scale.factor)
    return text(
        "view.differences.least", reading.lang, amount=amount, unit=scale.title(reading.lang)
    )
