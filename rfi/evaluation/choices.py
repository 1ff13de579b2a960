"""The parts of 分析 by name; each is made when it is first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rfi.analysis.asking.open_cells import Asking
from rfi.analysis.choice.customizing import Customizing
from rfi.analysis.choice.joining import Joining
from rfi.analysis.choice.neighbours import Neighbours
from rfi.analysis.choice.vendors.plans import Combining
from rfi.analysis.scoring.scoring import Scoring
from rfi.analysis.staging.prices import Staging
from rfi.evaluation import choice_parts, weighing_parts
from rfi.evaluation.part import Part


@dataclass(frozen=True, slots=True)
class Choices:
    """What a choice weighs, of one evaluation.

    Attributes:
        of: Part → what it is in the evaluation.
    """

    of: Callable[[Part[Any]], Any]

    @property
    def joining(self) -> Joining | None:
        """Every rule of sharing and who would leave; None without a group of two or more."""
        found: Joining | None = self.of(choice_parts.JOINING)
        return found

    @property
    def asking(self) -> Asking:
        """What a reply to each open cell is worth."""
        found: Asking = self.of(weighing_parts.ASKING)
        return found

    @property
    def scoring(self) -> Scoring | None:
        """Points of all offers; None while scoring is off."""
        found: Scoring | None = self.of(weighing_parts.SCORING)
        return found

    @property
    def staging(self) -> Staging | None:
        """What plans of how to start are made from; None without a city or a group."""
        found: Staging | None = self.of(weighing_parts.STAGING)
        return found

    @property
    def combining(self) -> Combining:
        """Plans of which offer for which business."""
        found: Combining = self.of(choice_parts.COMBINING)
        return found

    @property
    def customizing(self) -> Customizing:
        """The ways of closing each gap, at the size of the city and of all known cities."""
        found: Customizing = self.of(choice_parts.CUSTOMIZING)
        return found

    @property
    def price_spreads(self) -> Mapping[str, float]:
        """Business → (largest − smallest)/median of its exact prices; without two left out."""
        found: Mapping[str, float] = self.of(choice_parts.PRICE_SPREADS)
        return found

    @property
    def neighbours(self) -> Neighbours | None:
        """Every city that may join the group; None without a group of two or more."""
        found: Neighbours | None = self.of(choice_parts.NEIGHBOURS)
        return found
