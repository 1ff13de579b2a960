"""The costs of the national round without any rule: in bare numpy, and in polars.

What the product works out (which quotes, which weights, which addends) is given to them ready
made; they only multiply and add. Neither rounds to whole yen that add up: that is a rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from rfi.compare.joint.body_weights import ALONE, INDIVIDUAL, JOINT, USES, WeightBlock, weigh_bodies
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.sharing import shares_of, sharing_key
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.step import FloatArray

# Nominal yen without and with tax, side by side along the columns of the flows.
TAXES = 2


@dataclass(frozen=True, slots=True)
class CostSums:
    """Yen: alone and borne, body × offer × (tax-excluded, tax-included) × fiscal year."""

    alone: FloatArray
    borne: FloatArray


@dataclass(frozen=True, slots=True)
class CostArrays:
    """Everything that the sums of the costs are made of.

    Attributes:
        shape: Bodies, offers, fiscal years.
        blocks: Weights, dense.
        flows: scenario × component × column.
        group, shares: The group of each body, and its part of what is shared.
    """

    shape: tuple[int, int, int]
    blocks: Sequence[WeightBlock]
    flows: FloatArray
    group: Indexes
    shares: FloatArray


def cost_arrays(
    basis: CostBasis, conditions: Conditions, bodies: Bodies, group: Indexes
) -> CostArrays:
    """Return the dense arrays, from the product's own steps."""
    axes = basis.model.axes
    quoted = basis.cube.evaluate(conditions.assumptions, range(len(axes.scenarios))).values
    nominal = quoted["nominal_jpy"]
    key = sharing_key(conditions.assumptions, {})
    return CostArrays(
        shape=(len(bodies), len(axes.offers), nominal.shape[-1]),
        blocks=tuple(weigh_bodies(basis, nominal.sum(axis=-1), bodies, group).blocks()),
        flows=np.concatenate([nominal, quoted["nominal_incl_tax_jpy"]], axis=-1),
        group=group,
        shares=shares_of(key, bodies.codes, bodies.population, group),
    )


def numpy_costs(given: CostArrays) -> CostSums:
    """Return the sums by one matrix product a block."""
    count, offers, years = given.shape
    sums = np.zeros((count, offers, len(USES), TAXES * years))
    for block in given.blocks:
        flat = block.weights.reshape(-1, len(block.components))
        found = flat @ given.flows[block.scenario, block.components]
        sums[block.bodies, block.offer] += found.reshape(len(block.bodies), len(USES), -1)
    shared = np.zeros((int(given.group.max()) + 1, offers, TAXES * years))
    np.add.at(shared, given.group, sums[:, :, JOINT] - sums[:, :, INDIVIDUAL])
    borne = given.shares[:, None, None] * shared[given.group] + sums[:, :, INDIVIDUAL]
    shape = (count, offers, TAXES, years)
    return CostSums(sums[:, :, ALONE].reshape(shape), borne.reshape(shape))


@dataclass(frozen=True, slots=True)
class CostFrames:
    """The same as long tables: one row a body and weight, a flow, a body."""

    shape: tuple[int, int, int]
    weights: pl.DataFrame
    flows: pl.DataFrame
    bodies: pl.DataFrame


def cost_frames(given: CostArrays) -> CostFrames:
    """Return the tables; rows whose weight is 0 are left out."""
    parts: list[pl.DataFrame] = []
    components = given.flows.shape[1]
    for block in given.blocks:
        body, index = np.nonzero(block.weights[:, ALONE])
        key = block.scenario * components + block.components
        columns = {
            "body": block.bodies[body].astype(np.int32),
            "offer": np.full(len(body), block.offer, dtype=np.int32),
            "flow": key[index].astype(np.int32),
        }
        columns |= {use: block.weights[body, at, index] for at, use in enumerate(USES)}
        parts.append(pl.DataFrame(columns))
    flat = given.flows.reshape(-1, given.flows.shape[-1])
    flows = {f"y{column}": flat[:, column] for column in range(flat.shape[1])}
    return CostFrames(
        shape=given.shape,
        weights=pl.concat(parts, rechunk=True),
        flows=pl.DataFrame({"flow": np.arange(len(flat), dtype=np.int32), **flows}),
        bodies=pl.DataFrame(
            {
                "body": np.arange(len(given.group), dtype=np.int32),
                "group": given.group,
                "share": given.shares,
            }
        ),
    )


def polars_costs(given: CostFrames) -> pl.DataFrame:
    """Return one row a body and offer: ``alone`` and ``borne`` in every column of the flows."""
    columns = [name for name in given.flows.columns if name != "flow"]
    sums = (
        given.weights.lazy()
        .join(given.flows.lazy(), on="flow")
        .group_by("body", "offer")
        .agg(
            (pl.col(use) * pl.col(name)).sum().alias(f"{use} {name}")
            for use in USES
            for name in columns
        )
        .join(given.bodies.lazy(), on="body")
    )
    shared = {
        name: (pl.col(f"joint {name}") - pl.col(f"individual {name}")).sum().over("group", "offer")
        for name in columns
    }
    return sums.select(
        "body",
        "offer",
        *(pl.col(f"alone {name}") for name in columns),
        *(
            (pl.col("share") * shared[name] + pl.col(f"individual {name}")).alias(f"borne {name}")
            for name in columns
        ),
    ).collect(engine="streaming")


def costs_of_frame(given: CostFrames, found: pl.DataFrame) -> CostSums:
    """Return the long result as arrays."""
    count, offers, years = given.shape
    rows = found["body"].to_numpy(), found["offer"].to_numpy()
    result = []
    for kind in ("alone", "borne"):
        values = np.zeros((count, offers, TAXES * years))
        names = [name for name in found.columns if name.startswith(kind)]
        values[rows] = found.select(names).to_numpy()
        result.append(values.reshape(count, offers, TAXES, years))
    return CostSums(*result)
