"""Simple claims: before, after and volume of a KPI (method §5, "Simple claims")."""

import numpy as np

from rfi.normalize.benefit.model import NONE, BenefitModel, BoolArray
from rfi.normalize.benefit.terms import NO_QUANTITY, Term, quantity, staff_quantities
from rfi.normalize.bodies import Bodies
from rfi.normalize.constants import MINUTES_PER_HOUR
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet

_PER_VOLUME = frozenset({"min_per_case", "minutes"})
_HOURS = frozenset({*_PER_VOLUME, "hours_per_year"})
# A rate or a score is the same in a city of any size; a unit of one's own cannot be converted.
QUALITY_UNITS = frozenset({"percent", "point", "other"})


def size_factors(model: BenefitModel, bodies: Bodies, lines: IntArray) -> FloatArray:
    """Return population of the body ÷ population of the quoted city, body × line.

    A line that names no scenario, and one of the body's own scenario, is taken as it stands (1).
    NaN where one of the two populations is not known.
    """
    quoted = np.array([one.population or np.nan for one in model.scenarios], dtype=np.float64)
    names = np.array([one.scenario_id for one in model.scenarios], dtype=object)
    ratio = bodies.population[:, None] / quoted[None, :]
    own = np.array(bodies.codes, dtype=object)[:, None] == names[None, :]
    ratio = np.where(own, 1.0, ratio)
    with_none = np.concatenate([ratio, np.ones((len(bodies), 1))], axis=1)
    return np.asarray(with_none[:, model.lines.scenario[lines]])


def active_lines(model: BenefitModel, bodies: Bodies) -> BoolArray:
    """Return which lines speak for a body, body × line.

    Where an offer answers one KPI for several scenarios, the one nearest in size speaks (ln of
    population; ties to the smaller, then to fewer sharing cities); the body's own scenario
    before all. Lines that name no scenario always speak.
    """
    lines = model.lines
    active = np.ones((len(bodies), len(lines)), dtype=np.bool_)
    groups: dict[tuple[int, int, str, int], list[int]] = {}
    keys = zip(
        lines.offer.tolist(),
        lines.kpi.tolist(),
        lines.business,
        lines.procedure.tolist(),
        strict=True,
    )
    for line, key in enumerate(keys):
        if lines.scenario[line] != NONE:
            groups.setdefault(key, []).append(line)
    for members in groups.values():
        quoted = sorted(
            {int(lines.scenario[line]) for line in members},
            key=lambda index: (
                model.scenarios[index].population or np.inf,
                model.scenarios[index].cities,
                index,
            ),
        )
        if len(quoted) == 1:
            continue
        sizes = np.array([model.scenarios[index].population or np.nan for index in quoted])
        away = np.abs(np.log(bodies.population[:, None] / sizes[None, :]))
        away = np.where(np.isnan(away), np.inf, away)
        names = np.array([model.scenarios[index].scenario_id for index in quoted], dtype=object)
        away = np.where(np.array(bodies.codes, dtype=object)[:, None] == names, -1.0, away)
        spoken = np.array(quoted)[np.argmin(away, axis=1)]
        for line in members:
            active[:, line] = spoken == lines.scenario[line]
    return active


def _quantities(model: BenefitModel, lines: IntArray) -> IntArray:
    """Return what each claim is counted in: by unit, beneficiary and, for yen, cash or not."""
    found = []
    staff = staff_quantities(model, lines)
    for index, line in enumerate(lines.tolist()):
        kpi = model.kpis[model.lines.kpi[line]]
        is_resident = kpi.beneficiary == "resident"
        is_cash = bool(model.lines.is_cash[line])
        if kpi.unit in QUALITY_UNITS:
            found.append(NO_QUANTITY)
        elif kpi.unit == "fte" or (kpi.unit in _HOURS and not is_resident):
            found.append(int(staff[index]))
        elif kpi.unit in _HOURS:
            found.append(quantity("resident_hours"))
        elif kpi.unit == "jpy_per_year":
            name = "resident_jpy" if is_resident else "cash_jpy" if is_cash else "noncash_jpy"
            found.append(quantity(name))
        elif kpi.unit == "sheets_per_year":
            found.append(quantity("sheets_cash" if is_cash else "sheets"))
        else:
            is_visit = is_resident and kpi.measure == "visits"
            found.append(quantity("visits" if is_visit else "counts"))
    return np.array(found, dtype=np.int64)


def claim_lines(model: BenefitModel) -> IntArray:
    """Return the lines that are simple claims."""
    return np.flatnonzero(model.lines.procedure == NONE)


def change_of(model: BenefitModel, lines: IntArray) -> FloatArray:
    """Return how far a KPI moves the favourable way, in its unit; NaN without both values."""
    sign = np.array([1.0 if kpi.is_increase else -1.0 for kpi in model.kpis])
    given = model.lines
    change = sign[given.kpi[lines]] * (given.target[lines] - given.baseline[lines])
    return np.asarray(np.where(given.is_silent[lines], np.nan, change))


def claim_term(model: BenefitModel, bodies: Bodies, assumptions: AssumptionSet) -> Term:
    """Return Δ × volume of every simple claim, scaled to each body by population.

    Minutes become hours over the volume, posts become hours at ``post_hours_per_year``. Per cent
    and points carry no amount.
    """
    lines = claim_lines(model)
    units = np.array([kpi.unit for kpi in model.kpis], dtype=object)[model.lines.kpi[lines]]
    change = change_of(model, lines)
    asks_volume = np.isin(units, list(_PER_VOLUME))
    factor = np.where(asks_volume, model.lines.volume[lines] / MINUTES_PER_HOUR, 1.0)
    factor = np.where(units == "fte", assumptions.number("post_hours_per_year"), factor)
    level = change * factor * size_factors(model, bodies, lines)
    level = np.where(np.isin(units, list(QUALITY_UNITS)), change, level)
    nothing = np.zeros_like(level)
    given = ~np.isnan(model.lines.baseline[lines]) | ~np.isnan(model.lines.target[lines])
    return Term(
        name="claim",
        lines=lines,
        quantity=_quantities(model, lines),
        level=level,
        square=nothing,
        step=nothing,
        is_gain=np.broadcast_to(change >= 0, level.shape),
        is_claimed=given & ~model.lines.is_silent[lines],
    )
