"""What to ask next, as a part of an evaluation."""

from rfi.analysis.asking.open_cells import Asking, asking_of
from rfi.compare.cost.borne import Borne
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.evaluation.cost_parts import BASIS, BORNE, OUTLAY
from rfi.evaluation.part import Part


def _asking(
    answers: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay, borne: Borne
) -> Asking:
    return asking_of(
        basis,
        conditions,
        outlay,
        borne,
        is_anonymous=answers.is_anonymous,
        draws_by=basis.tables["offers"]["draws_by"].tolist(),
    )


# What the whole round is paid is asked for again where only some offers are shown.
ASKING: Part[Asking] = Part(
    "asking",
    _asking,
    reads=OUTLAY.reads,
    assumptions=OUTLAY.assumptions,
    uses=(BASIS, OUTLAY, BORNE),
)
