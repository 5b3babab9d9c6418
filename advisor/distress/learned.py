"""What do written examples say of a message? A linear reading of its bits and, where the bundled embedder serves, of its meaning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from advisor.distress.grams import PLACES, places_of
from advisor.distress.pieces import pieces

Numbers = NDArray[np.float32]
VectorOf = Callable[[str, str], Numbers | None]
"""A text and the name of a model → its vector; None where another model serves."""

CLASSES = ("crisis", "third_person", "care", "none")
CRISIS, ANOTHER, CARING, _NONE = range(len(CLASSES))
DANGER_BY_BITS, DANGER_WITH_MEANING = 0.3, 0.3
"""From so much on a person is led to help: chosen so that hardly anybody in danger is missed (docs/decisions/0011)."""
OF_MEANING = 0.67
"""How much the reading with meaning counts beside the one of bits alone."""
SURE, RATHER_SURE = 0.85, 0.65
"""Where reviewed words say that it was long ago, or that it is hard times, only this much is an alarm."""
CARE_FROM = 0.6
SURELY_ANOTHER = 2.0
"""Where it is not much likelier that somebody else is meant, the one who writes is."""
EMBEDDED = 6
"""Pieces of a message whose meaning is asked for, the most alarming first: each costs tens of milliseconds."""


@dataclass(frozen=True)
class Weighed:
    """What the examples say; no figure leaves this file."""

    danger: bool = False
    another: bool = False
    care: bool = False


@dataclass(frozen=True)
class Weights:
    """What training left: for bits alone, and for bits with meaning. Each with a row a class."""

    bits: Numbers
    bits_bias: Numbers
    joint: Numbers
    joint_bias: Numbers
    meaning: Numbers
    centre: Numbers
    model: str


def weigh(text: str, vector_of: VectorOf | None = None, at_least: float = 0.0) -> Weighed:
    """Read the whole message and each piece of it; the most alarming one counts."""
    parts = pieces(text)
    weights = learnt()
    found = [places_of(part) for part in parts]
    alone = [shares(_sum(weights.bits, places) + weights.bits_bias) for places in found]
    first = sorted(range(len(parts)), key=lambda i: (i > 0, -danger(alone[i])))[:EMBEDDED]
    vectors = {i: vector_of(parts[i], weights.model) for i in first if parts[i]} if vector_of else {}
    joint = [joint_shares(weights, found[i], vector) for i, vector in vectors.items() if vector is not None]
    return judged(alone, joint, at_least)


def judged(alone: Sequence[Numbers], joint: Sequence[Numbers], at_least: float = 0.0) -> Weighed:
    """Decide from the shares of each piece; the whole message stands first."""
    by_bits = max(map(danger, alone))
    together = (1 - OF_MEANING) * by_bits + OF_MEANING * max(map(danger, joint)) if joint else by_bits
    bar = max(at_least, DANGER_WITH_MEANING if joint else DANGER_BY_BITS)
    worst, whole = max(joint or alone, key=danger), (joint or alone)[0]
    return Weighed(
        danger=together >= bar,
        another=bool(worst[ANOTHER] > SURELY_ANOTHER * worst[CRISIS]),
        care=bool(whole[CARING] >= CARE_FROM),
    )


def joint_shares(weights: Weights, places: NDArray[np.int64], vector: Numbers) -> Numbers:
    return shares(_sum(weights.joint, places) + weights.joint_bias + weights.meaning @ (vector - weights.centre))


def danger(shares_of_classes: Numbers) -> float:
    """Add up the share of a person in danger, whoever it is."""
    return float(shares_of_classes[CRISIS] + shares_of_classes[ANOTHER])


def shares(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), np.float32)


def _sum(table: Numbers, places: NDArray[np.int64]) -> Numbers:
    """Add up the rows of a text's bits; long and short texts weigh alike."""
    if not len(places):
        return np.zeros(len(CLASSES), np.float32)
    return np.asarray(table[:, places].sum(axis=1, dtype=np.float32) / np.sqrt(len(places)), np.float32)


@lru_cache(maxsize=1)
def learnt() -> Weights:
    """Read the weights that ship with the package: bytes and a scale a class."""
    file = files("advisor") / "distress" / "weights.npz"
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return Weights(
            bits=_opened(kept["bits"], kept["bits_scale"]),
            bits_bias=kept["bits_bias"],
            joint=_opened(kept["joint"], kept["joint_scale"]),
            joint_bias=kept["joint_bias"],
            meaning=kept["meaning"],
            centre=kept["centre"],
            model=str(kept["model"]),
        )


def _opened(small: NDArray[np.int8], scale: Numbers) -> Numbers:
    wide: Numbers = small.astype(np.float32).reshape(len(CLASSES), PLACES) * scale[:, None]
    return wide
