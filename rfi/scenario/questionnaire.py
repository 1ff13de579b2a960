"""The questionnaire as a value: what is asked, of whom, in which scenarios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue, Titled

if TYPE_CHECKING:
    from rfi.document.read import Document
    from rfi.scenario.size_curve import QuotedCurves

# What a price is asked for: (business, item).
CostCell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One quoted scenario.

    Attributes:
        population, households, staff: Of one city; None where the source gives none.
        cities: Number of sharing cities.
        volumes: Procedure → yearly cases of one city.
    """

    scenario_id: str
    title: str
    population: int | None
    cities: int
    households: int | None
    staff: int | None
    volumes: Mapping[str, float]


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire read and found valid; ``value`` is the document itself."""

    value: Mapping[str, Any]
    sha256: str
    name: str

    @property
    def questionnaire_id(self) -> str:
        """Code of the questionnaire."""
        return str(self.value["questionnaire_id"])

    @property
    def title(self) -> str:
        """Name of the questionnaire."""
        return str(self.value["title"])

    @property
    def issued_on(self) -> str:
        """Day of issue as an ISO date; without one, the first day of the base fiscal year."""
        return str(self.value.get("issued_on", f"{self.value['base_fiscal_year']:04d}-04-01"))

    @property
    def default_scenario_id(self) -> str:
        """The scenario that a comparison starts with."""
        return str(self.value["default_scenario_id"])

    @property
    def reference_fx_usd_jpy(self) -> float:
        """The one exchange rate for all offers, yen a US dollar."""
        return float(self.value["reference_fx"]["usd_jpy"])

    @cached_property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Scenario id → scenario, in the order asked."""
        return {
            row["scenario_id"]: Scenario(
                scenario_id=row["scenario_id"],
                title=row["title"],
                population=row["population"],
                cities=row["cities"],
                households=row.get("households"),
                staff=row.get("staff"),
                volumes={
                    volume["procedure_id"]: volume["annual_cases"]
                    for volume in row.get("volumes", ())
                },
            )
            for row in self.value["scenarios"]
        }

    def _points(
        self, value_of: Callable[[Scenario], float | None]
    ) -> tuple[tuple[float, float], ...]:
        """Return (population, value) of the single-city scenarios that state both."""
        return tuple(
            (one.population, value)
            for one in self.scenarios.values()
            if one.cities == 1 and one.population and (value := value_of(one)) is not None
        )

    @cached_property
    def figure_curves(self) -> "tuple[QuotedCurves, ...]":
        """Households and staff over the size of a single city, where scenarios state them."""
        from rfi.scenario.size_curve import curves_through

        named = {name: self._points(attrgetter(name)) for name in ("households", "staff")}
        return curves_through(named)

    @cached_property
    def case_curves(self) -> "tuple[QuotedCurves, ...]":
        """Yearly cases of each procedure over the size of a single city."""
        from rfi.scenario.size_curve import curves_through

        alone = [one for one in self.scenarios.values() if one.cities == 1]
        names = dict.fromkeys(name for one in alone for name in one.volumes)
        return curves_through({name: self._points(_cases_of(name)) for name in names})

    @cached_property
    def businesses(self) -> Mapping[str, str]:
        """Business code → title, in the order asked."""
        return {row["business"]: row["title"] for row in self.value["businesses"]}

    @cached_property
    def procedures(self) -> Mapping[str, str]:
        """Procedure → title, in the order asked."""
        return {row["procedure_id"]: row["title"] for row in self.value.get("procedures", ())}

    @cached_property
    def items(self) -> Mapping[str, str]:
        """Cost item → title, in the order asked."""
        return {row["item"]: row["title"] for row in self.value["cost_items"]}

    @cached_property
    def standard_items(self) -> Mapping[str, str]:
        """Cost item → its number in the standard list."""
        return {row["item"]: row["standard_item"] for row in self.value["cost_items"]}

    @cached_property
    def phases(self) -> Mapping[str, str]:
        """Cost item → one_time, recurring or exit."""
        rows = load_codelist("cost_items").rows
        return {item: rows[standard]["phase"] for item, standard in self.standard_items.items()}

    @cached_property
    def whole_term_items(self) -> frozenset[str]:
        """Recurring items that run for the whole window (parallel running does not)."""
        rows = load_codelist("cost_items").rows
        return frozenset(
            item
            for item, standard in self.standard_items.items()
            if rows[standard]["whole_term"] == "yes"
        )

    @cached_property
    def asked(self) -> Mapping[str, frozenset[CostCell]]:
        """Scenario id → the (business, item) cells asked there."""
        cells: dict[str, set[CostCell]] = {scenario: set() for scenario in self.scenarios}
        for question in self.value["cost_questions"]:
            for scenario in question.get("scenarios", self.scenarios):
                cells[scenario].update(
                    (business, question["item"]) for business in question["businesses"]
                )
        return {scenario: frozenset(found) for scenario, found in cells.items()}

    @cached_property
    def asked_cells(self) -> frozenset[tuple[str, str, str]]:
        """Every (scenario, item, business) asked."""
        return frozenset(
            (scenario, item, business)
            for scenario, cells in self.asked.items()
            for business, item in cells
        )

    @cached_property
    def requirement_ids(self) -> frozenset[str]:
        """Ids of all requirements."""
        return frozenset(row["requirement_id"] for row in self.value.get("requirements", ()))

    @cached_property
    def kpi_ids(self) -> frozenset[str]:
        """Ids of all KPIs."""
        return frozenset(row["kpi_id"] for row in self.value.get("kpis", ()))

    @cached_property
    def service_item_ids(self) -> frozenset[str]:
        """Ids of all service-level items."""
        return frozenset(row["item_id"] for row in self.value.get("service_level_items", ()))

    @cached_property
    def free_question_ids(self) -> frozenset[str]:
        """Ids of all free questions."""
        return frozenset(row["question_id"] for row in self.value.get("free_questions", ()))

    @cached_property
    def option_ids(self) -> frozenset[str]:
        """Ids of all options."""
        return frozenset(row["option_id"] for row in self.value.get("options", ()))

    @cached_property
    def fit_of_symbol(self) -> Mapping[str, str]:
        """Symbol of this questionnaire → fit code."""
        return {row["symbol"]: row["fit"] for row in self.value.get("symbols", ())}

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        """Fact of an issue → code → title."""
        scenarios = {code: scenario.title for code, scenario in self.scenarios.items()}
        procedures = {row["procedure_id"]: row["title"] for row in self.value.get("procedures", ())}
        return {
            "item": self.items,
            "items": self.items,
            "business": self.businesses,
            "businesses": self.businesses,
            "scenario": scenarios,
            "procedure": procedures,
        }

    def titled(self, issue: Issue) -> Issue:
        """Return an issue whose codes bear the titles that stand beside them here."""
        facts = {
            key: _titled(value, self._titles[key], is_known=key != "scenario")
            for key, value in issue.params.items()
            if key in self._titles
        }
        return replace(issue, params={**issue.params, **facts}) if facts else issue


def _titled(value: object, titles: Mapping[str, str], *, is_known: bool) -> object:
    if isinstance(value, tuple):
        return tuple(_titled(part, titles, is_known=is_known) for part in value)
    if isinstance(value, str) and value in titles:
        return Titled(value, titles[value], is_known)
    return value


def _cases_of(procedure: str) -> Callable[[Scenario], float | None]:
    return lambda one: one.volumes.get(procedure)


def questionnaire_of(document: "Document") -> Questionnaire:
    """Return the questionnaire that a valid document holds.

    Raises:
        ValueError: the document is held or of another kind; callers look at its issues first.
    """
    if document.value is None or document.kind != "questionnaire":
        message = f"{document.name} is not a valid questionnaire"
        raise ValueError(message)
    return Questionnaire(document.value, document.sha256, document.name)
