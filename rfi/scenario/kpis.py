"""What a questionnaire asks of effects: its KPIs and the procedures they may be answered by."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI.

    Attributes:
        kpi_id, business: Codes.
        title, title_en: Its name; the English one may be empty.
        beneficiary: Code of ``beneficiaries``.
        unit: Code of ``kpi_units``: of the value before and after.
        unit_text: Its words where the questionnaire has its own; "" takes the title of the code.
        is_increase: Whether more of it is better.
        measure: Code of ``kpi_measures``; empty for none of them.
    """

    kpi_id: str
    business: str
    title: str
    title_en: str
    beneficiary: str
    unit: str
    unit_text: str
    is_increase: bool
    measure: str

    def unit_title(self, lang: Lang) -> str:
        """Return the unit in words: the questionnaire's own go before the list's."""
        return self.unit_text or load_codelist("kpi_units").title(self.unit, lang)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure: code, business and name."""

    procedure_id: str
    business: str
    title: str


def kpis_of(questionnaire: Questionnaire) -> Mapping[str, Kpi]:
    """Return KPI id → KPI, in the order asked; empty where none is asked."""
    return {
        row["kpi_id"]: Kpi(
            kpi_id=row["kpi_id"],
            business=row["business"],
            title=row["title"],
            title_en=row.get("title_en", ""),
            beneficiary=row["beneficiary"],
            unit=row["unit"],
            unit_text=row.get("unit_text", ""),
            is_increase=row["direction"] == "increase",
            measure=row.get("measure", ""),
        )
        for row in questionnaire.value.get("kpis", ())
    }


def procedures_of(questionnaire: Questionnaire) -> Mapping[str, Procedure]:
    """Return procedure id → procedure, in the order asked; empty where none is asked."""
    return {
        row["procedure_id"]: Procedure(row["procedure_id"], row["business"], row["title"])
        for row in questionnaire.value.get("procedures", ())
    }
