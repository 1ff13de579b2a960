"""Of what a foreign table can be: items, businesses and scenarios, of an RFI or of today's cost."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang

# Today's cost knows no questionnaire: its items are the standard ones, whole and of one city.
TODAY, _ALONE = "today", "today"


@dataclass(frozen=True, slots=True)
class Asked:
    """What rows and columns can be mapped to.

    Attributes:
        questionnaire_id: Whose these are; ``TODAY`` of today's cost.
        items: Cost item → title.
        businesses: Business → title.
        scenarios: Scenario → title.
        default_scenario_id: Where a table names none.
        takes_discounts: Whether a row can be a discount.
    """

    questionnaire_id: str
    items: Mapping[str, str]
    businesses: Mapping[str, str]
    scenarios: Mapping[str, str]
    default_scenario_id: str
    takes_discounts: bool = True


def asked_in(questionnaire: Questionnaire) -> Asked:
    """Return what a questionnaire asks."""
    return Asked(
        questionnaire.questionnaire_id,
        questionnaire.items,
        questionnaire.businesses,
        {code: one.title for code, one in questionnaire.scenarios.items()},
        questionnaire.default_scenario_id,
    )


def asked_of_today(lang: Lang) -> Asked:
    """Return what today's cost of a city is kept by: the standard items and businesses."""
    items, businesses = load_codelist("cost_items"), load_codelist("businesses")
    return Asked(
        TODAY,
        {code: items.title(code, lang) for code in items.rows},
        {code: businesses.title(code, lang) for code in businesses.rows},
        {_ALONE: ""},
        _ALONE,
        takes_discounts=False,
    )
