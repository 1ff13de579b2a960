"""How many cells a questionnaire asks of a vendor: what every row costs those who answer."""

from collections.abc import Mapping

from rfi.scenario.questionnaire import Questionnaire

# Above this an answer takes weeks rather than days. [ours]
MANY_CELLS = 2000


def asked_counts(asked: Questionnaire) -> Mapping[str, int]:
    """Return wording key of a part → number of cells asked in it; parts that ask nothing too."""
    value = asked.value

    def rows(key: str) -> int:
        return len(value.get(key, ()))

    return {
        "term.costs": sum(len(cells) for cells in asked.asked.values()),
        "term.options": rows("options") * len(asked.scenarios),
        "author.sheet.requirements": rows("requirements"),
        "author.sheet.kpis": rows("kpis"),
        "term.service_levels": rows("service_level_items"),
        "term.free_questions": rows("free_questions"),
    }
