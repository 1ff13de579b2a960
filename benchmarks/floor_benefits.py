"""The benefits of the national round without any rule: in bare numpy, and in polars.

What each line says of each body, and how it ramps up, is given ready made; they only multiply and
add.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from rfi.compare.round.conditions import Conditions
from rfi.normalize.benefit.flows import benefit_terms
from rfi.normalize.benefit.ledgers import MEASURES, common_rates, measure_weights
from rfi.normalize.benefit.model import BenefitModel
from rfi.normalize.benefit.terms import NO_QUANTITY, QUANTITIES
from rfi.normalize.bodies import Bodies
from rfi.normalize.step import FloatArray

KINDS = ("gain", "loss", "discounted")


@dataclass(frozen=True, slots=True)
class BenefitBlock:
    """Addends of one offer and quantity.

    Attributes:
        offer, quantity: Indexes.
        amounts: kind of ``KINDS`` × body × addend, a year at full uptake.
        ramp: addend × fiscal year.
    """

    offer: int
    quantity: int
    amounts: FloatArray
    ramp: FloatArray


@dataclass(frozen=True, slots=True)
class BenefitArrays:
    """Everything that the sums of the benefits are made of; ``ledgers``: measure × quantity."""

    shape: tuple[int, int, int]
    blocks: Sequence[BenefitBlock]
    ledgers: FloatArray


def benefit_arrays(model: BenefitModel, conditions: Conditions, bodies: Bodies) -> BenefitArrays:
    """Return the dense arrays, from the product's own terms."""
    of = benefit_terms(model, conditions.assumptions, bodies)
    found: dict[tuple[int, int], list[tuple[FloatArray, FloatArray]]] = {}
    for term in of.terms:
        for index, (line, quantity) in enumerate(
            zip(term.lines.tolist(), term.quantity.tolist(), strict=True)
        ):
            if quantity == NO_QUANTITY:
                continue
            amounts = term.level[:, index], term.square[:, index], term.step[:, index]
            is_shown = of.counts[:, line] & ~np.isnan(sum(amounts))
            is_gain = term.is_gain[:, index]
            ramps = of.ramp.level[line], of.ramp.square[line], of.ramp.step[line]
            for amount, ramp in zip(amounts, ramps, strict=True):
                shown = np.where(is_shown, amount, 0.0)
                if shown.any():
                    gain = np.where(is_gain, shown, 0.0)
                    kinds = np.stack([gain, shown - gain, gain * of.factors[line]])
                    key = (int(model.lines.offer[line]), quantity)
                    found.setdefault(key, []).append((kinds, ramp))
    weights = measure_weights(conditions.assumptions, common_rates(conditions.assumptions, 1))
    ledgers = np.array(
        [
            [weights[name][q][0] if q in weights[name] else 0.0 for q in QUANTITIES]
            for name in MEASURES
        ]
    )
    blocks = [
        BenefitBlock(
            offer,
            quantity,
            np.stack([amounts for amounts, _ in given], axis=-1),
            np.stack([ramp for _, ramp in given]),
        )
        for (offer, quantity), given in found.items()
    ]
    return BenefitArrays(
        (len(bodies), len(model.offers), len(of.ramp.fiscal_years)), blocks, ledgers
    )


def numpy_benefits(given: BenefitArrays) -> FloatArray:
    """Return measure × kind × body × offer × fiscal year."""
    count, offers, years = given.shape
    sums = np.zeros((len(QUANTITIES), len(KINDS), count, offers, years))
    for block in given.blocks:
        flat = block.amounts.reshape(-1, block.amounts.shape[-1]) @ block.ramp
        sums[block.quantity, :, :, block.offer] = flat.reshape(len(KINDS), count, years)
    found = given.ledgers @ sums.reshape(len(QUANTITIES), -1)
    return found.reshape(len(MEASURES), *sums.shape[1:])


@dataclass(frozen=True, slots=True)
class BenefitFrames:
    """The same as long tables: one row a body and addend, a ramp, a measure and quantity."""

    shape: tuple[int, int, int]
    amounts: pl.DataFrame
    ramps: pl.DataFrame
    ledgers: pl.DataFrame


def benefit_frames(given: BenefitArrays) -> BenefitFrames:
    """Return the tables; rows whose amount is 0 are left out."""
    amounts: list[pl.DataFrame] = []
    first = 0
    for block in given.blocks:
        body, addend = np.nonzero(block.amounts.any(axis=0))
        columns = {
            "body": body.astype(np.int32),
            "offer": np.full(len(body), block.offer, dtype=np.int32),
            "quantity": np.full(len(body), block.quantity, dtype=np.int32),
            "ramp": (first + addend).astype(np.int32),
        }
        columns |= {kind: block.amounts[at, body, addend] for at, kind in enumerate(KINDS)}
        amounts.append(pl.DataFrame(columns))
        first += len(block.ramp)
    ramp = np.concatenate([block.ramp for block in given.blocks])
    measure, quantity = np.nonzero(given.ledgers)
    return BenefitFrames(
        shape=given.shape,
        amounts=pl.concat(amounts, rechunk=True),
        ramps=pl.DataFrame(
            {"ramp": np.arange(first, dtype=np.int32)}
            | {f"y{year}": ramp[:, year] for year in range(ramp.shape[1])}
        ),
        ledgers=pl.DataFrame(
            {
                "measure": measure.astype(np.int32),
                "quantity": quantity.astype(np.int32),
                "weight": given.ledgers[measure, quantity],
            }
        ),
    )


def polars_benefits(given: BenefitFrames) -> pl.DataFrame:
    """Return one row a body, offer and measure: every kind in every fiscal year."""
    years = [name for name in given.ramps.columns if name != "ramp"]
    names = [f"{kind} {year}" for kind in KINDS for year in years]
    return (
        given.amounts.lazy()
        .join(given.ramps.lazy(), on="ramp")
        .group_by("body", "offer", "quantity")
        .agg(
            (pl.col(kind) * pl.col(year)).sum().alias(f"{kind} {year}")
            for kind in KINDS
            for year in years
        )
        .join(given.ledgers.lazy(), on="quantity")
        .group_by("body", "offer", "measure")
        .agg((pl.col("weight") * pl.col(name)).sum().alias(name) for name in names)
        .collect(engine="streaming")
    )


def benefits_of_frame(given: BenefitFrames, found: pl.DataFrame) -> FloatArray:
    """Return the long result as an array, as ``numpy_benefits``."""
    count, offers, years = given.shape
    values = np.zeros((count, offers, len(MEASURES), len(KINDS) * years))
    rows = tuple(found[name].to_numpy() for name in ("body", "offer", "measure"))
    values[rows] = found.drop("body", "offer", "measure").to_numpy()
    shaped = values.reshape(count, offers, len(MEASURES), len(KINDS), years)
    return shaped.transpose(2, 3, 0, 1, 4)
