"""A plan: which businesses go live in which cities from which month on."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a plan.

    Attributes:
        first_month: Month number from which the new systems run.
        businesses: Codes; none are all.
        cities: Codes; none are all.
    """

    first_month: int
    businesses: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()

    def holds(self, businesses: Collection[str]) -> bool:
        """Tell whether a price for some businesses is due from this stage on.

        A price for several businesses is due whole when the first of them goes live.
        """
        return not self.businesses or any(one in self.businesses for one in businesses)


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages, and how long old and new run beside each other.

    Attributes:
        stages: In any order; what stands in several goes live with the earliest.
        parallel_months: Months for which today's systems go on after go-live (並行稼働).
    """

    stages: tuple[Stage, ...]
    parallel_months: int = 0

    @property
    def first_month(self) -> int:
        """Month number of the first go-live.

        Raises:
            ValueError: the plan has no stage.
        """
        return min(stage.first_month for stage in self.stages)

    def stages_of(self, city: str) -> tuple[Stage, ...]:
        """Return the stages that a city is in, the first one first."""
        found = (stage for stage in self.stages if not stage.cities or city in stage.cities)
        return tuple(sorted(found, key=lambda stage: stage.first_month))

    def go_live(self, businesses: Collection[str], city: str) -> int | None:
        """Return from which month a price for businesses is due in a city; None for never."""
        held = (stage for stage in self.stages_of(city) if stage.holds(businesses))
        return next((stage.first_month for stage in held), None)

    def first_of(self, city: str) -> int | None:
        """Return when the first businesses go live in a city; None for never."""
        return next((stage.first_month for stage in self.stages_of(city)), None)

    def last_of(self, city: str) -> int | None:
        """Return when the last businesses go live in a city; None for never."""
        months = [stage.first_month for stage in self.stages_of(city)]
        return months[-1] if months else None
