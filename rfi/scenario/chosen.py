"""Conditions as chosen: codes and values only, before they are held against a round."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rfi.scenario.assumptions import Assumption, AssumptionSet, AssumptionValue
from rfi.scenario.city.city import CityFigure, CityVolume
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice


@dataclass(frozen=True, slots=True)
class ChosenCity:
    """The city that is shown.

    Attributes:
        code: Municipality code; the name of a city that is on no list.
        population: Residents of a city that is on no list; None for one that is.
        figures: Key of ``city_figure_keys`` → figure that stands over the profile's.
        volumes: Procedure → yearly cases that stand over the profile's.
    """

    code: str
    population: int | None = None
    figures: tuple[tuple[str, CityFigure], ...] = ()
    volumes: tuple[tuple[str, CityVolume], ...] = ()

    @property
    def is_typed(self) -> bool:
        """Whether the city is on no list."""
        return self.population is not None

    def with_figure(self, key: str, figure: CityFigure | None) -> "ChosenCity":
        """Return the city with one figure set, or (None) that of the profile again."""
        kept = {name: found for name, found in self.figures if name != key}
        if figure is not None:
            kept[key] = figure
        return replace(self, figures=tuple(sorted(kept.items())))

    def with_volume(self, procedure: str, volume: CityVolume | None) -> "ChosenCity":
        """Return the city with one procedure's cases set, or (None) those of the profile again."""
        kept = {name: found for name, found in self.volumes if name != procedure}
        if volume is not None:
            kept[procedure] = volume
        return replace(self, volumes=tuple(sorted(kept.items())))


@dataclass(frozen=True, order=True, slots=True)
class ExpectedAmount:
    """What a hole is taken to cost until it is answered (見込額, method §2).

    Attributes:
        letter: Of the offer with the hole.
        business, item: The cell.
        amount_jpy: Nominal tax-excluded yen of the window, of all that is paid before it is shared.
        source: Who says so, and why.
    """

    letter: str
    business: str
    item: str
    amount_jpy: float
    source: str

    @property
    def place(self) -> tuple[str, str, str]:
        """Whose hole it is, and where."""
        return (self.letter, self.business, self.item)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a user chose; what is not chosen stays as questionnaire and assumptions say.

    Attributes:
        scenario_id: Quoted scenario, set aside while a city is chosen.
        city: City that is shown.
        group: Codes of the cities that share, in the order of their codes.
        own_weights: Code → weight, for the sharing method ``own``.
        scope: Cells that count.
        options: Those whose prices count.
        expected: Holes that are given an amount, one each, in the order of offers and cells.
        assumptions: Those that differ, each with its owner, in the order of their keys.
    """

    scenario_id: str | None = None
    city: ChosenCity | None = None
    group: tuple[str, ...] = ()
    own_weights: tuple[tuple[str, float], ...] = ()
    scope: ScopeChoice = EVERYTHING
    assumptions: tuple[Assumption, ...] = ()
    options: tuple[str, ...] = ()
    expected: tuple[ExpectedAmount, ...] = ()

    def value_of(self, key: str) -> AssumptionValue:
        """Return the value chosen for an assumption; None when it was not chosen (or unset)."""
        return next((one.value for one in self.assumptions if one.key == key), None)

    def has_changed(self, key: str) -> bool:
        """Tell whether an assumption was chosen."""
        return any(one.key == key for one in self.assumptions)

    def with_assumption(self, key: str, chosen: Assumption | None) -> "Chosen":
        """Return the choice with one assumption set, or (None) that of the round again."""
        kept = [one for one in self.assumptions if one.key != key]
        if chosen is not None:
            kept.append(chosen)
        return replace(self, assumptions=tuple(sorted(kept, key=lambda one: one.key)))

    def with_values(
        self, base: AssumptionSet, changes: Mapping[str, AssumptionValue], source: str
    ) -> "Chosen":
        """Return the choice with assumptions set to other values, owned by ``source``.

        Args:
            base: The round's own assumptions: their units go with the values.
            changes: Key → value, checked by ``check_assumption`` before.
            source: Who sets them.
        """
        changed, chosen = base.replaced(changes, source), self
        for key in changes:
            chosen = chosen.with_assumption(key, changed.values[key])
        return chosen

    def with_expected(self, given: ExpectedAmount) -> "Chosen":
        """Return the choice with an amount for a hole in place of one that stood there."""
        return replace(self, expected=tuple(sorted((*self.without_expected(given.place), given))))

    def without_expected(self, place: tuple[str, str, str]) -> tuple[ExpectedAmount, ...]:
        """Return the amounts for holes without that of one hole."""
        return tuple(one for one in self.expected if one.place != place)

    def with_city(self, city: ChosenCity | None) -> "Chosen":
        """Return the choice with another city: it joins the group where there is one.

        A typed-in city leaves the group with its name, since no list knows it.
        """
        group = set(self.group)
        if self.city and self.city.is_typed and (city is None or city.code != self.city.code):
            group.discard(self.city.code)
        if group and city:
            group.add(city.code)
        return replace(self, city=city).with_group(group)

    def with_group(self, codes: set[str]) -> "Chosen":
        """Return the choice with another group; weights of cities outside it lapse."""
        kept = tuple(pair for pair in self.own_weights if pair[0] in codes)
        return replace(self, group=tuple(sorted(codes)), own_weights=kept)


NOTHING_CHOSEN = Chosen()
