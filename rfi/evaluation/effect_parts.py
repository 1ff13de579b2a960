"""Parts of what offers bring: effects, requirements met, gaps, service levels, free answers."""

from rfi.compare.benefit.comparison import BenefitComparison, compare_benefits
from rfi.compare.fit.comparison import FitComparison, compare_fit
from rfi.compare.fit.gap_comparison import GapComparison, compare_gaps
from rfi.compare.free.answers import FreeComparison, compare_free_answers
from rfi.compare.service.levels import ServiceComparison, compare_service_levels
from rfi.evaluation.cost_parts import DISCOUNTING, WHO
from rfi.evaluation.part import Part
from rfi.normalize.benefit.model import GRADES

BENEFITS: Part[BenefitComparison] = Part(
    "benefits",
    compare_benefits,
    reads=(*WHO, "scope"),
    assumptions=(
        "horizon_months",
        "resident_hour_jpy",
        "staff_hour_jpy",
        "overtime_hour_jpy",
        "post_hours_per_year",
        "procedures_per_person",
        "visit_fare_jpy",
        "sheet_jpy",
        *(f"evidence_factor_{grade}" for grade in GRADES),
    ),
)

FIT: Part[FitComparison] = Part("fit", compare_fit, reads=("scope",))

GAPS: Part[GapComparison] = Part(
    "gaps",
    compare_gaps,
    reads=("city", "scope"),
    assumptions=("tax_rate", "horizon_months", *DISCOUNTING, "staff_hour_jpy"),
    uses=(FIT,),
)

FREE_ANSWERS: Part[FreeComparison] = Part("free_answers", compare_free_answers)

SERVICE_LEVELS: Part[ServiceComparison] = Part(
    "service_levels",
    compare_service_levels,
    assumptions=("horizon_months", "base_fiscal_year"),
)
