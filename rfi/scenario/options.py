"""Options: what is priced apart from the base, and a questionnaire with some of them chosen."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    Attributes:
        option_id: Its id; chosen, it is the code of a cost item.
        business, standard_item: Where it counts when it is chosen.
        title, description: As asked; "" where not given.
        is_must: Whether a price is a must.
    """

    option_id: str
    business: str
    standard_item: str
    title: str
    description: str
    is_must: bool

    @property
    def need_title(self) -> str:
        """Must or may, in Japanese."""
        return load_codelist("needs").title("must" if self.is_must else "may", "ja")


def options_of(questionnaire: Questionnaire) -> tuple[Option, ...]:
    """Return the options in the order asked."""
    return tuple(
        Option(
            option_id=row["option_id"],
            business=row["business"],
            standard_item=row["standard_item"],
            title=row["title"],
            description=row.get("description", ""),
            is_must=row.get("need") == "must",
        )
        for row in questionnaire.value.get("options", ())
    )


def with_options(questionnaire: Questionnaire, chosen: Collection[str]) -> Questionnaire:
    """Return a questionnaire that asks the chosen options as cost items of their own."""
    found = [one for one in options_of(questionnaire) if one.option_id in chosen]
    value = questionnaire.value
    items = [
        {"item": one.option_id, "title": one.title, "standard_item": one.standard_item}
        for one in found
    ]
    questions = [{"item": one.option_id, "businesses": [one.business]} for one in found]
    return replace(
        questionnaire,
        value={
            **value,
            "cost_items": [*value["cost_items"], *items],
            "cost_questions": [*value["cost_questions"], *questions],
        },
    )
